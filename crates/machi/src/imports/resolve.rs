//! Ties what a source says to the city's places, neighbourhoods and communities. What is not certain
//! stays text.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::Draft;
use super::fold::{fold, words};
use crate::cities::{City, Community, Neighbourhood, Spot};
use crate::ids::{CommunityId, NeighbourhoodId, PlaceId};
use crate::places::named::Named;
use crate::text::Names;

/// Where an event is, as far as it is certain.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Located {
    pub(super) place: Option<PlaceId>,
    pub(super) neighbourhood: Option<NeighbourhoodId>,
    /// What the place does not say already.
    pub(super) text: String,
}

/// The city's names, ready to be looked up.
pub(super) struct Resolver<'a> {
    city: &'a City,
    places: &'a [Named],
    by_name: HashMap<String, Vec<usize>>,
    /// Phrases of a neighbourhood's name, with the neighbourhood.
    parts: Vec<(String, &'a Arc<Neighbourhood>)>,
}

/// Letters of a part of a neighbourhood's name that is looked for in a text.
const PART_LETTERS_MIN: usize = 5;
/// A neighbourhood's name in front of one of these names a street.
const STREET_WORDS: [&str; 12] = [
    "street",
    "avenue",
    "boulevard",
    "road",
    "place",
    "drive",
    "lane",
    "parkway",
    "av",
    "ave",
    "blvd",
    "dr",
];
/// Words that sources shorten.
const SHORT_WORDS: [(&str, &str); 6] = [
    ("sq", "square"),
    ("st", "saint"),
    ("pk", "park"),
    ("pkwy", "parkway"),
    ("plz", "plaza"),
    ("ctr", "center"),
];

impl<'a> Resolver<'a> {
    pub(super) fn new(city: &'a City, places: &'a [Named]) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, place) in places.iter().enumerate() {
            let mut names: Vec<String> = place.names.iter().map(|(_, name)| plain(name)).collect();
            names.sort();
            names.dedup();
            for name in names {
                by_name.entry(name).or_default().push(at);
            }
        }
        let districts = city.neighbourhoods.iter();
        let lived_in = districts.filter(|neighbourhood| neighbourhood.kind != "park-etc");
        let parts = lived_in.flat_map(|neighbourhood| {
            let names = neighbourhood
                .names
                .iter()
                .flat_map(|(_, name)| name.split(['-', '–', '·', '・']));
            names
                .map(words)
                .filter(|part| {
                    part.chars().filter(|c| c.is_alphabetic()).count() >= PART_LETTERS_MIN
                })
                .map(move |part| (part, neighbourhood))
        });
        Self {
            city,
            places,
            by_name,
            parts: parts.collect(),
        }
    }

    pub(super) fn locate(&self, draft: &Draft) -> Located {
        let place = draft
            .places
            .iter()
            .find_map(|name| self.place(name, &draft.district));
        let spot = draft.spot.or(place.map(|place| place.spot));
        let neighbourhood = self
            .at(spot)
            .or_else(|| place.and_then(|place| place.neighbourhood))
            .or_else(|| self.by_district(&draft.district))
            .or_else(|| self.by_mention(draft));
        Located {
            place: place.map(|place| place.id),
            neighbourhood,
            text: location_text(draft, place),
        }
    }

    fn at(&self, spot: Option<Spot>) -> Option<NeighbourhoodId> {
        Some(self.city.neighbourhood_at(spot?)?.id)
    }

    /// The one place of this name; none when there are two, or when it lies in another district.
    fn place(&self, name: &str, district: &str) -> Option<&'a Named> {
        variants(name).iter().find_map(|name| {
            let found = self
                .by_name
                .get(name)?
                .iter()
                .filter_map(|&at| self.places.get(at));
            let mut found = found.filter(|place| self.lies_in(place, district));
            match (found.next(), found.next()) {
                (Some(place), None) => Some(place),
                _ => None,
            }
        })
    }

    fn lies_in(&self, place: &Named, district: &str) -> bool {
        if district.is_empty() {
            return true;
        }
        let neighbourhood = place
            .neighbourhood
            .and_then(|id| self.city.neighbourhood(id));
        neighbourhood.is_none_or(|neighbourhood| is_of(neighbourhood, district))
    }

    /// Of a city whose neighbourhoods are what the source calls districts: Tokyo's wards.
    fn by_district(&self, district: &str) -> Option<NeighbourhoodId> {
        let district = fold(district);
        let mut all = self.city.neighbourhoods.iter();
        let found = all.find(|neighbourhood| is_called(&neighbourhood.names, &district));
        found.map(|neighbourhood| neighbourhood.id)
    }

    /// The one neighbourhood of the district whose name stands in the location or the title.
    fn by_mention(&self, draft: &Draft) -> Option<NeighbourhoodId> {
        if draft.district.is_empty() {
            return None;
        }
        let title = draft.titles.iter().map(|(_, title)| words(title));
        let texts: Vec<String> = title.chain([words(&draft.location_text)]).collect();
        let mut found = self.parts.iter().filter(|(part, neighbourhood)| {
            is_of(neighbourhood, &draft.district) && texts.iter().any(|text| mentions(text, part))
        });
        let (_, first) = found.next()?;
        found
            .all(|(_, other)| other.id == first.id)
            .then_some(first.id)
    }
}

