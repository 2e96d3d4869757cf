//! An answer to a date: interested, going, accepting a seat that was kept, coming no more.

use store::Tx;

use super::by_draw;
use super::offer::promote;
use super::rsvp::{self, At, Rsvp, State, Who};
use crate::accounts::Member;
use crate::draws::Issuer;
use crate::error::{Error, Refusal, Result};
use crate::ids::{EventId, OccurrenceId, RsvpId, SeatTypeId};
use crate::publishing::Way;
use crate::seats;
use crate::social::not_blocked;

/// How many come, and on which seats.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub party: i64,
    pub seat_type: Option<SeatTypeId>,
}

/// Takes seats while there are any, else a place in the waiting list; where the organiser gives
/// them, asks for them. The same wish again changes nothing.
pub async fn go(
    issuer: Issuer<'_>,
    tx: &mut Tx,
    by: &Member,
    (event, occurrence): (EventId, OccurrenceId),
    wish: Wish,
) -> Result<State> {
    let at = open(tx, event, occurrence).await?;
    not_blocked(tx, by.id, at.hosted.host).await?;
    check(&at, wish)?;
    come(issuer, tx, &at, Who::Member(by.id), wish).await
}

/// As [`go`], for whom nothing speaks against.
pub(super) async fn come(
    issuer: Issuer<'_>,
    tx: &mut Tx,
    at: &At,
    who: Who,
    wish: Wish,
) -> Result<State> {
    let old = rsvp::of(tx, at.occurrence, who).await?;
    if let Some(old) = old.as_ref().filter(|old| is_same(at, old, wish)) {
        return Ok(old.state);
    }
    if let Some(state) = by_draw::take_part(issuer, tx, at, (who, old.as_ref()), wish).await? {
        return Ok(state);
    }
    match &old {
        Some(old) if old.state == State::Going => more_or_less(tx, at, old, wish).await,
        Some(old) if old.state == State::Declined => Err(Refusal::new("going-declined").into()),
        // Who wishes something else than what was kept waits anew.
        Some(old) if old.state.has_seats() => {
            seats::give_back(tx, at.occurrence, old.seat_type, old.party).await?;
            enter(tx, at, Some(old), who, wish).await?;
            promote(tx, at).await?;
            let now = rsvp::of(tx, at.occurrence, who).await?;
            Ok(now.map_or(State::Left, |now| now.state))
        }
        old => enter(tx, at, old.as_ref(), who, wish).await,
    }
}

/// Whether the answer says just that already.
fn is_same(at: &At, old: &Rsvp, wish: Wish) -> bool {
    let stands = match old.state {
        State::Going | State::Waiting | State::Offered => true,
        State::Asked => at.hosted.way == Way::Approval,
        _ => false,
    };
    stands && old.party == wish.party && old.seat_type == wish.seat_type
}

async fn enter(tx: &mut Tx, at: &At, old: Option<&Rsvp>, who: Who, wish: Wish) -> Result<State> {
    let state = if at.hosted.way == Way::Approval {
        State::Asked
    } else {
        take(tx, at, wish).await?
    };
    let rsvp = Rsvp {
        id: old.map_or_else(|| RsvpId::from(tx.new_id()), |old| old.id),
        who,
        state,
        party: wish.party,
        seat_type: wish.seat_type,
        until_ms: None,
    };
    rsvp::set(tx, at, &rsvp).await?;
    if old.is_some_and(|old| old.state == State::Waiting) {
        // With fewer people one may fit in now.
        promote(tx, at).await?;
        let now = rsvp::of(tx, at.occurrence, who).await?;
        return Ok(now.map_or(state, |now| now.state));
    }
    Ok(state)
}

/// Nobody overtakes those who wait.
pub(super) async fn take(tx: &mut Tx, at: &At, wish: Wish) -> Result<State> {
    let someone_waits = rsvp::someone_waits(tx, at.occurrence, wish.seat_type).await?;
    if !someone_waits && seats::take(tx, at.occurrence, wish.seat_type, wish.party).await? {
        Ok(State::Going)
    } else {
        Ok(State::Waiting)
    }
}

/// Another party, or other seats, for who has seats: they keep those when the new ones are not free.
async fn more_or_less(tx: &mut Tx, at: &At, old: &Rsvp, wish: Wish) -> Result<State> {
    let smaller = wish.party <= old.party && wish.seat_type == old.seat_type;
    if at.hosted.way == Way::Approval && !smaller {
        return Err(Refusal::new("going-ask-first").into());
    }
    seats::give_back(tx, at.occurrence, old.seat_type, old.party).await?;
    let someone_waits = rsvp::someone_waits(tx, at.occurrence, wish.seat_type).await?;
    let free = (smaller || !someone_waits)
        && seats::take(tx, at.occurrence, wish.seat_type, wish.party).await?;
    if !free {
        // The refusal undoes the giving back as well.
        return Err(Refusal::new("going-no-more-seats").on("party").into());
    }
    let rsvp = Rsvp {
        party: wish.party,
        seat_type: wish.seat_type,
        ..old.clone()
    };
    rsvp::set(tx, at, &rsvp).await?;
    promote(tx, at).await?;
    Ok(State::Going)
}

