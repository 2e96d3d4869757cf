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

/// Places that one typed name may mean.
pub const CALLED_MAX: usize = 10;

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

/// Those of the city's places that what was typed means: one that is called so, else all that begin
/// so, else all that hold it in their name; at most [`CALLED_MAX`].
pub async fn called(tx: &mut Tx, city: CityId, typed: &str) -> Result<Vec<Named>> {
    let typed = fold(typed);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: [Vec<Named>; 3] = Default::default();
    for place in in_city(tx, city).await? {
        if let Some(nearness) = nearness(&place.names, &typed) {
            found[nearness].push(place);
        }
    }
    let mut found = found.into_iter().find(|found| !found.is_empty());
    if let Some(found) = &mut found {
        found.truncate(CALLED_MAX);
    }
    Ok(found.unwrap_or_default())
}

/// Whether what was typed may mean a place of these names.
pub fn is_called(names: &Names, typed: &str) -> bool {
    let typed = fold(typed);
    !typed.is_empty() && nearness(names, &typed).is_some()
}

/// 0: called so; 1: begins so; 2: holds it.
fn nearness(names: &Names, typed: &str) -> Option<usize> {
    let each = names.iter().filter_map(|(_, name)| {
        let name = fold(name);
        match name.find(typed)? {
            0 if name.len() == typed.len() => Some(0),
            0 => Some(1),
            _ => Some(2),
        }
    });
    each.min()
}

/// In one width and case.
fn fold(text: &str) -> String {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfkc()
        .normalize(text.trim())
        .to_lowercase()
}
