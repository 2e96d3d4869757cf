//! Titles and locations of permits as a person would write them.

/// Words that stay in capitals.
const CAPITALS: [&str; 24] = [
    "NYC", "NYRR", "NYPD", "FDNY", "UPR", "BBQ", "DJ", "TSQ", "USA", "US", "UN", "LGBTQ", "CUNY",
    "SUNY", "MTA", "BK", "II", "III", "IV", "VIP", "RSP", "CYO", "NYSOM", "SDSS",
];
/// Words that stay small inside a title.
const SMALL: [&str; 14] = [
    "a", "an", "and", "at", "between", "by", "for", "from", "in", "of", "on", "the", "to", "with",
];
/// From so many letters on, a text without a small letter is taken for shouting.
const SHOUT_LETTERS_MIN: usize = 5;
/// A parks programme that permits shorten.
const SHORT_NAMES: [(&str, &str); 1] = [("MUTS", "Movies Under the Stars")];

/// One space between words, no date of the file's own at either end, no shouting.
pub(super) fn tidy_title(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((_, long)) = SHORT_NAMES.iter().find(|(short, _)| *short == name) {
        return (*long).to_owned();
    }
    let name = without_dates(&name);
    let name = if is_shouting(name) {
        capitalised(name)
    } else {
        name.to_owned()
    };
    first_large(&name)
}

/// `2022.03.26 Trail Work` and `Concert 05292022` without their dates, unless nothing is left.
fn without_dates(name: &str) -> &str {
    let is_date = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        digits == 8 && word.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let name = if is_date(first) && !rest.is_empty() {
        rest
    } else {
        name
    };
    match name.rsplit_once(' ') {
        Some((rest, last)) if is_date(last) => rest,
        _ => name,
    }
}

fn is_shouting(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= SHOUT_LETTERS_MIN && !letters.clone().any(char::is_lowercase)
}

/// `QUEENS COUNTY ST. PATRICK'S DAY` as `Queens County St. Patrick's Day`.
pub(super) fn capitalised(text: &str) -> String {
    let mut first = true;
    let words = text.split(' ').map(|word| {
        let plain: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let lower = word.to_lowercase();
        let is_first = std::mem::take(&mut first);
        if CAPITALS.contains(&plain.as_str()) || is_distance(word) {
            word.to_owned()
        } else if !is_first && SMALL.contains(&lower.as_str()) {
            lower
        } else {
            large_parts(&lower)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `5K`, `4M`.
fn is_distance(word: &str) -> bool {
    let digits = word.trim_end_matches(['K', 'M']);
    digits.len() + 1 == word.len() && digits.chars().all(|c| c.is_ascii_digit())
}

/// The first letter of each part of a word large: `walk-a-thon`, `w/band`, but `patrick's`, `5k`.
fn large_parts(word: &str) -> String {
    let mut large = true;
    word.chars()
        .flat_map(|c| {
            let upper = large && c.is_alphabetic();
            large = matches!(c, '-' | '/' | '(' | '"');
            let c: Vec<char> = if upper {
                c.to_uppercase().collect()
            } else {
                if !c.is_alphanumeric() && !large {
                    large = c != '\'' && c != '.';
                }
                vec![c]
            };
            c
        })
        .collect()
}

fn first_large(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if !text.chars().any(char::is_uppercase) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

/// Where it is: the names of its places, most exact first, and one line to show.
pub(super) fn tidy_location(location: &str) -> (Vec<String>, String) {
    let location = location.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut parks: Vec<(String, Vec<String>)> = Vec::new();
    for item in location
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
    {
        let (park, spot) = item.split_once(':').unwrap_or((item, ""));
        let park = calm(park);
        let spot = Some(calm(spot)).filter(|spot| !spot.is_empty() && *spot != park);
        match parks.iter_mut().find(|(known, _)| *known == park) {
            Some((_, spots)) => spots.extend(spot.filter(|spot| !spots.contains(spot))),
            None => parks.push((park, spot.into_iter().collect())),
        }
    }
    let line = parks.first().map_or_else(String::new, |(park, spots)| {
        match (spots.as_slice(), parks.len()) {
            ([], _) => park.clone(),
            (spots, _) => format!(
                "{park}: {}",
                spots[..spots.len().min(SPOTS_SHOWN)].join(", ")
            ),
        }
    });
    let names = parks.into_iter().map(|(park, _)| park).take(PLACES_MAX);
    (names.collect(), line)
}

const SPOTS_SHOWN: usize = 2;
const PLACES_MAX: usize = 8;

fn calm(text: &str) -> String {
    let text = text.trim();
    // Streets shout only in part: "WEST 97 STREET between COLUMBUS AVENUE and AMSTERDAM AVENUE".
    let street = text
        .split_once(" between ")
        .is_some_and(|(street, _)| is_shouting(street));
    if street || is_shouting(text) {
        capitalised(text)
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_tidied_carefully() {
        let cases = [
            (
                "QUEENS COUNTY ST. PATRICK'S DAY PARADE",
                "Queens County St. Patrick's Day Parade",
            ),
            ("MOVIE NIGHT", "Movie Night"),
            ("movie night", "Movie night"),
            ("MUTS", "Movies Under the Stars"),
            ("TSQ Revival", "TSQ Revival"),
            ("NYC 5K POLICE CHASE", "NYC 5K Police Chase"),
            (
                "SPRING BREAK FUN IN THE PARK",
                "Spring Break Fun in the Park",
            ),
            ("2022.03.26 Forest  Restoration", "Forest Restoration"),
            (
                "Queens Symphony Orchestra 05292022",
                "Queens Symphony Orchestra",
            ),
            ("EMPL", "EMPL"),
        ];
        for (name, expected) in cases {
            assert_eq!(tidy_title(name), expected);
        }
    }

    #[test]
    fn locations_are_told_once() {
        let (places, line) = tidy_location(
            "Central Park: Wagner Cove ,Central Park: Cherry Hill ,Central Park: Cherry Hill",
        );
        assert_eq!(places, ["Central Park"]);
        assert_eq!(line, "Central Park: Wagner Cove, Cherry Hill");
        let (_, line) = tidy_location("Bennett Park: Bennett Park");
        assert_eq!(line, "Bennett Park");
        let street = "WEST   97 STREET between COLUMBUS AVENUE and AMSTERDAM AVENUE";
        let (_, line) = tidy_location(street);
        assert_eq!(
            line,
            "West 97 Street between Columbus Avenue and Amsterdam Avenue"
        );
    }
}