/// Comes no more, waits no more, or is interested no more; the seats go to those who wait.
pub(super) async fn leave(
    tx: &mut Tx,
    who: Who,
    (event, occurrence): (EventId, OccurrenceId),
) -> Result<()> {
    let at = rsvp::at(tx, event, occurrence).await?;
    let Some(old) = rsvp::of(tx, occurrence, who).await? else {
        return Ok(());
    };
    if matches!(old.state, State::Left | State::Declined) {
        return Ok(());
    }
    if let (State::Entered, Who::Member(account)) = (old.state, who) {
        by_draw::withdraw(tx, &at, account).await?;
    }
    put_back(tx, &at, &old, State::Left).await
}

/// Ends an answer; seats that it had go to those who wait.
pub(super) async fn put_back(tx: &mut Tx, at: &At, old: &Rsvp, state: State) -> Result<()> {
    if old.state.has_seats() {
        seats::give_back(tx, at.occurrence, old.seat_type, old.party).await?;
    }
    let rsvp = Rsvp {
        state,
        until_ms: None,
        ..old.clone()
    };
    rsvp::set(tx, at, &rsvp).await?;
    if old.state.has_seats() || old.state == State::Waiting {
        promote(tx, at).await?;
    }
    Ok(())
}

/// Wants to know of it. Whoever goes or waits already stays so; answers how it stands.
pub(super) async fn be_interested(
    tx: &mut Tx,
    by: &Member,
    (event, occurrence): (EventId, OccurrenceId),
) -> Result<State> {
    let at = open(tx, event, occurrence).await?;
    not_blocked(tx, by.id, at.hosted.host).await?;
    taken_here(&at)?;
    let who = Who::Member(by.id);
    let old = rsvp::of(tx, occurrence, who).await?;
    if let Some(old) = old.as_ref().filter(|old| old.state != State::Left) {
        return Ok(old.state);
    }
    let rsvp = Rsvp {
        id: old.map_or_else(|| RsvpId::from(tx.new_id()), |old| old.id),
        who,
        state: State::Interested,
        party: 0,
        seat_type: None,
        until_ms: None,
    };
    rsvp::set(tx, &at, &rsvp).await?;
    Ok(State::Interested)
}

/// Accepts the seats that are kept. Accepting twice changes nothing.
pub(super) async fn accept(
    tx: &mut Tx,
    who: Who,
    (event, occurrence): (EventId, OccurrenceId),
) -> Result<()> {
    let at = open(tx, event, occurrence).await?;
    let old = rsvp::of(tx, occurrence, who).await?;
    let old = old.ok_or(Error::NotFound)?;
    match old.state {
        State::Going => Ok(()),
        State::Offered if old.until_ms.is_some_and(|until_ms| tx.now_ms() < until_ms) => {
            let rsvp = Rsvp {
                state: State::Going,
                until_ms: None,
                ..old
            };
            rsvp::set(tx, &at, &rsvp).await
        }
        _ => Err(Refusal::new("going-offer-over").into()),
    }
}

/// The date, where it is for answers: ahead, not called off, and in Machi's own hands.
pub(super) async fn open(tx: &mut Tx, event: EventId, occurrence: OccurrenceId) -> Result<At> {
    let at = rsvp::at(tx, event, occurrence).await?;
    if at.archived {
        return Err(Refusal::new("publishing-city-not-open").into());
    }
    if at.cancelled {
        return Err(Refusal::new("going-cancelled").into());
    }
    if at.starts_at_ms <= tx.now_ms() {
        return Err(Refusal::new("going-begun").into());
    }
    Ok(at)
}

/// Whether one answers to the date: to what is not listed nobody does by themselves.
fn taken_here(at: &At) -> Result<()> {
    match at.hosted.listed {
        true => Ok(()),
        false => Err(Refusal::new("going-given").into()),
    }
}

/// Whether one may wish that of the date.
pub(super) fn check(at: &At, wish: Wish) -> Result<()> {
    taken_here(at)?;
    let hosted = &at.hosted;
    if !at.gives_seats() {
        return Err(Refusal::new("going-elsewhere").into());
    }
    let kind = hosted
        .seat_types
        .iter()
        .find(|one| Some(one.id) == wish.seat_type);
    let bounds = [hosted.capacity, kind.and_then(|kind| kind.capacity)];
    let most = bounds
        .into_iter()
        .flatten()
        .fold(hosted.party_max, i64::min);
    if !(1..=most).contains(&wish.party) {
        return Err(Refusal::new("going-party")
            .on("party")
            .with("n", most)
            .into());
    }
    if kind.is_none() && (wish.seat_type.is_some() || !hosted.seat_types.is_empty()) {
        return Err(Refusal::new("going-seat-type").on("seat_type").into());
    }
    Ok(())
}
