//! The seats of a date: how many there are, and how many are given, never more than there are; and
//! the ticket of each seat that is given.

mod paper;
mod ticket;

use store::{Tx, args};

use crate::error::{Refusal, Result};
use crate::ids::{EventId, OccurrenceId, SeatTypeId};

pub use paper::{Paper, public_key, sign, verify};
pub use ticket::{Ticket, by_id, by_link, hand_to, keep, link, of_rsvp, reissue, void};

/// How all seats of a date stand in the `seat_type_id` column.
const ALL: i64 = 0;

/// The seats of one type, or of a date that has no types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    pub seat_type: Option<SeatTypeId>,
    /// None without a bound.
    pub capacity: Option<i64>,
    pub taken: i64,
}

impl Pool {
    /// None without a bound.
    pub fn left(&self) -> Option<i64> {
        Some((self.capacity? - self.taken).max(0))
    }
}

/// Sets how many seats each date of the event has that is ahead: all together (`None`), or of one type.
///
/// # Errors
/// Refused when more are given already.
pub async fn set(
    tx: &mut Tx,
    event: EventId,
    seat_type: Option<SeatTypeId>,
    capacity: Option<i64>,
) -> Result<()> {
    let (given,) = tx
        .one::<(i64,)>(
            "select coalesce(max(s.taken), 0) from seats s join occurrence o on o.id = s.occurrence_id
             where o.event_id = $1 and s.seat_type_id = $2 and o.starts_at_ms > $3
               and not o.cancelled",
            args![event, column(seat_type), tx.now_ms()],
        )
        .await?;
    if capacity.is_some_and(|capacity| capacity < given) {
        let refusal = Refusal::new("publishing-capacity-given").with("n", given);
        return Err(refusal.on("capacity").into());
    }
    tx.execute(
        "insert into seats (occurrence_id, seat_type_id, capacity)
         select o.id, $2, $3 from occurrence o where o.event_id = $1 and o.starts_at_ms > $4
         on conflict (occurrence_id, seat_type_id) do update set capacity = excluded.capacity",
        args![event, column(seat_type), capacity, tx.now_ms()],
    )
    .await?;
    Ok(())
}

/// Takes away a type of which no seat is given.
///
/// # Errors
/// Refused when one is.
pub async fn remove(tx: &mut Tx, seat_type: SeatTypeId) -> Result<()> {
    let (given,) = tx
        .one::<(i64,)>(
            "select coalesce(max(s.taken), 0) from seats s join occurrence o on o.id = s.occurrence_id
             where s.seat_type_id = $1 and o.starts_at_ms > $2 and not o.cancelled",
            args![seat_type, tx.now_ms()],
        )
        .await?;
    if given > 0 {
        let refusal = Refusal::new("publishing-seat-type-given").with("n", given);
        return Err(refusal.on("seat_types").into());
    }
    let sql = "delete from seats where seat_type_id = $1";
    tx.execute(sql, args![seat_type]).await?;
    Ok(())
}

/// Takes so many seats, of the date and of the type if there is one; false when there are not
/// enough, and then none is taken.
pub async fn take(
    tx: &mut Tx,
    at: OccurrenceId,
    seat_type: Option<SeatTypeId>,
    count: i64,
) -> Result<bool> {
    if !claim(tx, at, None, count).await? {
        return Ok(false);
    }
    if seat_type.is_none() || claim(tx, at, seat_type, count).await? {
        return Ok(true);
    }
    release(tx, at, None, count).await?;
    Ok(false)
}

/// Gives so many seats back.
pub async fn give_back(
    tx: &mut Tx,
    at: OccurrenceId,
    seat_type: Option<SeatTypeId>,
    count: i64,
) -> Result<()> {
    release(tx, at, None, count).await?;
    match seat_type {
        Some(_) => release(tx, at, seat_type, count).await,
        None => Ok(()),
    }
}

/// One conditional update.
async fn claim(
    tx: &mut Tx,
    at: OccurrenceId,
    seat_type: Option<SeatTypeId>,
    count: i64,
) -> Result<bool> {
    let claimed = tx
        .execute(
            "update seats set taken = taken + $3 where occurrence_id = $1 and seat_type_id = $2
               and (capacity is null or taken + $3 <= capacity)",
            args![at, column(seat_type), count],
        )
        .await?;
    Ok(claimed == 1)
}

async fn release(
    tx: &mut Tx,
    at: OccurrenceId,
    seat_type: Option<SeatTypeId>,
    count: i64,
) -> Result<()> {
    tx.execute(
        "update seats set taken = taken - $3 where occurrence_id = $1 and seat_type_id = $2",
        args![at, column(seat_type), count],
    )
    .await?;
    Ok(())
}

/// The seats of a date: all together first, then each type.
pub async fn pools(tx: &mut Tx, at: OccurrenceId) -> Result<Vec<Pool>> {
    let rows: Vec<(i64, Option<i64>, i64)> = tx
        .all(
            "select seat_type_id, capacity, taken from seats
             where occurrence_id = $1 order by seat_type_id",
            args![at],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(seat_type, capacity, taken)| Pool {
            seat_type: (seat_type != ALL).then(|| SeatTypeId::from(seat_type)),
            capacity,
            taken,
        })
        .collect())
}

fn column(seat_type: Option<SeatTypeId>) -> i64 {
    seat_type.map_or(ALL, SeatTypeId::get)
}
