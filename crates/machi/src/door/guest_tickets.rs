//! The tickets of a date, as its organiser finds them.

use store::{Tx, args};

use crate::error::Result;
use crate::ids::{OccurrenceId, TicketId};

/// Tickets on a page.
pub(super) const PAGE_TICKETS: i64 = 100;

store::row! {
    #[derive(Debug, Clone)]
    pub(super) struct GuestTicket {
        pub(super) id: TicketId,
        pub(super) code: String,
        pub(super) issue: i64,
        pub(super) void: bool,
        pub(super) name: String,
        pub(super) handle: String,
        pub(super) seat_type: String,
        /// When somebody came in by it.
        pub(super) used_at_ms: Option<i64>,
    }
}

/// Which of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Which {
    /// The beginning of a code, or of a name in either case; empty for all.
    pub(super) words: String,
    pub(super) after: Option<TicketId>,
}

pub(super) async fn tickets(
    tx: &mut Tx,
    at: OccurrenceId,
    which: &Which,
) -> Result<Vec<GuestTicket>> {
    let name = format!("{}%", escaped(&which.words.to_lowercase()));
    let code: String = which.words.to_uppercase().replace(['-', ' '], "");
    // `rsvp` belongs to going, `account` to accounts, `visitor` to visitors, `seat_type` to publishing.
    Ok(tx
        .all(
            "select t.id, t.code, t.issue, t.void, coalesce(a.display_name, v.name, '') as name,
               coalesce(a.handle, '') as handle, coalesce(k.name, '') as seat_type,
               s.at_ms as used_at_ms
             from ticket t join rsvp r on r.id = t.rsvp_id
             left join account a on a.id = r.account_id
             left join visitor v on v.id = r.visitor_id
             left join seat_type k on k.id = r.seat_type_id
             left join scan s on s.id = t.admitted_scan_id
             where t.occurrence_id = $1 and t.id > $2
               and (lower(coalesce(a.display_name, v.name, '')) like $3 escape '!'
                 or lower(coalesce(a.handle, '')) like $3 escape '!'
                 or coalesce(a.display_name, v.name, '') like $6 escape '!'
                 or t.code like $4 escape '!')
             order by t.id limit $5",
            args![
                at,
                which.after.map_or(0, TicketId::get),
                name,
                format!("{}%", escaped(&code)),
                PAGE_TICKETS,
                // One of the databases folds ASCII alone: what is typed as it is written is found.
                format!("{}%", escaped(&which.words))
            ],
        )
        .await?)
}

/// What stands for any characters in a pattern stands for itself.
fn escaped(words: &str) -> String {
    let special = |c: char| matches!(c, '%' | '_' | '!');
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        escaped.extend(special(c).then_some('!'));
        escaped.push(c);
    }
    escaped
}
