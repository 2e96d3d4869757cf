//! A ticket with all that its holder wants to see of it.

use store::{Tx, args};

use crate::app::App;
use crate::error::{Error, Result};
use crate::events::{self, Event, Occurrence};
use crate::going;
use crate::ids::{AccountId, EventId, OccurrenceId, RsvpId, TicketId};
use crate::publishing::hosted;
use crate::seats::{self, Ticket};

/// Dates of a member whose tickets are listed.
const DATES_MAX: i64 = 50;
/// A date that says no end is over after so long.
const OPEN_END_MS: i64 = 25 * 60 * 60 * 1000;

/// A ticket, its date, and who holds it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) ticket: Ticket,
    /// The link is that of the ticket, not of one that was issued before.
    pub(super) current: bool,
    pub(super) event: Event,
    pub(super) date: Occurrence,
    pub(super) meeting_point: String,
    /// Its owner may, while the date is ahead.
    pub(super) may_hand_over: bool,
    pub(super) of: Of,
    /// All valid ones of the same answer, this one among them.
    pub(super) together: Vec<Ticket>,
}

store::row! {
    /// Whose it is.
    #[derive(Debug, Clone)]
    pub(super) struct Of {
        /// None for who has no account.
        pub(super) account_id: Option<AccountId>,
        pub(super) name: String,
        pub(super) seat_type: String,
        pub(super) used_at_ms: Option<i64>,
    }
}

/// The ticket of a link.
pub(super) async fn by_link(app: &App, tx: &mut Tx, link: &str) -> Result<Held> {
    let (ticket, current) = seats::by_link(app, tx, link).await?;
    let hosted = hosted(tx, ticket.event_id).await?.ok_or(Error::NotFound)?;
    let of = of(tx, ticket.id).await?;
    let stays = match of.account_id {
        Some(account) => going::stays(tx, account, ticket.occurrence_id).await?,
        None => false,
    };
    Ok(Held {
        current,
        event: events::find(app, tx, ticket.event_id).await?,
        date: events::occurrence(tx, ticket.event_id, ticket.occurrence_id).await?,
        meeting_point: hosted.meeting_point,
        may_hand_over: hosted.may_hand_over && !stays,
        of,
        together: seats::of_rsvp(tx, ticket.rsvp_id).await?,
        ticket,
    })
}

async fn of(tx: &mut Tx, ticket: TicketId) -> Result<Of> {
    // `rsvp` belongs to going, `visitor` to visitors, `scan` to the door.
    let row = tx
        .optional::<Of>(
            "select r.account_id, coalesce(a.display_name, v.name, '') as name,
               coalesce(s.name, '') as seat_type, c.at_ms as used_at_ms
             from ticket t join rsvp r on r.id = t.rsvp_id
             left join account a on a.id = r.account_id
             left join visitor v on v.id = r.visitor_id
             left join seat_type s on s.id = r.seat_type_id
             left join scan c on c.id = t.admitted_scan_id
             where t.id = $1",
            args![ticket],
        )
        .await?;
    row.ok_or(Error::NotFound)
}

/// The tickets with which a member gets in where something is ahead, the next first.
#[derive(Debug, Clone)]
pub(super) struct Mine {
    pub(super) event: Event,
    pub(super) date: Occurrence,
    pub(super) tickets: Vec<Ticket>,
}

pub(super) async fn mine(app: &App, tx: &mut Tx, account: AccountId) -> Result<Vec<Mine>> {
    let rows: Vec<(RsvpId, EventId, OccurrenceId)> = tx
        .all(
            "select r.id, r.event_id, r.occurrence_id from rsvp r
             join occurrence o on o.id = r.occurrence_id
             where r.account_id = $1 and r.state = 'going'
               and coalesce(o.ends_at_ms, o.starts_at_ms + $2) > $3
             order by o.starts_at_ms, r.id limit $4",
            args![account, OPEN_END_MS, tx.now_ms(), DATES_MAX],
        )
        .await?;
    let ids: Vec<EventId> = rows.iter().map(|&(_, event, _)| event).collect();
    let found = events::find_all(app, tx, &ids).await?;
    let mut mine = Vec::with_capacity(rows.len());
    for (rsvp, event, occurrence) in rows {
        let Some(found) = found.iter().find(|one| one.id == event) else {
            continue;
        };
        mine.push(Mine {
            event: found.clone(),
            date: events::occurrence(tx, event, occurrence).await?,
            tickets: seats::of_rsvp(tx, rsvp).await?,
        });
    }
    Ok(mine)
}
