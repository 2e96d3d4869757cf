//! What an event costs, and how that reads.

use crate::text::Lang;
use crate::text::money::{self, Currency};

/// What one person pays, in minor units of the city's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Price {
    /// The source does not say.
    #[default]
    Unknown,
    Free,
    Range {
        min_minor: i64,
        max_minor: i64,
    },
}

impl Price {
    /// From two amounts in any order; negative ones are not known, two zeros are free.
    pub fn between(a_minor: i64, b_minor: i64) -> Self {
        let (min_minor, max_minor) = (a_minor.min(b_minor), a_minor.max(b_minor));
        match (min_minor, max_minor) {
            (0, 0) => Self::Free,
            (..0, _) => Self::Unknown,
            _ => Self::Range {
                min_minor,
                max_minor,
            },
        }
    }

    /// From the two columns: both null is unknown.
    pub fn from_columns(min_minor: Option<i64>, max_minor: Option<i64>) -> Self {
        match (min_minor, max_minor) {
            (Some(min), Some(max)) => Self::between(min, max),
            _ => Self::Unknown,
        }
    }

    /// As the two columns hold it.
    pub fn to_columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Unknown => (None, None),
            Self::Free => (Some(0), Some(0)),
            Self::Range {
                min_minor,
                max_minor,
            } => (Some(min_minor), Some(max_minor)),
        }
    }

    pub fn is_free(self) -> bool {
        self == Self::Free
    }

    /// Whether somebody gets in for `up_to_minor` at most. Unknown is not cheap.
    pub fn is_cheap(self, up_to_minor: i64) -> bool {
        match self {
            Self::Unknown => false,
            Self::Free => true,
            Self::Range { min_minor, .. } => min_minor <= up_to_minor,
        }
    }

    /// "Free", "$20", "$20–$40"; none when it is not known.
    pub fn text(self, lang: Lang, currency: Currency) -> Option<String> {
        let money = |minor| money::format(lang, minor, currency);
        match self {
            Self::Unknown => None,
            Self::Free => Some(lang.t("events-price-free")),
            Self::Range {
                min_minor,
                max_minor,
            } if min_minor == max_minor => Some(money(min_minor)),
            Self::Range {
                min_minor,
                max_minor,
            } => Some(lang.t_with(
                "events-price-range",
                &[
                    ("from", money(min_minor).into()),
                    ("to", money(max_minor).into()),
                ],
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_read_as_each_language_writes_them() {
        let (usd, jpy) = (Currency::new("USD").unwrap(), Currency::new("JPY").unwrap());
        let range = Price::between(4_000, 2_000);
        let cases = [
            (Lang::En, Price::Free, usd, Some("Free")),
            (Lang::Ja, Price::Free, jpy, Some("無料")),
            (Lang::ZhHans, Price::Free, usd, Some("免费")),
            (Lang::Ko, Price::Free, usd, Some("무료")),
            (Lang::En, Price::between(1_250, 1_250), usd, Some("$12.50")),
            (Lang::En, range, usd, Some("$20–$40")),
            (Lang::Ja, range, jpy, Some("￥2,000〜￥4,000")),
            (Lang::ZhHans, range, jpy, Some("JP¥2,000–JP¥4,000")),
            (Lang::Ko, range, usd, Some("US$20~US$40")),
            (Lang::En, Price::Unknown, usd, None),
        ];
        for (lang, price, currency, expected) in cases {
            assert_eq!(price.text(lang, currency).as_deref(), expected, "{lang}");
        }
    }

    #[test]
    fn a_price_survives_its_columns_and_knows_what_is_cheap() {
        for (price, cheap) in [
            (Price::Unknown, false),
            (Price::Free, true),
            (Price::between(0, 5_000), true),
            (Price::between(2_000, 2_000), true),
            (Price::between(2_001, 9_000), false),
        ] {
            let (min, max) = price.to_columns();
            assert_eq!(Price::from_columns(min, max), price);
            assert_eq!(price.is_cheap(2_000), cheap, "{price:?}");
        }
        assert_eq!(Price::between(-1, 5), Price::Unknown);
    }
}
