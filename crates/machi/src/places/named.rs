//! The places of a city by their names, for those who look one up.

use store::{Tx, args};

use crate::cities::Spot;
use crate::error::Result;
use crate::ids::{CityId, NeighbourhoodId, PlaceId};
use crate::text::Names;

/// A place as a look-up needs it.
#[derive(Debug, Clone)]
pub struct Named {
    pub id: PlaceId,
    pub names: Names,
    pub spot: Spot,
    pub neighbourhood: Option<NeighbourhoodId>,
}

/// More places than this of one city are not looked through.
const PLACES_MAX: i64 = 100_000;

/// Every place of the city, oldest first.
pub async fn in_city(tx: &mut Tx, city: CityId) -> Result<Vec<Named>> {
    let rows: Vec<(PlaceId, Names, i64, i64, Option<NeighbourhoodId>)> = tx
        .all(
            "select id, names, lat_e6, lon_e6, neighbourhood_id from place
             where city_id = $1 order by id limit $2",
            args![city, PLACES_MAX],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, names, lat_e6, lon_e6, neighbourhood)| Named {
            id,
            names,
            spot: Spot { lat_e6, lon_e6 },
            neighbourhood,
        })
        .collect())
}
