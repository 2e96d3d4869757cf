//! What is around the spot where a photo was taken: only told to who took it, and not kept.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{Timestamp, Zoned};
use serde::Serialize;
use store::Tx;
use utoipa::ToSchema;

use super::Kept;
use crate::app::App;
use crate::cities::{City, SpotJson};
use crate::error::Result;
use crate::events::around::going_on;
use crate::places;
use crate::text::Lang;

const METRES_MAX: f64 = 500.0;
const PLACES_MAX: usize = 5;

/// What one may name as the place of a photo.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Near {
    /// Where the photo was taken, for who turns the exact spot on.
    spot: SpotJson,
    /// The one that holds the spot.
    neighbourhood: Option<NamedJson>,
    /// Within 500 m, the nearest first, at most 5.
    places: Vec<NamedJson>,
    /// What went on there, within two hours of the photo.
    event: Option<TitledJson>,
}

#[derive(Debug, Serialize, ToSchema)]
struct NamedJson {
    id: String,
    name: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct TitledJson {
    id: String,
    title: String,
}

/// None when the file does not say where it was taken, or it was elsewhere.
pub(super) async fn near(app: &App, city: &City, kept: &Kept, lang: Lang) -> Result<Option<Near>> {
    let Some(spot) = kept.place.filter(|spot| city.holds(*spot)) else {
        return Ok(None);
    };
    let neighbourhood = city.neighbourhood_at(spot).map(|it| NamedJson {
        id: it.id.to_string(),
        name: it.names.get(lang).to_owned(),
    });
    let at_ms = taken_at(kept, Some(city)).map(|at| at.timestamp().as_millisecond());
    let (places, event) = app
        .read(async |tx: &mut Tx| {
            let places = places::near(tx, city.id, spot, METRES_MAX, None).await?;
            let event = match at_ms {
                Some(at_ms) => going_on(tx, city.id, spot, at_ms).await?,
                None => None,
            };
            Ok((places, event))
        })
        .await?;
    let places = places.into_iter().take(PLACES_MAX);
    Ok(Some(Near {
        spot: SpotJson::from(spot),
        neighbourhood,
        places: places
            .map(|(place, _)| NamedJson {
                id: place.id.to_string(),
                name: place.names.get(lang).to_owned(),
            })
            .collect(),
        event: event.map(|(event, titles)| TitledJson {
            id: event.to_string(),
            title: titles.get(lang).to_owned(),
        }),
    }))
}

/// When the camera says that it was; without its distance from UTC, its clock showed the city's time.
pub(super) fn taken_at(kept: &Kept, city: Option<&City>) -> Option<Zoned> {
    let taken = kept.taken?;
    match (taken.offset, city) {
        (Some(offset), _) => at(taken.local, offset),
        (None, Some(city)) => taken.local.to_zoned(city.zone.clone()).ok(),
        (None, None) => None,
    }
}

fn at(local: DateTime, offset: Offset) -> Option<Zoned> {
    let at: Timestamp = offset.to_timestamp(local).ok()?;
    Some(at.to_zoned(offset.to_time_zone()))
}
