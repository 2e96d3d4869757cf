//! The events of a city around a moment, for those who name one.

use store::{Tx, args};

use crate::error::Result;
use crate::ids::{CityId, EventId};
use crate::text::Names;

/// From so long ago, and so far ahead: what one was at yesterday, and what one goes to tonight.
const BEFORE_MS: i64 = 2 * 24 * 60 * 60 * 1_000;
const AFTER_MS: i64 = 24 * 60 * 60 * 1_000;
const EVENTS_MAX: i64 = 100;

/// An event with its title, and when the first of its dates around the moment starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    pub id: EventId,
    pub titles: Names,
    pub starts_at_ms: i64,
}

/// What starts in the city around the moment and is not called off, the first one first; at most
/// 100.
pub async fn around(tx: &mut Tx, city: CityId, at_ms: i64) -> Result<Vec<Around>> {
    let rows = tx.all::<(EventId, Names, i64)>(
        "select e.id, e.titles, min(o.starts_at_ms) from occurrence o
           join event e on e.id = o.event_id
         where o.starts_at_ms between $2 and $3 and e.city_id = $1
           and not o.cancelled and not e.cancelled
         group by e.id, e.titles order by min(o.starts_at_ms), e.id limit $4",
        args![city, at_ms - BEFORE_MS, at_ms + AFTER_MS, EVENTS_MAX],
    );
    let around = |(id, titles, starts_at_ms)| Around {
        id,
        titles,
        starts_at_ms,
    };
    Ok(rows.await?.into_iter().map(around).collect())
}

/// The title of an event of the city.
pub async fn title(tx: &mut Tx, city: CityId, event: EventId) -> Result<Option<Names>> {
    let sql = "select titles from event where id = $1 and city_id = $2";
    let row = tx.optional::<(Names,)>(sql, args![event, city]).await?;
    Ok(row.map(|(titles,)| titles))
}
