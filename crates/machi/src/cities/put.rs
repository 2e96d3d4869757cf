//! Writes a city and its neighbourhoods, new or changed.

use std::collections::HashMap;

use rules::law::Jurisdiction;
use store::{Tx, args};

use super::{Character, CityState, Spot};
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::{CityId, NeighbourhoodId};
use crate::text::money::Currency;
use crate::text::{Lang, Names};

/// A city as somebody describes it. `state` counts when the city is new; later it is changed by
/// [`super::state::set`] alone.
#[derive(Debug, Clone)]
pub struct CityDraft {
    pub slug: String,
    pub names: Names,
    pub taglines: Names,
    pub district_names: Names,
    /// An IANA time zone.
    pub zone_name: String,
    pub currency: Currency,
    /// The country, or the part of one, whose law its draws meet.
    pub jurisdiction: Option<Jurisdiction>,
    pub locale: Lang,
    pub character: Character,
    pub state: CityState,
    pub center: Spot,
    pub south_west: Spot,
    pub north_east: Spot,
    pub cheap_up_to_minor: i64,
    pub palette: [String; 5],
}

/// A neighbourhood as somebody describes it.
#[derive(Debug, Clone)]
pub struct NeighbourhoodDraft {
    /// Stable within the city.
    pub key: String,
    pub kind: String,
    pub names: Names,
    pub district_names: Names,
    /// Coordinates of a GeoJSON MultiPolygon: degrees, longitude first.
    pub polygons: Vec<Vec<Vec<[f64; 2]>>>,
}

/// What writing a row came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    New,
    Changed,
    Same,
}

impl Put {
    /// From whether the row was known before and how many rows the statement touched.
    pub fn of(known: bool, touched: u64) -> Self {
        match (known, touched) {
            (false, _) => Self::New,
            (true, 0) => Self::Same,
            (true, _) => Self::Changed,
        }
    }
}

/// Writes the city, known by its slug. The caller records the change.
pub async fn put(tx: &mut Tx, draft: &CityDraft) -> Result<(CityId, Put)> {
    let known = tx
        .optional::<(CityId,)>("select id from city where slug = $1", args![draft.slug])
        .await?;
    let id = known.map_or_else(|| CityId::from(tx.new_id()), |(id,)| id);
    let touched = tx
        .execute(
            "insert into city (id, slug, names, taglines, district_names, time_zone, currency, locale,
               character, state, center_lat_e6, center_lon_e6, south_e6, west_e6, north_e6, east_e6,
               cheap_up_to_minor, palette, created_at_ms, changed_at_ms, jurisdiction)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19, $20)
             on conflict (slug) do update set names = excluded.names, taglines = excluded.taglines,
               district_names = excluded.district_names, time_zone = excluded.time_zone,
               currency = excluded.currency, locale = excluded.locale, character = excluded.character,
               center_lat_e6 = excluded.center_lat_e6, center_lon_e6 = excluded.center_lon_e6,
               south_e6 = excluded.south_e6, west_e6 = excluded.west_e6,
               north_e6 = excluded.north_e6, east_e6 = excluded.east_e6,
               cheap_up_to_minor = excluded.cheap_up_to_minor, palette = excluded.palette,
               jurisdiction = excluded.jurisdiction, changed_at_ms = excluded.changed_at_ms
             where (city.names, city.taglines, city.district_names, city.time_zone, city.currency,
                    city.locale, city.character, city.center_lat_e6, city.center_lon_e6,
                    city.south_e6, city.west_e6, city.north_e6, city.east_e6,
                    city.cheap_up_to_minor, city.palette, city.jurisdiction)
                <> (excluded.names, excluded.taglines, excluded.district_names, excluded.time_zone,
                    excluded.currency, excluded.locale, excluded.character, excluded.center_lat_e6,
                    excluded.center_lon_e6, excluded.south_e6, excluded.west_e6, excluded.north_e6,
                    excluded.east_e6, excluded.cheap_up_to_minor, excluded.palette,
                    excluded.jurisdiction)",
            args![
                id,
                draft.slug,
                draft.names.to_column(),
                draft.taglines.to_column(),
                draft.district_names.to_column(),
                draft.zone_name,
                draft.currency.code(),
                draft.locale.tag(),
                draft.character.name(),
                draft.state.name(),
                draft.center.lat_e6,
                draft.center.lon_e6,
                draft.south_west.lat_e6,
                draft.south_west.lon_e6,
                draft.north_east.lat_e6,
                draft.north_east.lon_e6,
                draft.cheap_up_to_minor,
                draft.palette.join(" "),
                tx.now_ms(),
                draft.jurisdiction.as_ref().map_or("", Jurisdiction::code),
            ],
        )
        .await?;
    Ok((id, Put::of(known.is_some(), touched)))
}

/// Notes that something of the city changed, in the log and in the row.
pub async fn changed(tx: &mut Tx, city: CityId) -> Result<()> {
    tx.execute(
        "update city set changed_at_ms = $2 where id = $1",
        args![city, tx.now_ms()],
    )
    .await?;
    changes::record(tx, city, Change::CityChanged { city }).await
}

/// Writes the neighbourhoods, known by their keys; answers their ids and what became of each. One
/// that is not named any more stays, since places and events stand in it.
pub async fn put_neighbourhoods(
    tx: &mut Tx,
    city: CityId,
    drafts: &[NeighbourhoodDraft],
) -> Result<(HashMap<String, NeighbourhoodId>, Vec<Put>)> {
    let known = tx
        .all::<(String, NeighbourhoodId)>(
            "select key, id from neighbourhood where city_id = $1",
            args![city],
        )
        .await?;
    let mut ids: HashMap<_, _> = known.into_iter().collect();
    let mut puts = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let known = ids.get(&draft.key).copied();
        let id = known.unwrap_or_else(|| NeighbourhoodId::from(tx.new_id()));
        let outline = serde_json::to_string(&draft.polygons).map_err(anyhow::Error::from)?;
        let touched = tx
            .execute(
                "insert into neighbourhood (id, city_id, key, kind, names, district_names, outline)
                 values ($1, $2, $3, $4, $5, $6, $7)
                 on conflict (city_id, key) do update set kind = excluded.kind,
                   names = excluded.names, district_names = excluded.district_names,
                   outline = excluded.outline
                 where (neighbourhood.kind, neighbourhood.names, neighbourhood.district_names, neighbourhood.outline)
                    <> (excluded.kind, excluded.names, excluded.district_names, excluded.outline)",
                args![
                    id,
                    city,
                    draft.key,
                    draft.kind,
                    draft.names.to_column(),
                    draft.district_names.to_column(),
                    outline,
                ],
            )
            .await?;
        ids.insert(draft.key.clone(), id);
        puts.push(Put::of(known.is_some(), touched));
    }
    Ok((ids, puts))
}
