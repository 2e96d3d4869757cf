//! The events of a city around a moment, for those who name one.

use store::{Tx, args};

use crate::cities::Spot;
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
           and not o.cancelled and not e.cancelled and e.listed
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

/// "There", for who was at an event: a hall and the street before it.
const THERE_METRES_MAX: f64 = 200.0;
/// So long before it starts one waits for it, and so long after its end one leaves.
const EITHER_WAY_MS: i64 = 2 * 60 * 60 * 1_000;
/// What began earlier is an exhibition: it says nothing of the evening.
const BEGAN_MS_MAX: i64 = 7 * 24 * 60 * 60 * 1_000;
/// Metres in a degree of latitude.
const METRES_PER_DEGREE: f64 = 111_195.0;

store::row! {
    struct There {
        id: EventId,
        titles: Names,
        starts_at_ms: i64,
        lat_e6: i64,
        lon_e6: i64,
    }
}

/// What goes on at the spot at the moment: the nearest event, of several in one house the one that
/// began last.
pub async fn going_on(
    tx: &mut Tx,
    city: CityId,
    spot: Spot,
    at_ms: i64,
) -> Result<Option<(EventId, Names)>> {
    let down_e6 = (THERE_METRES_MAX / METRES_PER_DEGREE * 1e6).ceil() as i64;
    let shrink = spot.lat().to_radians().cos().max(0.01);
    let across_e6 = (THERE_METRES_MAX / METRES_PER_DEGREE / shrink * 1e6).ceil() as i64;
    let rows = tx.all::<There>(
        "select e.id, e.titles, o.starts_at_ms, coalesce(p.lat_e6, e.lat_e6) lat_e6,
           coalesce(p.lon_e6, e.lon_e6) lon_e6
         from occurrence o join event e on e.id = o.event_id left join place p on p.id = e.place_id
         where o.starts_at_ms between $2 and $3 and coalesce(o.ends_at_ms, o.starts_at_ms) >= $4
           and e.city_id = $1 and not o.cancelled and not e.cancelled and e.listed
           and coalesce(p.lat_e6, e.lat_e6) between $5 and $6
           and coalesce(p.lon_e6, e.lon_e6) between $7 and $8
         order by o.starts_at_ms desc, e.id limit $9",
        args![
            city,
            at_ms - BEGAN_MS_MAX,
            at_ms + EITHER_WAY_MS,
            at_ms - EITHER_WAY_MS,
            spot.lat_e6 - down_e6,
            spot.lat_e6 + down_e6,
            spot.lon_e6 - across_e6,
            spot.lon_e6 + across_e6,
            EVENTS_MAX,
        ],
    );
    let away = |row: &There| {
        let at = Spot {
            lat_e6: row.lat_e6,
            lon_e6: row.lon_e6,
        };
        at.metres_to(spot)
    };
    let near = rows
        .await?
        .into_iter()
        .filter(|row| away(row) <= THERE_METRES_MAX);
    let nearest = near.min_by(|a, b| {
        let later = b.starts_at_ms.cmp(&a.starts_at_ms);
        away(a).total_cmp(&away(b)).then(later)
    });
    Ok(nearest.map(|row| (row.id, row.titles)))
}
