//! Writes places of a source, new or changed.

use std::collections::HashMap;

use store::{Tx, args};

use super::Category;
use crate::cities::Spot;
use crate::cities::put::Put;
use crate::error::Result;
use crate::ids::{CityId, NeighbourhoodId, PlaceId, SourceId};
use crate::text::Names;

/// A place as a source describes it.
#[derive(Debug, Clone)]
pub struct PlaceDraft {
    /// Stable within the source.
    pub source_key: String,
    pub names: Names,
    pub category: Category,
    pub spot: Spot,
    pub neighbourhood: Option<NeighbourhoodId>,
}

/// Writes the places, known by their keys; answers what became of each. The caller records the
/// change: one for all of them. A place that is not named any more stays, since events stand there.
pub async fn put(
    tx: &mut Tx,
    city: CityId,
    source: SourceId,
    drafts: &[PlaceDraft],
) -> Result<Vec<(PlaceId, Put)>> {
    let known = tx
        .all::<(String, PlaceId)>(
            "select source_key, id from place where source_id = $1",
            args![source],
        )
        .await?;
    let mut ids: HashMap<_, _> = known.into_iter().collect();
    let mut puts = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let known = ids.get(&draft.source_key).copied();
        let id = known.unwrap_or_else(|| PlaceId::from(tx.new_id()));
        let touched = put_one(tx, (city, source, id), draft).await?;
        ids.insert(draft.source_key.clone(), id);
        puts.push((id, Put::of(known.is_some(), touched)));
    }
    Ok(puts)
}

async fn put_one(
    tx: &mut Tx,
    (city, source, id): (CityId, SourceId, PlaceId),
    draft: &PlaceDraft,
) -> Result<u64> {
    Ok(tx
        .execute(
            "insert into place (id, city_id, source_id, source_key, names, category, lat_e6, lon_e6,
               neighbourhood_id, changed_at_ms)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict (source_id, source_key) do update set names = excluded.names,
               category = excluded.category, lat_e6 = excluded.lat_e6, lon_e6 = excluded.lon_e6,
               neighbourhood_id = excluded.neighbourhood_id, changed_at_ms = excluded.changed_at_ms
             where (place.names, place.category, place.lat_e6, place.lon_e6, coalesce(place.neighbourhood_id, 0))
                <> (excluded.names, excluded.category, excluded.lat_e6, excluded.lon_e6, coalesce(excluded.neighbourhood_id, 0))",
            args![
                id,
                city,
                source,
                draft.source_key,
                draft.names.to_column(),
                draft.category.name(),
                draft.spot.lat_e6,
                draft.spot.lon_e6,
                draft.neighbourhood,
                tx.now_ms(),
            ],
        )
        .await?)
}
