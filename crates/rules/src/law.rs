//! The law of draws with prizes, as data: what has to be filed, listed or left smaller before one opens.

mod file;
mod findings;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::Deserialize;

pub use file::{LawFile, LawProblem, read};
pub use findings::{Announced, Condition, Finding, Opening, Record, Says, findings};

/// A country (`JP`) or a part of one (`US-NY`), by ISO 3166.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Jurisdiction(String);

impl Jurisdiction {
    /// Answers `None` for what is no code.
    pub fn new(code: &str) -> Option<Self> {
        let (country, part) = code.split_once('-').unwrap_or((code, "X"));
        let is_country = country.len() == 2 && country.bytes().all(|c| c.is_ascii_uppercase());
        let is_part = (1..=3).contains(&part.len())
            && part
                .bytes()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        (is_country && is_part).then(|| Self(code.to_owned()))
    }

    pub fn code(&self) -> &str {
        &self.0
    }

    /// Whether it is the other, or the other is a part of it.
    pub fn holds(&self, other: &Self) -> bool {
        let rest = other.0.strip_prefix(&self.0);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }
}

/// Which draws a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppliesTo {
    /// One enters without a purchase.
    Free,
    /// A purchase or a paid visit is required.
    Purchase,
    /// A shop promotes itself by it.
    Retail,
}

/// Which announced values count together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddsUp {
    /// Each draw by itself.
    Each,
    /// All that the series has announced.
    Series,
    /// What the series has announced in so many days up to the opening, that day included.
    WithinDays(i32),
}

/// Above a value, not at it, the draw is filed with an office so many days before it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    pub over_minor: i64,
    pub days_before: i32,
}

/// A draw that was filed owes a list of who won prizes above a value, so many days after its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Winners {
    pub within_days: i32,
    pub over_minor: i64,
}

/// How much the prizes may be worth that a purchase leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// One prize, where the price is below `price_below_minor`.
    pub price_times: i64,
    pub price_below_minor: i64,
    /// One prize, elsewhere.
    pub prize_minor: i64,
    /// All prizes together, of the sales that are expected.
    pub sales_percent: i64,
}

/// One rule with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub id: String,
    pub jurisdiction: Jurisdiction,
    pub law: String,
    pub source: String,
    pub since: Option<Date>,
    pub read_on: Date,
    pub applies_to: Vec<AppliesTo>,
    /// Of its amounts, by ISO 4217.
    pub currency: String,
    pub adds_up: AddsUp,
    pub filing: Option<Filing>,
    pub winners: Option<Winners>,
    pub cap: Option<Cap>,
    /// Such a draw must not be held at all.
    pub forbidden: bool,
}
