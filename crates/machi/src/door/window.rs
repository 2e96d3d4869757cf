//! The dates for which a door is open, and how many came.

use store::{Tx, args};

use super::find::Steward;
use crate::error::Result;
use crate::ids::OccurrenceId;

/// For so long somebody may come to a date that says no end.
pub(super) const OPEN_END_MS: i64 = 12 * 60 * 60 * 1000;
/// Dates in the time of one door.
const DATES_MAX: i64 = 200;

store::row! {
    /// A date in the time of the door.
    #[derive(Debug, Clone)]
    pub(super) struct Date {
        pub(super) id: OccurrenceId,
        pub(super) starts_at_ms: i64,
        pub(super) cancelled: bool,
    }
}

/// The dates that are on in the time of the door, or begin in it; or the one that it is for.
pub(super) async fn dates(tx: &mut Tx, by: &Steward) -> Result<Vec<Date>> {
    Ok(tx
        .all(
            "select o.id, o.starts_at_ms, (o.cancelled or e.cancelled) as cancelled
             from occurrence o join event e on e.id = o.event_id
             where o.event_id = $1 and o.starts_at_ms < $3
               and coalesce(o.ends_at_ms, o.starts_at_ms + $4) >= $2 and o.id = coalesce($5, o.id)
             order by o.starts_at_ms, o.id limit $6",
            args![
                by.event,
                by.from_ms,
                by.until_ms,
                OPEN_END_MS,
                by.occurrence,
                DATES_MAX
            ],
        )
        .await?)
}

/// How many came in, of how many tickets.
pub(super) async fn totals(tx: &mut Tx, by: &Steward) -> Result<(i64, i64)> {
    Ok(tx
        .one(
            "select count(t.admitted_scan_id), count(*)
             from ticket t join occurrence o on o.id = t.occurrence_id
             where o.event_id = $1 and o.starts_at_ms < $3
               and coalesce(o.ends_at_ms, o.starts_at_ms + $4) >= $2 and o.id = coalesce($5, o.id)
               and not t.void",
            args![
                by.event,
                by.from_ms,
                by.until_ms,
                OPEN_END_MS,
                by.occurrence
            ],
        )
        .await?)
}
