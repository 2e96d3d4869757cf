//! Seats that were taken for prizes: they become somebody's, or go back to those who wait.

use store::{Tx, args};

use super::answer::open;
use super::by_draw;
use super::offer::promote;
use super::rsvp::{self, Rsvp, State, Who};
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, EventId, OccurrenceId, RsvpId};
use crate::publishing::hosted;
use crate::seats;
use crate::social::is_blocked;
use crate::text::Names;

/// Dates that a form offers.
const DATES_MAX: i64 = 200;

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

/// The event of a date of which one can give seats away: in this city, ahead, with seats of one kind that
/// are given here, so many and no more.
pub async fn givable(
    tx: &mut Tx,
    city: CityId,
    occurrence: OccurrenceId,
) -> Result<Option<EventId>> {
    // `occurrence` and `event` belong to events.
    let sql = "select o.event_id from occurrence o join event e on e.id = o.event_id
               where o.id = $1 and e.city_id = $2 and o.starts_at_ms > $3 and e.listed
                 and not o.cancelled and not e.cancelled";
    let row = tx.optional::<(EventId,)>(sql, args![occurrence, city, tx.now_ms()]);
    let Some((event,)) = row.await? else {
        return Ok(None);
    };
    let hosted = hosted(tx, event).await?;
    let fits = hosted.is_some_and(|hosted| {
        hosted.way.gives_seats() && hosted.seat_types.is_empty() && hosted.capacity.is_some()
    });
    Ok(fits.then_some(event))
}

/// A date to choose: its event's titles, and when it begins.
pub type GivableDate = (OccurrenceId, Names, i64);

/// The dates ahead in the city that have a number of seats, the next ones first: for a form.
pub async fn givable_dates(tx: &mut Tx, city: CityId) -> Result<Vec<GivableDate>> {
    // `occurrence` and `event` belong to events, `hosting` to publishing.
    let dates = tx.all::<GivableDate>(
        "select o.id, e.titles, o.starts_at_ms from occurrence o
         join event e on e.id = o.event_id join hosting h on h.event_id = e.id
         where e.city_id = $1 and e.listed and o.starts_at_ms > $2 and not o.cancelled and not e.cancelled
           and h.capacity is not null order by o.starts_at_ms limit $3",
        args![city, tx.now_ms(), DATES_MAX],
    );
    Ok(dates.await?)
}

/// The next date of an event after a moment of which one can give seats away.
pub async fn next_givable(
    tx: &mut Tx,
    (city, event): (CityId, EventId),
    after_ms: i64,
) -> Result<Option<OccurrenceId>> {
    let sql =
        "select id from occurrence where event_id = $1 and starts_at_ms > $2 and not cancelled
               order by starts_at_ms limit 1";
    let row = tx.optional::<(OccurrenceId,)>(sql, args![event, after_ms]);
    let Some((date,)) = row.await? else {
        return Ok(None);
    };
    Ok(givable(tx, city, date).await?.map(|_| date))
}

/// Takes back a seat that was given away, for the next to have: the answer ends, and nobody who waits gets
/// it. False for who has no such seat any more.
///
/// # Errors
/// Refused when somebody came in by it.
pub async fn take_given(
    tx: &mut Tx,
    account: AccountId,
    (event, occurrence): (EventId, OccurrenceId),
) -> Result<bool> {
    let at = rsvp::at(tx, event, occurrence).await?;
    let old = rsvp::of(tx, occurrence, Who::Member(account)).await?;
    let Some(old) = old.filter(|old| old.state == State::Going && old.party == 1) else {
        return Ok(false);
    };
    let state = State::Left;
    rsvp::set(tx, &at, &Rsvp { state, ..old }).await?;
    Ok(true)
}
