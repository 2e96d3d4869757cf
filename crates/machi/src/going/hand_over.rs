//! A seat that changes hands: from one member to another, or back to the organiser.

use store::{Tx, args};

use super::answer::{open, put_back};
use super::offer::promote;
use super::rsvp::{self, At, Rsvp, State, Who};
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, OccurrenceId, RsvpId, TicketId};
use crate::publishing::Host;
use crate::seats::{self, Ticket};
use crate::social::not_blocked;

/// Gives the seat of one's ticket to another member, where the organiser allows it. What the giver
/// showed is void; the other gets a ticket of their own.
///
/// # Errors
/// `NotFound` for a ticket that is not one's own, and across a block; refused where the organiser does not
/// allow it, for a seat that [`stays`], and for somebody who cannot take it.
pub async fn hand_over(tx: &mut Tx, by: &Member, ticket: TicketId, to: AccountId) -> Result<()> {
    let (ticket, mine) = own(tx, by, ticket).await?;
    let at = open(tx, ticket.event_id, ticket.occurrence_id).await?;
    if !at.hosted.may_hand_over {
        return Err(Refusal::new("tickets-not-handed-over").into());
    }
    if stays(tx, by.id, ticket.occurrence_id).await? {
        return Err(Refusal::new("tickets-stays").into());
    }
    if to == by.id {
        return Err(Refusal::new("tickets-to-oneself").on("to").into());
    }
    not_blocked(tx, by.id, to).await?;
    not_blocked(tx, at.hosted.host, to).await?;
    let theirs = receiver(tx, &at, &mine, to).await?;
    seats::void(tx, &ticket).await?;
    let left = Rsvp {
        state: if mine.party > 1 {
            State::Going
        } else {
            State::Left
        },
        party: (mine.party - 1).max(1),
        ..mine
    };
    rsvp::set(tx, &at, &left).await?;
    rsvp::set(tx, &at, &theirs).await?;
    // Whoever waited before is in the way of the others no more.
    promote(tx, &at).await?;
    let change = Change::TicketHandedOver {
        rsvp: theirs.id,
        event: ticket.event_id,
        occurrence: ticket.occurrence_id,
        by: by.id,
        account: to,
    };
    changes::record(tx, at.city, change).await
}

/// Whether a member's seat of a date stays theirs, whatever the organiser allows: they accepted it from a
/// campaign, and what is owed for it is owed by them. Who brings others can hand on all seats but one.
pub async fn stays(tx: &mut Tx, account: AccountId, occurrence: OccurrenceId) -> Result<bool> {
    // `campaign` and `campaign_seat` belong to campaigns.
    let sql = "select 1 from rsvp r join campaign_seat s on s.account_id = r.account_id
               join campaign c on c.id = s.campaign_id and c.occurrence_id = r.occurrence_id
               where r.occurrence_id = $1 and r.account_id = $2 and r.party = 1
                 and s.state = 'accepted' limit 1";
    let row = tx.optional::<(i64,)>(sql, args![occurrence, account]);
    Ok(row.await?.is_some())
}

/// The ticket, when it is valid and the member's own, and their answer.
async fn own(tx: &mut Tx, by: &Member, ticket: TicketId) -> Result<(Ticket, Rsvp)> {
    let ticket = seats::by_id(tx, ticket).await?;
    let mine = rsvp::of(tx, ticket.occurrence_id, Who::Member(by.id)).await?;
    match mine.filter(|mine| mine.id == ticket.rsvp_id && !ticket.void) {
        Some(mine) => Ok((ticket, mine)),
        None => Err(Error::NotFound),
    }
}

/// What the other's answer becomes with one seat more.
async fn receiver(tx: &mut Tx, at: &At, mine: &Rsvp, to: AccountId) -> Result<Rsvp> {
    let old = rsvp::of(tx, at.occurrence, Who::Member(to)).await?;
    let party = match &old {
        Some(old) if old.state == State::Declined => {
            return Err(Refusal::new("tickets-not-to-them").on("to").into());
        }
        Some(old) if old.state == State::Going => {
            if old.party >= at.hosted.party_max || old.seat_type != mine.seat_type {
                return Err(Refusal::new("tickets-not-to-them").on("to").into());
            }
            old.party + 1
        }
        Some(old) if old.state.has_seats() => {
            put_back(tx, at, old, State::Left).await?;
            1
        }
        _ => 1,
    };
    Ok(Rsvp {
        id: old.map_or_else(|| RsvpId::from(tx.new_id()), |old| old.id),
        who: Who::Member(to),
        state: State::Going,
        party,
        seat_type: mine.seat_type,
        until_ms: None,
    })
}

/// Issues one's ticket anew: what was shown before is stale.
pub async fn reissue_own(tx: &mut Tx, by: &Member, ticket: TicketId) -> Result<Ticket> {
    let (ticket, _) = own(tx, by, ticket).await?;
    reissued(tx, &ticket).await
}

/// As [`reissue_own`], for a guest of one's event.
pub async fn reissue(tx: &mut Tx, by: &Host, ticket: TicketId) -> Result<Ticket> {
    let ticket = hosted(tx, by, ticket).await?;
    if ticket.void {
        return Err(Error::NotFound);
    }
    reissued(tx, &ticket).await
}

async fn reissued(tx: &mut Tx, ticket: &Ticket) -> Result<Ticket> {
    seats::reissue(tx, ticket).await?;
    let at = rsvp::at(tx, ticket.event_id, ticket.occurrence_id).await?;
    let change = Change::TicketReissued {
        ticket: ticket.id,
        event: ticket.event_id,
        occurrence: ticket.occurrence_id,
    };
    changes::record(tx, at.city, change).await?;
    seats::by_id(tx, ticket.id).await
}

/// Takes one seat of a guest back; it goes to who waits. Taking it twice changes nothing.
pub async fn take_back(tx: &mut Tx, by: &Host, ticket: TicketId) -> Result<()> {
    let ticket = hosted(tx, by, ticket).await?;
    if ticket.void {
        return Ok(());
    }
    let at = rsvp::at(tx, by.event, ticket.occurrence_id).await?;
    let old = rsvp::by_id(tx, ticket.occurrence_id, ticket.rsvp_id).await?;
    if old.party == 1 {
        return super::decide::decide(tx, by, (ticket.occurrence_id, old.id), false).await;
    }
    seats::void(tx, &ticket).await?;
    seats::give_back(tx, ticket.occurrence_id, old.seat_type, 1).await?;
    let fewer = Rsvp {
        party: old.party - 1,
        ..old
    };
    rsvp::set(tx, &at, &fewer).await?;
    promote(tx, &at).await
}

async fn hosted(tx: &mut Tx, by: &Host, ticket: TicketId) -> Result<Ticket> {
    let ticket = seats::by_id(tx, ticket).await?;
    if ticket.event_id == by.event {
        Ok(ticket)
    } else {
        Err(Error::NotFound)
    }
}
