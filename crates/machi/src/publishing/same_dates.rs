//! Which date of an event is which after a change: whoever goes to one goes on going to the same.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rules::schedule;

use crate::events::OccurrenceDraft;

/// A date that is stored and ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) key: String,
    pub(super) starts_at_ms: i64,
}

/// Gives each date that is ahead the key of the stored one that it is: first those at the same time,
/// then those of the same day in their order, when there are as many as before; and what happens once
/// is the same whenever it happens. What has begun is over for a change, and left out.
pub(super) fn keep_keys(
    dates: Vec<OccurrenceDraft>,
    stored: Vec<Stored>,
    now_ms: i64,
    zone: &TimeZone,
) -> Vec<OccurrenceDraft> {
    let mut new: Vec<_> = dates
        .into_iter()
        .filter(|date| date.starts_at_ms > now_ms)
        .collect();
    let mut left = stored;
    let mut is_known = vec![false; new.len()];
    for (date, known) in new.iter_mut().zip(&mut is_known) {
        if let Some(at) = left
            .iter()
            .position(|old| old.starts_at_ms == date.starts_at_ms)
        {
            date.source_key = left.swap_remove(at).key;
            *known = true;
        }
    }
    let once = new.len() == 1 && left.len() == 1;
    let day = |at_ms| schedule::civil(at_ms, zone).date();
    left.sort_by_key(|old| old.starts_at_ms);
    let unknown: Vec<usize> = (0..new.len()).filter(|&at| !is_known[at]).collect();
    for &at in &unknown {
        let on: Date = day(new[at].starts_at_ms);
        let here = |at_ms: i64| once || day(at_ms) == on;
        let olds = left.iter().filter(|old| here(old.starts_at_ms)).count();
        let others = unknown
            .iter()
            .filter(|&&other| other >= at && here(new[other].starts_at_ms) && !is_known[other]);
        if olds == 0 || olds != others.count() {
            continue;
        }
        if let Some(found) = left.iter().position(|old| here(old.starts_at_ms)) {
            new[at].source_key = left.remove(found).key;
            is_known[at] = true;
        }
    }
    told_apart(new, &is_known, &left)
}

/// A new date never takes the key of another.
fn told_apart(
    mut new: Vec<OccurrenceDraft>,
    is_known: &[bool],
    left: &[Stored],
) -> Vec<OccurrenceDraft> {
    let known = new.iter().zip(is_known).filter(|(_, known)| **known);
    let mut used: HashSet<String> = known.map(|(date, _)| date.source_key.clone()).collect();
    used.extend(left.iter().map(|old| old.key.clone()));
    for (date, _) in new.iter_mut().zip(is_known).filter(|(_, known)| !**known) {
        while !used.insert(date.source_key.clone()) {
            date.source_key.push('+');
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `DDThh:mm` of November 2026 in UTC.
    fn at_ms(text: &str) -> i64 {
        let at = format!("2026-11-{text}").parse().unwrap();
        schedule::instant(at, &TimeZone::UTC)
    }

    /// Keys of the new dates, where the stored ones are named after their place.
    fn keys(stored: &[&str], new: &[&str]) -> Vec<String> {
        let stored = stored.iter().enumerate().map(|(n, at)| Stored {
            key: n.to_string(),
            starts_at_ms: at_ms(at),
        });
        let new = new.iter().map(|at| OccurrenceDraft {
            source_key: (*at).to_owned(),
            starts_at_ms: at_ms(at),
            ends_at_ms: None,
            all_day: false,
            cancelled: false,
        });
        let kept = keep_keys(
            new.collect(),
            stored.collect(),
            at_ms("01T00:00"),
            &TimeZone::UTC,
        );
        kept.into_iter().map(|date| date.source_key).collect()
    }

    #[test]
    fn a_date_stays_the_one_that_people_go_to() {
        // Another hour of a series; a day less; a series that begins a week later.
        assert_eq!(
            keys(&["07T19:00", "14T19:00"], &["07T20:00", "14T20:00"]),
            ["0", "1"]
        );
        assert_eq!(keys(&["07T19:00", "14T19:00"], &["14T19:00"]), ["1"]);
        assert_eq!(
            keys(&["07T19:00", "14T19:00"], &["14T19:00", "21T19:00"]),
            ["1", "21T19:00"]
        );
        // Another slot before the one that people booked, and one less.
        assert_eq!(
            keys(&["07T14:00"], &["07T10:00", "07T14:00"]),
            ["07T10:00", "0"]
        );
        assert_eq!(keys(&["07T10:00", "07T14:00"], &["07T14:00"]), ["1"]);
        // What happens once moves as a whole; what is over does not move.
        assert_eq!(keys(&["07T19:00"], &["09T20:00"]), ["0"]);
        assert_eq!(
            keys(&["07T19:00", "14T19:00"], &["09T19:00", "16T19:00"]),
            ["09T19:00", "16T19:00"]
        );
        // A key that a moved date keeps is not given again.
        assert_eq!(
            keys(&["07T19:00"], &["07T19:00", "07T20:00"]),
            ["0", "07T20:00"]
        );
    }

    #[test]
    fn two_dates_never_share_a_key() {
        let stored = vec![Stored {
            key: "07T19:00".into(),
            starts_at_ms: at_ms("07T20:00"),
        }];
        let draft = |at: &str| OccurrenceDraft {
            source_key: at.to_owned(),
            starts_at_ms: at_ms(at),
            ends_at_ms: None,
            all_day: false,
            cancelled: false,
        };
        let dates = vec![draft("07T19:00"), draft("07T20:00")];
        let kept = keep_keys(dates, stored, 0, &TimeZone::UTC);
        let keys: Vec<_> = kept.into_iter().map(|date| date.source_key).collect();
        assert_eq!(keys, ["07T19:00+", "07T19:00"]);
    }
}
