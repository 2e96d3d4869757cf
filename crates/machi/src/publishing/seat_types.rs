//! The kinds of seats of an event.

use std::collections::HashSet;

use rules::text;
use store::{Tx, args};

use super::input::EventInput;
use super::written::{CAPACITY_MAX, PRICE_MINOR_MAX};
use crate::error::{Refusal, Result};
use crate::ids::{EventId, SeatTypeId};
use crate::seats;

pub(super) const SEAT_TYPES_MAX: usize = 6;
const NAME_CHARS_MAX: usize = 60;

store::row! {
    /// A kind of seat, as pages and programs need it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SeatType {
        pub id: SeatTypeId,
        pub name: String,
        pub price_minor: i64,
        /// Of each date; none without a bound of its own.
        pub capacity: Option<i64>,
    }
}

/// One that may be written.
#[derive(Debug, Clone)]
pub(super) struct NewSeatType {
    id: Option<SeatTypeId>,
    name: String,
    price_minor: i64,
    capacity: Option<i64>,
}

pub(super) fn checked(input: &EventInput, refusals: &mut Vec<Refusal>) -> Vec<NewSeatType> {
    let types: Vec<_> = input
        .seat_types
        .iter()
        .map(|typed| NewSeatType {
            id: typed.id,
            name: typed.name.trim().to_owned(),
            price_minor: typed.price_minor,
            capacity: typed.capacity,
        })
        .filter(|typed| !text::is_blank(&typed.name))
        .collect();
    let wrong = |one: &NewSeatType| {
        one.name.chars().count() > NAME_CHARS_MAX
            || one.name.chars().any(char::is_control)
            || text::has_bidi_control(&one.name)
            || !(0..=PRICE_MINOR_MAX).contains(&one.price_minor)
            || one
                .capacity
                .is_some_and(|capacity| !(1..=CAPACITY_MAX).contains(&capacity))
    };
    let mut ids = HashSet::new();
    let once = types
        .iter()
        .filter_map(|one| one.id)
        .all(|id| ids.insert(id));
    let names: HashSet<_> = types.iter().map(|one| &one.name).collect();
    if types.iter().any(wrong) || !once || names.len() < types.len() || types.len() > SEAT_TYPES_MAX
    {
        let refusal = Refusal::new("publishing-seat-types").with("n", SEAT_TYPES_MAX);
        refusals.push(refusal.on("seat_types"));
    }
    types
}

/// Those of an event, in their order.
pub(super) async fn of(tx: &mut Tx, event: EventId) -> Result<Vec<SeatType>> {
    Ok(tx
        .all(
            "select id, name, price_minor, capacity from seat_type
             where event_id = $1 order by position",
            args![event],
        )
        .await?)
}

/// Writes the kinds of seats of an event, and how many there are on each of its dates.
pub(super) async fn put(tx: &mut Tx, event: EventId, types: &[NewSeatType]) -> Result<()> {
    let known = of(tx, event).await?;
    let kept = |known: &SeatType| types.iter().any(|one| one.id == Some(known.id));
    for gone in known.iter().filter(|known| !kept(known)) {
        seats::remove(tx, gone.id).await?;
        let sql = "delete from seat_type where id = $1";
        tx.execute(sql, args![gone.id]).await?;
    }
    // Out of the way of the places that are given anew.
    tx.execute(
        "update seat_type set position = -1 - position where event_id = $1",
        args![event],
    )
    .await?;
    for (position, one) in types.iter().enumerate() {
        let known = one
            .id
            .filter(|id| known.iter().any(|known| known.id == *id));
        let id = known.unwrap_or_else(|| SeatTypeId::from(tx.new_id()));
        tx.execute(
            "insert into seat_type (id, event_id, position, name, price_minor, capacity)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (id) do update set position = excluded.position, name = excluded.name,
               price_minor = excluded.price_minor, capacity = excluded.capacity",
            args![
                id,
                event,
                i64::try_from(position).unwrap_or(i64::MAX),
                one.name,
                one.price_minor,
                one.capacity
            ],
        )
        .await?;
        seats::set(tx, event, Some(id), one.capacity).await?;
    }
    Ok(())
}