fn is_of(neighbourhood: &Neighbourhood, district: &str) -> bool {
    let district = fold(district);
    is_called(&neighbourhood.district_names, &district)
        || is_called(&neighbourhood.names, &district)
}

fn is_called(names: &Names, folded: &str) -> bool {
    names.iter().any(|(_, name)| fold(name) == folded)
}

/// Whether the phrase stands in the text, and not as the name of a street.
fn mentions(text: &str, phrase: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(phrase)) {
        let (start, end) = (from + at, from + at + phrase.len());
        let before = text[..start].chars().next_back();
        let mut after = text[end..].split(' ');
        let whole = before.is_none_or(|c| c == ' ') && after.next() == Some("");
        if whole
            && !after
                .next()
                .is_some_and(|next| STREET_WORDS.contains(&next))
        {
            return true;
        }
        from = end;
    }
    false
}

/// As names are compared: words, the usual short forms written out.
fn plain(name: &str) -> String {
    let words = words(name);
    let long = words.split(' ').map(|word| {
        let known = SHORT_WORDS.iter().find(|(short, _)| *short == word);
        known.map_or(word, |(_, long)| long)
    });
    long.collect::<Vec<_>>().join(" ")
}

/// The name, what stands outside and inside of its brackets, and each half of "A and B".
fn variants(name: &str) -> Vec<String> {
    let name = super::fold::nfkc(name);
    let mut variants = vec![plain(&name)];
    if let Some((outside, rest)) = name.split_once('(') {
        variants.push(plain(outside));
        variants.extend(rest.split(')').next().map(plain));
    }
    if let Some((first, second)) = name.split_once(" and ") {
        variants.extend([plain(first), plain(second)]);
    }
    variants.retain(|variant| !variant.is_empty());
    variants
}

fn location_text(draft: &Draft, place: Option<&Named>) -> String {
    let text = draft.location_text.as_str();
    match place {
        Some(place)
            if place
                .names
                .iter()
                .any(|(_, name)| plain(name) == plain(text)) =>
        {
            String::new()
        }
        None if !draft.district.is_empty() && !text.contains(&draft.district) => {
            let parts = [text, draft.district.as_str()];
            let said = parts.iter().copied().filter(|part| !part.is_empty());
            said.collect::<Vec<_>>().join(", ")
        }
        _ => text.to_owned(),
    }
}

/// The community by its keywords, as `packs/README.md` lays down: the longest keyword in the title
/// wins, of equal ones the community that stands first. Without one, the source's categories decide.
pub(super) fn community(communities: &[Arc<Community>], draft: &Draft) -> Option<CommunityId> {
    let title: Vec<String> = draft.titles.iter().map(|(_, title)| fold(title)).collect();
    best(communities, &title).or_else(|| best(communities, &[fold(&draft.about)]))
}

fn best(communities: &[Arc<Community>], texts: &[String]) -> Option<CommunityId> {
    let mut best: Option<(usize, CommunityId)> = None;
    for community in communities {
        for keyword in &community.keywords {
            let length = keyword.chars().count();
            let longer = best.is_none_or(|(known, _)| length > known);
            if longer && texts.iter().any(|text| has_keyword(text, keyword)) {
                best = Some((length, community.id));
            }
        }
    }
    best.map(|(_, id)| id)
}

/// A keyword of Latin letters stands as whole words; one of another script anywhere.
fn has_keyword(text: &str, keyword: &str) -> bool {
    let latin = keyword
        .chars()
        .all(|c| !c.is_alphabetic() || c <= '\u{24f}');
    if !latin {
        return text.contains(keyword);
    }
    text.match_indices(keyword).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + keyword.len()..].chars().next();
        ![before, after]
            .iter()
            .flatten()
            .any(|c| c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_of_latin_letters_are_whole_words() {
        let cases = [
            ("art fair", "art", true),
            ("party time", "art", false),
            ("mother's day picnic", "picnic", true),
            ("三社祭", "祭", true),
            ("5k10k", "5k", false),
        ];
        for (text, keyword, expected) in cases {
            assert_eq!(has_keyword(text, keyword), expected, "{text} / {keyword}");
        }
    }

    #[test]
    fn a_street_that_bears_a_name_is_not_the_neighbourhood() {
        assert!(mentions("jackson heights greenmarket", "jackson heights"));
        assert!(!mentions("clinton street between a and b", "clinton"));
        assert!(!mentions("eastchester", "chester"));
        assert!(mentions("clinton street in clinton", "clinton"));
    }

    #[test]
    fn names_are_compared_without_marks_brackets_and_short_forms() {
        assert_eq!(plain("43/44 Plaza, Times Sq."), "43 44 plaza times square");
        assert!(variants("Beach 17 Playground (O'Donohue Park)").contains(&"odonohue park".into()));
        assert!(variants("Pelham Bay Park and Orchard Beach").contains(&"orchard beach".into()));
    }
}
