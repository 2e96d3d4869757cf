//! Which permits are for strangers and which of those are free: a table, not code.

use std::sync::LazyLock;

use crate::imports::draft::Reason;
use crate::imports::fold::{Phrase, words};

/// `action,field,pattern,unless,reason`, read from top to bottom; see `docs/decisions/`.
///
/// `drop` leaves the row out. `public` says that the name speaks of something open, which outweighs
/// a `drop` by `spot` further down. `free` says that it costs nothing to be there. `type` and `name`
/// are the permit's; `spot` is its location. `unless` lists phrases of the name that void the rule.
static TABLE: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_bytes!("rules.csv").as_slice());
    let records = reader.records().filter_map(Result::ok);
    records.filter_map(|record| rule(&record)).collect()
});

struct Rule {
    action: Action,
    field: Field,
    pattern: Phrase,
    unless: Vec<Phrase>,
}

#[derive(Clone, Copy, PartialEq)]
enum Action {
    Drop(Reason),
    Public,
    Free,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    Type,
    Name,
    Spot,
}

fn rule(record: &csv::StringRecord) -> Option<Rule> {
    let [action, field, pattern, unless, reason] = std::array::from_fn(|at| record.get(at));
    let field = match field? {
        "type" => Field::Type,
        "name" => Field::Name,
        "spot" => Field::Spot,
        _ => return None,
    };
    Some(Rule {
        action: match action? {
            "drop" => Action::Drop(Reason::parse(reason?)?),
            "public" => Action::Public,
            "free" => Action::Free,
            _ => return None,
        },
        // A type is always compared as a whole.
        pattern: match field {
            Field::Type => Phrase::new(&format!("={}", pattern?)),
            _ => Phrase::new(pattern?),
        },
        field,
        unless: unless?
            .split('|')
            .filter(|phrase| !phrase.is_empty())
            .map(Phrase::new)
            .collect(),
    })
}

/// What a permit says of itself, as words.
pub(super) struct Permit {
    kind: Vec<String>,
    name: Vec<String>,
    spot: Vec<String>,
}

impl Permit {
    pub(super) fn new(kind: &str, name: &str, location: &str) -> Self {
        let list = |text: &str| words(text).split(' ').map(str::to_owned).collect();
        Self {
            kind: list(kind),
            name: list(name),
            spot: list(location),
        }
    }

    fn meets(&self, rule: &Rule) -> bool {
        let text = match rule.field {
            Field::Type => &self.kind,
            Field::Name => &self.name,
            Field::Spot => &self.spot,
        };
        rule.pattern.stands_in(text)
            && !rule
                .unless
                .iter()
                .any(|phrase| phrase.stands_in(&self.name))
    }

    /// Why it is not for strangers; none when it is.
    pub(super) fn not_for_strangers(&self) -> Option<Reason> {
        let mut public = false;
        for rule in TABLE.iter() {
            match rule.action {
                Action::Public => public = public || self.meets(rule),
                Action::Drop(_) if rule.field == Field::Spot && public => {}
                Action::Drop(reason) if self.meets(rule) => return Some(reason),
                _ => {}
            }
        }
        None
    }

    /// Whether being there costs nothing, by a rule of the table.
    pub(super) fn is_free(&self) -> bool {
        let mut free = TABLE.iter().filter(|rule| rule.action == Action::Free);
        free.any(|rule| self.meets(rule))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_a_rule() {
        let rows = include_str!("rules.csv").lines().count() - 1;
        assert_eq!(TABLE.len(), rows);
    }

    #[test]
    fn permits_are_judged_by_the_table() {
        let cases = [
            ("Sport - Youth", "Soccer", "", Some(Reason::FieldBooking)),
            (
                "Special Event",
                "Deb's Birthday Party",
                "",
                Some(Reason::PrivateParty),
            ),
            (
                "Special Event",
                "Outdoor Learning-PS 152-DOE",
                "",
                Some(Reason::SchoolUse),
            ),
            (
                "Special Event",
                "Mark Bekker Memorial",
                "",
                Some(Reason::Funeral),
            ),
            (
                "Special Event",
                "Forest Hills Memorial Day Weekend Parade",
                "",
                None,
            ),
            (
                "Special Event",
                "EMPL",
                "Cunningham Park: Picnic Green 3",
                Some(Reason::PrivateSpot),
            ),
            (
                "Special Event",
                "Earth Day Fun Day",
                "Brower Park: Picnic Area 1",
                None,
            ),
            ("Special Event", "First annual covid walk", "", None),
            ("Farmers Market", "82 street Greenmarket", "", None),
        ];
        for (kind, name, location, expected) in cases {
            let judged = Permit::new(kind, name, location).not_for_strangers();
            assert_eq!(judged, expected, "{name}");
        }
        assert!(Permit::new("Farmers Market", "82 street Greenmarket", "").is_free());
        assert!(Permit::new("Special Event", "Free Concert", "").is_free());
        assert!(!Permit::new("Special Event", "Big Apple Circus", "").is_free());
        assert!(!Permit::new("Special Event", "Drug Free Day", "").is_free());
    }
}
