//! The demo's move of past events to this week: by whole weeks, on the clock of the city, so that a
//! Saturday evening stays one.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Unit};
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::moment::instant_ms;
use crate::text::when::civil;

/// How events are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// All by the same weeks: the busiest stretch of the file begins this week.
    Together,
    /// Each by its own weeks, so that a yearly list is spread over the weeks to come.
    Each,
}

/// Moves events to the days around this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoveTo {
    /// In the city's zone.
    pub today: Date,
    pub how: How,
}

/// The stretch that is looked for, and over which single events are spread.
const WEEKS: i64 = 4;

/// How many days each event is moved, in the order of the drafts.
pub(super) fn days(drafts: &[Draft], to: MoveTo, zone: &TimeZone) -> Vec<i64> {
    match to.how {
        How::Together => {
            let days = together(drafts, to.today, zone).unwrap_or(0);
            vec![days; drafts.len()]
        }
        How::Each => each(drafts, to.today, zone),
    }
}

/// The draft on its new days. Keys keep the original start, so that another day's demo finds them.
pub(super) fn moved(draft: &mut Draft, days: i64, zone: &TimeZone) {
    let shift = |at_ms: i64| {
        let at = civil(at_ms, zone).checked_add(days.days());
        at.map_or(at_ms, |at| instant_ms(at, zone))
    };
    for occurrence in &mut draft.occurrences {
        occurrence.starts_at_ms = shift(occurrence.starts_at_ms);
        occurrence.ends_at_ms = occurrence.ends_at_ms.map(shift);
    }
}

fn together(drafts: &[Draft], today: Date, zone: &TimeZone) -> Option<i64> {
    let mut by_week: BTreeMap<Date, i64> = BTreeMap::new();
    for occurrence in drafts.iter().flat_map(|draft| &draft.occurrences) {
        *by_week
            .entry(monday(civil(occurrence.starts_at_ms, zone).date()))
            .or_default() += 1;
    }
    let stretch = |from: Date| -> i64 {
        let until = from.checked_add((7 * WEEKS).days()).unwrap_or(from);
        by_week.range(from..until).map(|(_, count)| count).sum()
    };
    // Of equal ones the earliest.
    let busiest = by_week
        .keys()
        .copied()
        .max_by_key(|&week| (stretch(week), std::cmp::Reverse(week)))?;
    days_between(busiest, monday(today))
}

/// In the order of their starts, one event after the other goes into the next of the weeks from
/// today on; its weekday stays.
fn each(drafts: &[Draft], today: Date, zone: &TimeZone) -> Vec<i64> {
    let first = |draft: &Draft| {
        let starts = draft.occurrences.iter().map(|at| at.starts_at_ms);
        civil(starts.min().unwrap_or(0), zone).date()
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&at| (first(&drafts[at]), drafts[at].key.as_str()));
    let mut days = vec![0; drafts.len()];
    for (week, at) in (0_i64..).zip(order) {
        let original = first(&drafts[at]);
        let weekday = i64::from(today.weekday().until(original.weekday()));
        let target = today.checked_add((week % WEEKS * 7 + weekday).days());
        days[at] = target
            .ok()
            .and_then(|target| days_between(original, target))
            .unwrap_or(0);
    }
    days
}

fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(since.days()).unwrap_or(day)
}

fn days_between(from: Date, to: Date) -> Option<i64> {
    let span = from.until((Unit::Day, to)).ok()?;
    Some(span.get_days().into())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, date};

    use super::*;
    use crate::imports::moment::{Span, occurrence};
    use crate::text::{Lang, Names};

    fn on(key: &str, starts: &[DateTime], zone: &TimeZone) -> Draft {
        let mut draft = Draft::new(key.into(), 1, Names::single(Lang::En, key), Lang::En);
        let spans = starts.iter().map(|start| Span::Times(*start, None));
        draft.occurrences = spans.map(|span| occurrence(span, zone)).collect();
        draft
    }

    #[test]
    fn the_busiest_stretch_begins_this_week_and_seven_in_the_evening_stays() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let busy = date(2022, 3, 10).at(19, 0, 0, 0);
        let mut drafts = vec![
            on("early", &[date(2022, 1, 3).at(9, 0, 0, 0)], &zone),
            on("busy", &[busy, date(2022, 3, 15).at(19, 0, 0, 0)], &zone),
        ];
        let to = MoveTo {
            today: date(2026, 11, 22),
            how: How::Together,
        };
        let days = days(&drafts, to, &zone);
        assert_eq!(days[0], days[1]);
        assert_eq!(days[1] % 7, 0);
        moved(&mut drafts[1], days[1], &zone);
        let starts: Vec<String> = drafts[1]
            .occurrences
            .iter()
            .map(|at| civil(at.starts_at_ms, &zone).to_string())
            .collect();
        // One from before the clocks change, one from after: both at seven, in winter time now.
        assert_eq!(starts, ["2026-11-19T19:00:00", "2026-11-24T19:00:00"]);
        assert_eq!(drafts[1].occurrences[0].source_key, busy.to_string());
    }

    #[test]
    fn a_yearly_list_is_spread_over_the_weeks_to_come() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let drafts: Vec<Draft> = (1..=12)
            .map(|month| {
                on(
                    &format!("{month:02}"),
                    &[date(2026, month, 14).at(18, 0, 0, 0)],
                    &zone,
                )
            })
            .collect();
        let today = date(2026, 11, 22);
        let to = MoveTo {
            today,
            how: How::Each,
        };
        for (draft, days) in drafts.iter().zip(days(&drafts, to, &zone)) {
            assert_eq!(days % 7, 0);
            let start = civil(draft.occurrences[0].starts_at_ms, &zone).date();
            let ahead = days_between(today, start.checked_add(days.days()).unwrap()).unwrap();
            assert!((0..28).contains(&ahead), "{start} {ahead}");
        }
    }
}
