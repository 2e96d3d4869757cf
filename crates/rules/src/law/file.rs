//! Rules of law as they stand in a file, and what can be wrong with one.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;

use super::{AddsUp, AppliesTo, Cap, Filing, Jurisdiction, Rule, Winners};

/// Longer times are slips of the pen, and would leave the calendar.
const DAYS_MAX: i32 = 3_660;

/// A file of `law/`, parsed; `law/README.md` explains its fields.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawFile {
    rule: Vec<Told>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    id: String,
    jurisdiction: String,
    law: String,
    source: String,
    since: Option<String>,
    read_on: String,
    applies_to: Vec<AppliesTo>,
    currency: String,
    adds_up: AddsUp,
    filing: Option<Filing>,
    winners: Option<Winners>,
    cap: Option<Cap>,
    #[serde(default)]
    forbidden: bool,
}

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawProblem {
    /// The rule's id.
    pub rule: String,
    /// The field.
    pub field: &'static str,
    pub what: &'static str,
}

impl fmt::Display for LawProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rule {}: {}: {}", self.rule, self.field, self.what)
    }
}

impl std::error::Error for LawProblem {}

/// The rules of these files, in their order.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(files: impl IntoIterator<Item = LawFile>) -> Result<Vec<Rule>, LawProblem> {
    let told = files.into_iter().flat_map(|file| file.rule);
    let rules = told.map(checked).collect::<Result<Vec<Rule>, _>>()?;
    let mut ids = BTreeSet::new();
    match rules.iter().find(|rule| !ids.insert(&rule.id)) {
        Some(rule) => Err(problem(&rule.id, "id", "stands twice")),
        None => Ok(rules),
    }
}

fn checked(told: Told) -> Result<Rule, LawProblem> {
    let wrong = |field, what| problem(&told.id, field, what);
    let must = |holds: bool, field, what| {
        if holds {
            Ok(())
        } else {
            Err(wrong(field, what))
        }
    };
    let date = |text: &str, field| {
        text.parse::<Date>()
            .map_err(|_| wrong(field, "is no date like 2026-11-23"))
    };
    must(!told.id.is_empty(), "id", "is empty")?;
    let jurisdiction = Jurisdiction::new(&told.jurisdiction)
        .ok_or_else(|| wrong("jurisdiction", "is no code like JP or US-NY"))?;
    let linked = ["https://", "http://"]
        .iter()
        .any(|start| told.source.starts_with(start));
    must(linked, "source", "is no address")?;
    must(!told.law.is_empty(), "law", "is empty")?;
    must(!told.applies_to.is_empty(), "applies_to", "is empty")?;
    let is_currency =
        told.currency.len() == 3 && told.currency.bytes().all(|c| c.is_ascii_uppercase());
    must(is_currency, "currency", "is no code like USD")?;
    must(
        told.has_effect(),
        "filing",
        "nor cap nor forbidden is there",
    )?;
    must(
        told.winners.is_none() || told.filing.is_some(),
        "winners",
        "needs filing",
    )?;
    must(told.days_fit(), "days", "are out of range")?;
    must(told.amounts_fit(), "amounts", "are negative")?;
    Ok(Rule {
        since: told
            .since
            .as_deref()
            .map(|text| date(text, "since"))
            .transpose()?,
        read_on: date(&told.read_on, "read_on")?,
        id: told.id,
        jurisdiction,
        law: told.law,
        source: told.source,
        applies_to: told.applies_to,
        currency: told.currency,
        adds_up: told.adds_up,
        filing: told.filing,
        winners: told.winners,
        cap: told.cap,
        forbidden: told.forbidden,
    })
}

impl Told {
    fn has_effect(&self) -> bool {
        self.filing.is_some() || self.cap.is_some() || self.forbidden
    }

    fn days_fit(&self) -> bool {
        let within = match self.adds_up {
            AddsUp::WithinDays(days) => days,
            AddsUp::Each | AddsUp::Series => 1,
        };
        let before = self.filing.map_or(0, |filing| filing.days_before);
        let after = self.winners.map_or(0, |winners| winners.within_days);
        (1..=DAYS_MAX).contains(&within)
            && [before, after]
                .iter()
                .all(|days| (0..=DAYS_MAX).contains(days))
    }

    fn amounts_fit(&self) -> bool {
        let filing = self.filing.map(|filing| filing.over_minor);
        let winners = self.winners.map(|winners| winners.over_minor);
        let cap = self.cap.map_or([0; 4], |cap| {
            [
                cap.price_times,
                cap.price_below_minor,
                cap.prize_minor,
                cap.sales_percent,
            ]
        });
        cap.into_iter()
            .chain(filing)
            .chain(winners)
            .all(|amount| amount >= 0)
    }
}

fn problem(rule: &str, field: &'static str, what: &'static str) -> LawProblem {
    LawProblem {
        rule: rule.to_owned(),
        field,
        what,
    }
}
