//! The waiting list: seats that come free are kept for the first who waits, until they accept.

use futures_util::FutureExt;
use store::{Tx, args};

use super::answer::put_back;
use super::rsvp::{self, At, Rsvp, State, Who};
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::{EventId, OccurrenceId, RsvpId};
use crate::publishing::CAPACITY_RAISED;
use crate::seats;
use crate::timers::{self, Kind, Timer};

/// How long a seat is kept, when the date is not near.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;
/// As long it is kept at least, also shortly before the date.
const KEPT_MS_MIN: i64 = 15 * 60 * 1000;
/// Near a date, half of what is left until then.
const NEAR_SHARE: i64 = 2;
/// Offers that are made in one transaction.
const OFFERS_MAX: usize = 200;
/// Dates of an event that are looked at when it has more seats.
const DATES_MAX: i64 = 1_000;

/// Its subject is an answer for which seats are kept until a time.
pub(super) const OFFER_TIMER: &str = "offer-ends";

/// Ends an offer that nobody accepted, and a hold whose link nobody used.
pub const OFFER_ENDS: Kind = Kind {
    name: OFFER_TIMER,
    claim_ms: 30_000,
    attempts_max: 10,
    run: |app, timer| end_offer(app, timer).boxed(),
};

/// Gives the seats that an event has more.
pub const RAISED: Kind = Kind {
    name: CAPACITY_RAISED,
    claim_ms: 60_000,
    attempts_max: 10,
    run: |app, timer| give_more(app, timer).boxed(),
};

/// Keeps free seats for those who wait, first come, first served: whoever needs more seats than
/// are free is not overtaken by who waits for the same kind.
pub(super) async fn promote(tx: &mut Tx, at: &At) -> Result<()> {
    if promote_some(tx, at).await? {
        // The others in transactions of their own.
        let soon_ms = tx.now_ms() + 1;
        timers::schedule(tx, CAPACITY_RAISED, at.event().get(), soon_ms).await?;
    }
    Ok(())
}

/// As [`promote`], so many at most; whether there may be more.
async fn promote_some(tx: &mut Tx, at: &At) -> Result<bool> {
    if at.cancelled || at.archived || at.starts_at_ms <= tx.now_ms() || !at.gives_seats() {
        return Ok(false);
    }
    let mut blocked = Vec::new();
    for _ in 0..OFFERS_MAX {
        let Some(waits) = rsvp::first_waiting(tx, at.occurrence, &blocked).await? else {
            return Ok(false);
        };
        if seats::take(tx, at.occurrence, waits.seat_type, waits.party).await? {
            offer(tx, at, waits).await?;
        } else {
            blocked.push(waits.seat_type);
        }
    }
    Ok(true)
}

async fn offer(tx: &mut Tx, at: &At, waits: Rsvp) -> Result<()> {
    let until_ms = kept_until_ms(tx.now_ms(), at.starts_at_ms);
    timers::schedule(tx, OFFER_TIMER, waits.id.get(), until_ms).await?;
    let rsvp = Rsvp {
        state: State::Offered,
        until_ms: Some(until_ms),
        ..waits
    };
    rsvp::set(tx, at, &rsvp).await?;
    let change = match rsvp.who {
        Who::Member(account) => Change::SeatOffered {
            rsvp: rsvp.id,
            event: at.event(),
            occurrence: at.occurrence,
            account,
        },
        Who::Visitor(_) => Change::VisitOffered { rsvp: rsvp.id },
    };
    changes::record(tx, at.city, change).await
}

/// A day; near the date half of the time that is left, and a quarter of an hour at least.
fn kept_until_ms(now_ms: i64, starts_at_ms: i64) -> i64 {
    let near_ms = (starts_at_ms - now_ms) / NEAR_SHARE;
    now_ms + KEPT_MS.min(near_ms).max(KEPT_MS_MIN)
}

async fn end_offer(app: &App, timer: Timer) -> Result<()> {
    app.write(async |tx: &mut Tx| {
        let id = RsvpId::from(timer.subject_id);
        let sql = "select event_id, occurrence_id from rsvp where id = $1";
        let row = tx
            .optional::<(EventId, OccurrenceId)>(sql, args![id])
            .await?;
        let Some((event, occurrence)) = row else {
            return Ok(());
        };
        let at = rsvp::at(tx, event, occurrence).await?;
        let kept = rsvp::by_id(tx, occurrence, id).await?;
        let over = kept
            .until_ms
            .is_some_and(|until_ms| until_ms <= tx.now_ms());
        let state = match kept.state {
            State::Held => State::Unconfirmed,
            // While the date is called off nobody could accept: it may take place after all.
            State::Offered if at.cancelled && at.starts_at_ms > tx.now_ms() => State::Waiting,
            State::Offered => State::Left,
            _ => return Ok(()),
        };
        if over {
            put_back(tx, &at, &kept, state).await?;
        }
        Ok(())
    })
    .await
}

async fn give_more(app: &App, timer: Timer) -> Result<()> {
    let event = EventId::from(timer.subject_id);
    let dates = app.read(async |tx: &mut Tx| {
        let dates: Vec<(OccurrenceId,)> = tx
            .all(
                "select distinct r.occurrence_id from rsvp r
                 join occurrence o on o.id = r.occurrence_id
                 where r.event_id = $1 and r.state = 'waiting' and o.starts_at_ms > $2 limit $3",
                args![event, tx.now_ms(), DATES_MAX],
            )
            .await?;
        Ok(dates)
    });
    for (occurrence,) in dates.await? {
        let some = async |tx: &mut Tx| {
            let at = rsvp::at(tx, event, occurrence).await?;
            promote_some(tx, &at).await
        };
        while app.write(some).await? {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_kept_for_a_day_and_shorter_near_the_date() {
        const HOUR_MS: i64 = 60 * 60 * 1000;
        for (ahead_ms, kept_ms) in [
            (30 * 24 * HOUR_MS, 24 * HOUR_MS),
            (48 * HOUR_MS, 24 * HOUR_MS),
            (8 * HOUR_MS, 4 * HOUR_MS),
            (HOUR_MS, HOUR_MS / 2),
            (HOUR_MS / 6, HOUR_MS / 4),
        ] {
            assert_eq!(kept_until_ms(1_000, 1_000 + ahead_ms), 1_000 + kept_ms);
        }
    }
}
