//! Which days a file speaks of.

use rules::schedule::{self, Span};

use super::draft::Parsed;
use super::run::Job;
use crate::events::Scope;

/// The days from the first to the last start that the file names; none without a row. The demo's
/// moved events are looked for where they lie now.
pub(super) fn of(job: &Job, parsed: &Parsed) -> Option<Scope> {
    let (first_ms, last_ms) = match job.moved {
        None => parsed.seen_ms?,
        Some(_) => {
            let dates = || parsed.events.iter().flat_map(|draft| &draft.occurrences);
            let starts = || dates().map(|at| at.starts_at_ms);
            (starts().min()?, starts().max()?)
        }
    };
    let zone = &job.city.zone;
    let day = |at_ms| schedule::day(schedule::civil(at_ms, zone).date(), zone);
    Some(Scope {
        span: Span::new(day(first_ms).from_ms, day(last_ms).to_ms),
        tells: job.kind.tells(),
    })
}
