//! Where one may live, in the reader's language: countries, and the states of the United States.
//!
//! The lists of `residences/` hold an ISO 3166 code and a name a line, in the order of the language.
//! Countries are Unicode CLDR 48's (Unicode License V3).

use std::collections::BTreeSet;

use super::found::Lottery;
use crate::text::Lang;

const UNITED_STATES: &str = "US";

/// The lines of a language.
fn lines(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let text = match lang {
        Lang::En => include_str!("residences/en.txt"),
        Lang::Ja => include_str!("residences/ja.txt"),
        Lang::ZhHans => include_str!("residences/zh-Hans.txt"),
        Lang::Ko => include_str!("residences/ko.txt"),
    };
    text.lines().filter_map(|line| line.split_once(' '))
}

/// What the place is called; its code where that is not known.
pub(super) fn name(lang: Lang, code: &str) -> String {
    let found = lines(lang).find(|(known, _)| *known == code);
    if let Some((_, name)) = found {
        return name.to_owned();
    }
    let country = code
        .split_once('-')
        .and_then(|(country, _)| lines(lang).find(|(known, _)| *known == country));
    country.map_or_else(|| code.to_owned(), |(_, name)| format!("{name} ({code})"))
}

/// Several of them: "Japan, New York".
pub(super) fn names<'a>(lang: Lang, codes: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = codes.map(|code| name(lang, code)).collect();
    let comma = match lang {
        Lang::Ja | Lang::ZhHans => "、",
        Lang::En | Lang::Ko => ", ",
    };
    names.join(comma)
}

/// One of the list.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) selected: bool,
}

/// The list, in groups.
pub(super) struct Choices {
    /// Where lotteries of this city are open to.
    pub(super) here: Vec<Choice>,
    pub(super) united_states: String,
    pub(super) states: Vec<Choice>,
    pub(super) countries: Vec<Choice>,
}

impl Choices {
    /// For whoever chose this code, or nothing yet.
    pub(super) fn new<'a>(
        lang: Lang,
        lotteries: impl Iterator<Item = &'a Lottery>,
        chosen: &str,
    ) -> Self {
        let here: BTreeSet<&str> = lotteries
            .flat_map(|lottery| lottery.entered_from.split_whitespace())
            .collect();
        let choice = |code: &str, name: String| Choice {
            selected: code == chosen,
            value: code.to_owned(),
            name,
        };
        let rest = |state: bool| {
            lines(lang)
                // Whoever lives in the United States says in which state.
                .filter(|(code, _)| *code != UNITED_STATES && !here.contains(code))
                .filter(move |(code, _)| code.contains('-') == state)
                .map(|(code, name)| choice(code, name.to_owned()))
                .collect()
        };
        Self {
            united_states: name(lang, UNITED_STATES),
            states: rest(true),
            countries: rest(false),
            here: here
                .iter()
                .map(|code| choice(code, name(lang, code)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use rules::law::Jurisdiction;

    use super::*;

    #[test]
    fn every_language_knows_the_same_places_and_those_of_the_law() {
        let codes = |lang| lines(lang).map(|(code, _)| code).collect::<BTreeSet<_>>();
        let english = codes(Lang::En);
        for lang in Lang::ALL {
            assert_eq!(codes(lang), english, "{}", lang.tag());
            assert_eq!(lines(lang).count(), english.len(), "{}", lang.tag());
            assert!(lines(lang).all(|(_, name)| !name.is_empty()));
        }
        assert!(english.iter().all(|code| Jurisdiction::new(code).is_some()));
        for rule in super::super::law::shipped().unwrap() {
            assert!(english.contains(rule.jurisdiction.code()), "{}", rule.id);
        }
    }

    #[test]
    fn places_have_names() {
        assert_eq!(name(Lang::Ja, "US-NY"), "ニューヨーク州");
        assert_eq!(name(Lang::En, "CA-ON"), "Canada (CA-ON)");
        assert_eq!(name(Lang::En, "ZZ"), "ZZ");
        assert_eq!(names(Lang::Ko, ["JP", "KR"].into_iter()), "일본, 대한민국");
    }
}
