//! The list that a steward's device keeps: what is needed to decide, and nothing else.

use store::{Tx, args};

use super::find::Steward;
use super::window::OPEN_END_MS;
use crate::error::Result;
use crate::ids::{OccurrenceId, TicketId};

/// Tickets in one answer.
pub(super) const PAGE_TICKETS: i64 = 2_000;

store::row! {
    /// One ticket as the door knows it.
    #[derive(Debug, Clone)]
    pub(super) struct Listed {
        pub(super) id: TicketId,
        pub(super) occurrence_id: OccurrenceId,
        pub(super) issue: i64,
        pub(super) code: String,
        /// Who comes, or who brings them.
        pub(super) name: String,
        pub(super) seat_type: String,
        pub(super) void: bool,
        /// When, by whom and where somebody came in by it.
        pub(super) at_ms: Option<i64>,
        pub(super) steward: Option<String>,
        pub(super) door: Option<String>,
    }
}

// `rsvp` belongs to going, `account` to accounts, `visitor` to visitors, `seat_type` to publishing.
macro_rules! tickets_where {
    ($rest:literal) => {
        concat!(
            "select t.id, t.occurrence_id, t.issue, t.code, coalesce(a.display_name, v.name, '') as name,
               coalesce(k.name, '') as seat_type, t.void, s.at_ms, s.steward, d.name as door
             from ticket t
             join rsvp r on r.id = t.rsvp_id
             left join account a on a.id = r.account_id
             left join visitor v on v.id = r.visitor_id
             left join seat_type k on k.id = r.seat_type_id
             left join scan s on s.id = t.admitted_scan_id
             left join door d on d.id = s.door_id
             where ",
            $rest
        )
    };
}

/// The tickets of the dates in the time of the door, after that one.
pub(super) async fn tickets(tx: &mut Tx, by: &Steward, after: TicketId) -> Result<Vec<Listed>> {
    let sql = tickets_where!(
        "t.id > $4 and t.occurrence_id in (select o.id from occurrence o
           where o.event_id = $1 and o.starts_at_ms < $3
             and coalesce(o.ends_at_ms, o.starts_at_ms + $6) >= $2 and o.id = coalesce($7, o.id))
         order by t.id limit $5"
    );
    let page = args![
        by.event,
        by.from_ms,
        by.until_ms,
        after,
        PAGE_TICKETS,
        OPEN_END_MS,
        by.occurrence
    ];
    Ok(tx.all(sql, page).await?)
}

/// One ticket, of whichever event.
pub(super) async fn ticket(tx: &mut Tx, id: TicketId) -> Result<Option<Listed>> {
    let sql = tickets_where!("t.id = $1");
    Ok(tx.optional(sql, args![id]).await?)
}
