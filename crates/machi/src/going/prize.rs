//! Seats that were taken for prizes: they become somebody's, or go back to those who wait.

use store::Tx;

use super::answer::open;
use super::by_draw;
use super::offer::promote;
use super::rsvp::{self, Rsvp, State, Who};
use crate::error::{Error, Result};
use crate::ids::{AccountId, EventId, OccurrenceId, RsvpId};
use crate::seats;
use crate::social::is_blocked;

/// Gives a member one seat that was taken before. Whoever has seats already keeps those, and this one
/// goes to who waits.
///
/// Who said no before, or to whom the organiser did, answers anew: a prize is a seat of its own.
///
/// # Errors
/// `NotFound` across a block with who publishes it; refused for a date that is called off or has begun.
pub async fn give_taken(
    tx: &mut Tx,
    account: AccountId,
    (event, occurrence): (EventId, OccurrenceId),
) -> Result<()> {
    let at = open(tx, event, occurrence).await?;
    if is_blocked(tx, account, at.hosted.host).await? {
        return Err(Error::NotFound);
    }
    let who = Who::Member(account);
    let old = rsvp::of(tx, occurrence, who).await?;
    if let Some(old) = old.as_ref().filter(|old| old.state.has_seats()) {
        let rsvp = Rsvp {
            state: State::Going,
            until_ms: None,
            ..old.clone()
        };
        rsvp::set(tx, &at, &rsvp).await?;
        seats::give_back(tx, occurrence, None, 1).await?;
        return promote(tx, &at).await;
    }
    let before = old.as_ref().map(|old| old.state);
    if before == Some(State::Entered) {
        by_draw::withdraw(tx, &at, account).await?;
    }
    let rsvp = Rsvp {
        id: old.map_or_else(|| RsvpId::from(tx.new_id()), |old| old.id),
        who,
        state: State::Going,
        party: 1,
        seat_type: None,
        until_ms: None,
    };
    rsvp::set(tx, &at, &rsvp).await?;
    if before == Some(State::Waiting) {
        // Those behind them in the line may fit in now.
        promote(tx, &at).await?;
    }
    Ok(())
}

/// Gives seats back that nobody got.
pub async fn return_taken(
    tx: &mut Tx,
    (event, occurrence): (EventId, OccurrenceId),
    count: i64,
) -> Result<()> {
    let at = rsvp::at(tx, event, occurrence).await?;
    seats::give_back(tx, occurrence, None, count).await?;
    promote(tx, &at).await
}
