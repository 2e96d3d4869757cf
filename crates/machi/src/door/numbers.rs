//! What the organiser sees of a date's door: how many came and when, what was scanned twice, and who
//! wrote about it afterwards.

use jiff::tz::TimeZone;
use store::{Tx, args};

use super::scan::Outcome;
use crate::error::Result;
use crate::ids::{EventId, NoteId, OccurrenceId};
use crate::text::when;

/// Scans that need a look, the newest first.
const DOUBTS_MAX: i64 = 500;
/// Notes that guests wrote.
const NOTES_MAX: i64 = 100;
/// Every time zone is a whole number of these ahead or behind.
const QUARTER_MS: i64 = 15 * 60 * 1000;

/// How many came to a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) tickets: i64,
    pub(super) admitted: i64,
    /// The beginning of each hour in which somebody came, and how many did.
    pub(super) hours: Vec<(i64, i64)>,
}

pub(super) async fn numbers(tx: &mut Tx, at: OccurrenceId, zone: &TimeZone) -> Result<Numbers> {
    let (tickets, admitted) = tx
        .one(
            "select count(*), count(admitted_scan_id) from ticket
             where occurrence_id = $1 and not void",
            args![at],
        )
        .await?;
    let quarters: Vec<(i64, i64)> = tx
        .all(
            "select s.at_ms / $2 as quarter, count(*) from ticket t
             join scan s on s.id = t.admitted_scan_id
             where t.occurrence_id = $1 group by s.at_ms / $2 order by quarter",
            args![at, QUARTER_MS],
        )
        .await?;
    let mut hours: Vec<(i64, i64)> = Vec::new();
    for (quarter, count) in quarters {
        let at_ms = quarter * QUARTER_MS;
        let hour_ms = at_ms - i64::from(when::civil(at_ms, zone).minute()) * 60_000;
        match hours.last_mut() {
            Some(last) if last.0 == hour_ms => last.1 += count,
            _ => hours.push((hour_ms, count)),
        }
    }
    Ok(Numbers {
        tickets,
        admitted,
        hours,
    })
}

store::row! {
    /// A scan that needs a look: of a ticket that was scanned before, or that should have let nobody in.
    #[derive(Debug, Clone)]
    pub(super) struct Doubt {
        pub(super) result: String,
        pub(super) let_in: bool,
        pub(super) code: String,
        pub(super) name: String,
        pub(super) at_ms: i64,
        pub(super) steward: String,
        pub(super) door: String,
        /// The scan that counts.
        pub(super) first_at_ms: Option<i64>,
        pub(super) first_steward: Option<String>,
        pub(super) first_door: Option<String>,
    }
}

impl Doubt {
    pub(super) fn outcome(&self) -> Outcome {
        Outcome::parse(&self.result).unwrap_or(Outcome::Unknown)
    }
}

/// Every scan of a ticket that somebody was in by already, and everybody who was let in by one that
/// was not valid; what was taken back is left out.
pub(super) async fn doubts(tx: &mut Tx, at: OccurrenceId) -> Result<Vec<Doubt>> {
    // `rsvp` belongs to going, `account` to accounts, `visitor` to visitors.
    Ok(tx
        .all(
            "select s.result, s.let_in, t.code, coalesce(a.display_name, v.name, '') as name, s.at_ms,
               s.steward, d.name as door, f.at_ms as first_at_ms, f.steward as first_steward,
               g.name as first_door
             from ticket t join scan s on s.ticket_id = t.id join door d on d.id = s.door_id
             join rsvp r on r.id = t.rsvp_id
             left join account a on a.id = r.account_id
             left join visitor v on v.id = r.visitor_id
             left join scan f on f.id = t.admitted_scan_id
             left join door g on g.id = f.door_id
             where t.occurrence_id = $1 and s.undone_at_ms is null and s.result <> 'admitted'
               and (s.result in ('again', 'conflict') or s.let_in)
             order by s.at_ms desc, s.id desc limit $2",
            args![at, DOUBTS_MAX],
        )
        .await?)
}

store::row! {
    /// A note about the event by somebody who went.
    #[derive(Debug, Clone)]
    pub(super) struct Posted {
        pub(super) id: NoteId,
        pub(super) handle: String,
        pub(super) display_name: String,
        pub(super) title: String,
        pub(super) body: String,
    }
}

/// What those who went to the date wrote about the event since it began, the newest first.
pub(super) async fn posted(
    tx: &mut Tx,
    (event, at): (EventId, OccurrenceId),
) -> Result<Vec<Posted>> {
    // `note` belongs to notes.
    Ok(tx
        .all(
            "select n.id, a.handle, a.display_name, n.title, n.body
             from note n join occurrence o on o.id = $2
             join rsvp r on r.occurrence_id = o.id and r.account_id = n.author_id
             join account a on a.id = n.author_id
             where n.event_id = $1 and n.deleted_at_ms is null and r.state = 'going'
               and n.created_at_ms >= o.starts_at_ms
             order by n.id desc limit $3",
            args![event, at, NOTES_MAX],
        )
        .await?)
}
