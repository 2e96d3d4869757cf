//! The cities in memory, with their neighbourhoods and communities.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arc_swap::ArcSwap;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use jiff::tz::TimeZone;
use store::{Tx, args};

use super::{Character, City, CityState, Community, Neighbourhood, Outline, Spot};
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::frame::CityLink;
use crate::ids::{CityId, CommunityId, NeighbourhoodId};
use crate::text::Names;
use crate::text::money::Currency;
use crate::views::View;

/// Every city of the installation. There are few of them and they seldom change, so a change
/// reads them all again.
#[derive(Default)]
pub struct Cities(ArcSwap<Known>);

#[derive(Default)]
struct Known {
    cities: Vec<Arc<City>>,
    links: Arc<Vec<CityLink>>,
}

impl Cities {
    /// In the order of their creation.
    pub fn all(&self) -> Vec<Arc<City>> {
        self.0.load().cities.clone()
    }

    pub fn by_slug(&self, slug: &str) -> Option<Arc<City>> {
        self.0
            .load()
            .cities
            .iter()
            .find(|city| city.slug == slug)
            .cloned()
    }

    pub fn by_id(&self, id: CityId) -> Option<Arc<City>> {
        self.0
            .load()
            .cities
            .iter()
            .find(|city| city.id == id)
            .cloned()
    }

    /// Open cities first, then those that take petitions, then archived ones.
    pub fn links(&self) -> Arc<Vec<CityLink>> {
        self.0.load().links.clone()
    }
}

impl View for Cities {
    fn rebuild<'a>(&'a self, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        async move {
            let cities = read_all(tx).await?;
            let mut links: Vec<_> = cities.iter().collect();
            links.sort_by_key(|city| match city.state {
                CityState::Open => 0,
                CityState::Petition => 1,
                CityState::Archived => 2,
            });
            let links = links
                .iter()
                .map(|city| CityLink {
                    id: city.id,
                    slug: city.slug.clone(),
                    names: city.names.clone(),
                    archived: city.state == CityState::Archived,
                })
                .collect();
            self.0.store(Arc::new(Known {
                cities,
                links: Arc::new(links),
            }));
            Ok(())
        }
        .boxed()
    }

    fn refresh<'a>(&'a self, tx: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async move {
            if changes
                .iter()
                .any(|logged| matches!(logged.change, Change::CityChanged { .. }))
            {
                self.rebuild(tx).await?;
            }
            Ok(())
        }
        .boxed()
    }

    fn content(&self) -> BTreeMap<String, String> {
        let cities = self.all();
        let words = |city: &Arc<City>| (city.slug.clone(), format!("{city:?}"));
        cities.iter().map(words).collect()
    }
}

store::row! {
    struct CityRow {
        id: CityId,
        slug: String,
        names: Names,
        taglines: Names,
        district_names: Names,
        time_zone: String,
        currency: String,
        locale: String,
        character: String,
        state: String,
        center_lat_e6: i64,
        center_lon_e6: i64,
        south_e6: i64,
        west_e6: i64,
        north_e6: i64,
        east_e6: i64,
        cheap_up_to_minor: i64,
        palette: String,
        changed_at_ms: i64,
    }
}

store::row! {
    struct NeighbourhoodRow {
        id: NeighbourhoodId,
        city_id: CityId,
        key: String,
        kind: String,
        names: Names,
        district_names: Names,
        outline: String,
    }
}

store::row! {
    struct CommunityRow {
        city_id: CityId,
        id: CommunityId,
        slug: String,
        names: Names,
        descriptions: Names,
        keywords: String,
    }
}

async fn read_all(tx: &mut Tx) -> Result<Vec<Arc<City>>> {
    let mut neighbourhoods = neighbourhoods(tx).await?;
    let mut communities = communities(tx).await?;
    let rows = tx
        .all::<CityRow>("select * from city order by id", args![])
        .await?;
    rows.into_iter()
        .map(|row| {
            let id = row.id;
            let mut city = city(row)?;
            city.neighbourhoods = neighbourhoods.remove(&id).unwrap_or_default();
            city.communities = communities.remove(&id).unwrap_or_default();
            Ok(Arc::new(city))
        })
        .collect()
}

async fn neighbourhoods(tx: &mut Tx) -> Result<HashMap<CityId, Vec<Arc<Neighbourhood>>>> {
    let rows = tx
        .all::<NeighbourhoodRow>("select * from neighbourhood order by key", args![])
        .await?;
    let mut by_city: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        let outline = outline(&row.outline)?;
        by_city
            .entry(row.city_id)
            .or_default()
            .push(Arc::new(Neighbourhood {
                id: row.id,
                key: row.key,
                kind: row.kind,
                names: row.names,
                district_names: row.district_names,
                outline,
            }));
    }
    Ok(by_city)
}

async fn communities(tx: &mut Tx) -> Result<HashMap<CityId, Vec<Arc<Community>>>> {
    let rows = tx
        .all::<CommunityRow>(
            "select cc.city_id, c.id, c.slug, c.names, c.descriptions, cc.keywords
             from city_community cc join community c on c.id = cc.community_id
             order by cc.city_id, cc.position",
            args![],
        )
        .await?;
    let mut by_city: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        by_city
            .entry(row.city_id)
            .or_default()
            .push(Arc::new(Community {
                id: row.id,
                slug: row.slug,
                names: row.names,
                descriptions: row.descriptions,
                keywords: row.keywords.lines().map(str::to_owned).collect(),
            }));
    }
    Ok(by_city)
}

/// The column holds the coordinates of a GeoJSON MultiPolygon.
fn outline(text: &str) -> Result<Outline> {
    let polygons: Vec<Vec<Vec<[f64; 2]>>> =
        serde_json::from_str(text).map_err(anyhow::Error::from)?;
    Ok(Outline::from_degrees(&polygons))
}

fn city(row: CityRow) -> Result<City> {
    let broken = |what: &str| anyhow::anyhow!("city {} has no valid {what}", row.slug);
    let mut colours = row.palette.split(' ').map(str::to_owned);
    Ok(City {
        zone: TimeZone::get(&row.time_zone).map_err(anyhow::Error::from)?,
        currency: Currency::new(&row.currency).ok_or_else(|| broken("currency"))?,
        locale: row.locale.parse().map_err(|_| broken("locale"))?,
        character: Character::parse(&row.character).ok_or_else(|| broken("character"))?,
        state: CityState::parse(&row.state).ok_or_else(|| broken("state"))?,
        palette: std::array::from_fn(|_| colours.next().unwrap_or_else(|| "#808080".into())),
        id: row.id,
        slug: row.slug,
        names: row.names,
        taglines: row.taglines,
        district_names: row.district_names,
        zone_name: row.time_zone,
        center: Spot {
            lat_e6: row.center_lat_e6,
            lon_e6: row.center_lon_e6,
        },
        south_west: Spot {
            lat_e6: row.south_e6,
            lon_e6: row.west_e6,
        },
        north_east: Spot {
            lat_e6: row.north_e6,
            lon_e6: row.east_e6,
        },
        cheap_up_to_minor: row.cheap_up_to_minor,
        changed_at_ms: row.changed_at_ms,
        neighbourhoods: Vec::new(),
        communities: Vec::new(),
    })
}
