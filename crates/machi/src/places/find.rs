//! Reads places.

use store::{Tx, args};

use super::Category;
use crate::cities::Spot;
use crate::error::{Error, Result};
use crate::ids::{CityId, NeighbourhoodId, PlaceId, SourceId};
use crate::text::Names;

/// A place with where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub id: PlaceId,
    pub city: CityId,
    pub names: Names,
    pub category: Category,
    pub spot: Spot,
    pub neighbourhood: Option<NeighbourhoodId>,
    pub source: Source,
}

/// Where something comes from, as it is shown beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub id: SourceId,
    pub name: String,
    /// Empty when it has no page.
    pub url: String,
    pub attribution: String,
}

/// Which places of a city a list shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    pub category: Option<Category>,
    pub neighbourhood: Option<NeighbourhoodId>,
    /// Those after this one, in the order of their ids.
    pub after: Option<PlaceId>,
}

/// A page of a list.
pub const PAGE_PLACES: i64 = 50;
/// So many of the places nearest to a spot.
pub const NEAREST_MAX: usize = 100;
/// A look around a spot reads no more rows than this.
const AROUND_ROWS_MAX: i64 = 5_000;
/// Metres in a degree of latitude.
const METRES_PER_DEGREE: f64 = 111_195.0;

store::row! {
    struct PlaceRow {
        id: PlaceId,
        city_id: CityId,
        names: Names,
        category: String,
        lat_e6: i64,
        lon_e6: i64,
        neighbourhood_id: Option<NeighbourhoodId>,
        source_id: SourceId,
        source_name: String,
        source_url: String,
        source_attribution: String,
    }
}

impl From<PlaceRow> for Place {
    fn from(row: PlaceRow) -> Self {
        Self {
            id: row.id,
            city: row.city_id,
            names: row.names,
            category: Category::parse(&row.category).unwrap_or(Category::Venue),
            spot: Spot {
                lat_e6: row.lat_e6,
                lon_e6: row.lon_e6,
            },
            neighbourhood: row.neighbourhood_id,
            source: Source {
                id: row.source_id,
                name: row.source_name,
                url: row.source_url,
                attribution: row.source_attribution,
            },
        }
    }
}

/// The place of this id.
pub async fn find(tx: &mut Tx, id: PlaceId) -> Result<Place> {
    let row = tx
        .optional::<PlaceRow>(
            "select p.id, p.city_id, p.names, p.category, p.lat_e6, p.lon_e6, p.neighbourhood_id,
               p.source_id, s.name source_name, s.url source_url, s.attribution source_attribution
             from place p join source s on s.id = p.source_id where p.id = $1",
            args![id],
        )
        .await?;
    row.map(Place::from).ok_or(Error::NotFound)
}

/// The next places of the city, at most [`PAGE_PLACES`], and whether there are more.
pub async fn list(tx: &mut Tx, city: CityId, wanted: Wanted) -> Result<(Vec<Place>, bool)> {
    let rows = tx
        .all::<PlaceRow>(
            "select p.id, p.city_id, p.names, p.category, p.lat_e6, p.lon_e6, p.neighbourhood_id,
               p.source_id, s.name source_name, s.url source_url, s.attribution source_attribution
             from place p join source s on s.id = p.source_id
             where p.city_id = $1 and p.id > $2 and ($3 = '' or p.category = $3)
               and ($4 = 0 or p.neighbourhood_id = $4)
             order by p.id limit $5",
            args![
                city,
                wanted.after.map_or(0, PlaceId::get),
                wanted.category.map_or("", Category::name),
                wanted.neighbourhood.map_or(0, NeighbourhoodId::get),
                PAGE_PLACES + 1,
            ],
        )
        .await?;
    let more = rows.len() as i64 > PAGE_PLACES;
    let page = rows.into_iter().take(PAGE_PLACES as usize);
    Ok((page.map(Place::from).collect(), more))
}

/// The places within so many metres of the spot, the nearest first, each with its distance; at
/// most [`NEAREST_MAX`].
pub async fn near(
    tx: &mut Tx,
    city: CityId,
    spot: Spot,
    metres: f64,
    category: Option<Category>,
) -> Result<Vec<(Place, f64)>> {
    let down_e6 = (metres / METRES_PER_DEGREE * 1e6).ceil() as i64;
    let shrink = spot.lat().to_radians().cos().max(0.01);
    let across_e6 = (metres / METRES_PER_DEGREE / shrink * 1e6).ceil() as i64;
    let rows = tx
        .all::<PlaceRow>(
            "select p.id, p.city_id, p.names, p.category, p.lat_e6, p.lon_e6, p.neighbourhood_id,
               p.source_id, s.name source_name, s.url source_url, s.attribution source_attribution
             from place p join source s on s.id = p.source_id
             where p.city_id = $1 and p.lat_e6 between $2 and $3 and p.lon_e6 between $4 and $5
               and ($6 = '' or p.category = $6)
             order by p.id limit $7",
            args![
                city,
                spot.lat_e6 - down_e6,
                spot.lat_e6 + down_e6,
                spot.lon_e6 - across_e6,
                spot.lon_e6 + across_e6,
                category.map_or("", Category::name),
                AROUND_ROWS_MAX,
            ],
        )
        .await?;
    let mut places: Vec<(Place, f64)> = rows
        .into_iter()
        .map(|row| {
            let place = Place::from(row);
            let away = place.spot.metres_to(spot);
            (place, away)
        })
        .filter(|(_, away)| *away <= metres)
        .collect();
    places.sort_by(|a, b| a.1.total_cmp(&b.1));
    places.truncate(NEAREST_MAX);
    Ok(places)
}
