//! Civil times of a source as occurrences.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::events::OccurrenceDraft;

/// When something is, in civil time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Span {
    /// From a time to a time, if the source names one.
    Times(DateTime, Option<DateTime>),
    /// Whole days, the last one included.
    Days(Date, Date),
}

/// UTC milliseconds of a civil time. A time that the clock skips is moved on, one that it shows
/// twice is the first of the two (as RFC 5545 has it).
pub(super) fn instant_ms(at: DateTime, zone: &TimeZone) -> i64 {
    zone.to_ambiguous_timestamp(at)
        .compatible()
        .map_or(0, |at| at.as_millisecond())
}

/// An occurrence that is known by its civil start.
pub(super) fn occurrence(span: Span, zone: &TimeZone) -> OccurrenceDraft {
    let (start, end, all_day) = match span {
        Span::Times(start, end) => (start, end, false),
        Span::Days(first, last) => {
            let after = last.max(first).tomorrow().unwrap_or(last);
            (first.at(0, 0, 0, 0), Some(after.at(0, 0, 0, 0)), true)
        }
    };
    OccurrenceDraft {
        source_key: if all_day {
            start.date().to_string()
        } else {
            start.to_string()
        },
        starts_at_ms: instant_ms(start, zone),
        ends_at_ms: end
            .filter(|end| *end > start)
            .map(|end| instant_ms(end, zone)),
        all_day,
        cancelled: false,
    }
}
