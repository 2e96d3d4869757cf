//! Languages, translated texts, and names that differ by language.

pub mod money;
mod names;
pub mod when;
mod written;

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{LazyLock, PoisonError, RwLock};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

pub use names::Names;

fluent_templates::static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| {
            // Isolation marks would show up in attributes, feeds and calendar files.
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(|value, _| grouped(value)));
        },
    };
}

/// A whole number as each of our languages writes it, which all group thousands by a comma.
fn grouped(value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.abs() >= 1_000.0 => {
            Some(money::number(Lang::En, number.value as i64))
        }
        _ => None,
    }
}

/// A language that Machi speaks; every text exists in each of them.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
pub enum Lang {
    #[default]
    #[serde(rename = "en")]
    En,
    #[serde(rename = "ja")]
    Ja,
    #[serde(rename = "zh-Hans")]
    ZhHans,
    #[serde(rename = "ko")]
    Ko,
}

static EN: LanguageIdentifier = langid!("en");
static JA: LanguageIdentifier = langid!("ja");
static ZH_HANS: LanguageIdentifier = langid!("zh-Hans");
static KO: LanguageIdentifier = langid!("ko");

impl Lang {
    pub const ALL: [Self; 4] = [Self::En, Self::Ja, Self::ZhHans, Self::Ko];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
            Self::ZhHans => "zh-Hans",
            Self::Ko => "ko",
        }
    }

    /// The language's name in itself.
    pub fn endonym(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ja => "日本語",
            Self::ZhHans => "简体中文",
            Self::Ko => "한국어",
        }
    }

    /// The best of our languages for an `Accept-Language` header, after RFC 4647's look-up.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut ranges: Vec<(f32, Self)> = header
            .split(',')
            .take(ACCEPTED_RANGES_MAX)
            .filter_map(range)
            .collect();
        ranges.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranges.first().map(|&(_, lang)| lang)
    }

    /// The text of a message without arguments.
    pub fn t(self, key: &str) -> String {
        let known = PLAIN[self as usize].read();
        if let Some(text) = known.unwrap_or_else(PoisonError::into_inner).get(key) {
            return text.clone();
        }
        let Some(text) = LOCALES.try_lookup(self.langid(), key) else {
            return key.to_owned();
        };
        let known = PLAIN[self as usize].write();
        let mut known = known.unwrap_or_else(PoisonError::into_inner);
        known.insert(key.to_owned(), text.clone());
        text
    }

    /// The text of a message with arguments.
    pub fn t_with(self, key: &str, args: &[(&'static str, Value)]) -> String {
        written::message(self, key, args, || {
            let args: HashMap<_, _> = args
                .iter()
                .map(|(name, value)| ((*name).into(), FluentValue::from(value)))
                .collect();
            LOCALES
                .try_lookup_with_args(self.langid(), key, &args)
                .unwrap_or_else(|| key.to_owned())
        })
    }

    fn langid(self) -> &'static LanguageIdentifier {
        match self {
            Self::En => &EN,
            Self::Ja => &JA,
            Self::ZhHans => &ZH_HANS,
            Self::Ko => &KO,
        }
    }
}

/// The messages without arguments that were looked up, by language: a page asks for a hundred of
/// them, and they never change. There are as many as keys in `locales/`.
static PLAIN: LazyLock<[RwLock<FxHashMap<String, String>>; 4]> = LazyLock::new(Default::default);

const ACCEPTED_RANGES_MAX: usize = 16;

fn range(range: &str) -> Option<(f32, Lang)> {
    let (tag, quality) = range.split_once(';').unwrap_or((range, "q=1"));
    let quality: f32 = quality.trim().strip_prefix("q=")?.parse().ok()?;
    (quality > 0.0).then_some((quality, tag.trim().parse().ok()?))
}

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Takes any tag whose primary language we speak: `ja-JP`, `zh`, `zh-CN`, `zh-TW`.
    fn from_str(tag: &str) -> Result<Self, UnknownLang> {
        match tag
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "en" => Ok(Self::En),
            "ja" => Ok(Self::Ja),
            "zh" => Ok(Self::ZhHans),
            "ko" => Ok(Self::Ko),
            _ => Err(UnknownLang),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A tag of a language that Machi does not speak.
#[derive(Debug, PartialEq)]
pub struct UnknownLang;

/// An argument of a message: a number takes part in plural rules, a text does not.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    Number(i64),
    Text(String),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Templates pass what they hold by reference.
impl<T: Clone + Into<Value>> From<&T> for Value {
    fn from(value: &T) -> Self {
        value.clone().into()
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a Value> for FluentValue<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Number(number) => FluentValue::from(*number),
            Value::Text(text) => FluentValue::from(text.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_s_first_language_that_we_speak_wins() {
        let cases = [
            ("ja,en;q=0.8", Some(Lang::Ja)),
            ("fr-FR, ko;q=0.5, en;q=0.7", Some(Lang::En)),
            ("zh-TW", Some(Lang::ZhHans)),
            ("en;q=0, ko;q=0.1", Some(Lang::Ko)),
            ("fr", None),
            ("", None),
        ];
        for (header, expected) in cases {
            assert_eq!(Lang::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn numbers_in_texts_are_grouped_by_thousands() {
        for lang in Lang::ALL {
            let text = lang.t_with("people-followers", &[("n", 1_234_567_i64.into())]);
            assert!(text.contains("1,234,567"), "{text}");
            let text = lang.t_with("people-followers", &[("n", 999_i64.into())]);
            assert!(text.contains("999"), "{text}");
        }
    }
}
