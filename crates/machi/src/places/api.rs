//! Places, for programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::http::header::LINK;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Category, NEAREST_MAX, Place, Wanted, find, list, near};
use crate::app::App;
use crate::cities::{Cities, City, InCity, Spot};
use crate::error::{Error, Refusal, Result};
use crate::ids::PlaceId;
use crate::text::Names;

const RADIUS_METRES: f64 = 1_500.0;
const RADIUS_METRES_MAX: f64 = 20_000.0;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_places))
        .routes(routes!(get_place))
}

/// A place.
#[derive(Serialize, ToSchema)]
struct PlaceJson {
    #[schema(value_type = String)]
    id: PlaceId,
    /// The city's slug.
    city: String,
    /// By language.
    names: Names,
    category: Category,
    lat: f64,
    lon: f64,
    /// The key of the neighbourhood in which it lies.
    neighbourhood: Option<String>,
    source: PlaceSource,
    /// From the spot that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_metres: Option<i64>,
}

/// Where the place comes from: show it beside the place.
#[derive(Serialize, ToSchema)]
struct PlaceSource {
    name: String,
    /// Empty when the source has no page.
    url: String,
    attribution: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// `park`, `museum`, `theatre` …
    category: Option<String>,
    /// The key of a neighbourhood.
    neighbourhood: Option<String>,
    /// `latitude,longitude` in degrees: the nearest first, at most 100, without further pages.
    near: Option<String>,
    /// With `near`: how far, in metres; 1,500 unless told, at most 20,000.
    metres: Option<f64>,
    /// From the `Link` of the page before.
    #[param(value_type = Option<String>)]
    after: Option<PlaceId>,
}

/// A city's places
#[utoipa::path(get, path = "/cities/{city}/places", tag = "places",
    params(("city" = String, Path, description = "The city's slug"), Asked),
    responses((status = 200, body = [PlaceJson],
        headers(("Link" = String, description = "The next page, with `rel=\"next\"`, while there is one")))))]
async fn list_places(
    State(app): State<App>,
    InCity(city): InCity,
    Query(asked): Query<Asked>,
) -> Result<(HeaderMap, Json<Vec<PlaceJson>>)> {
    let wanted = wanted(&city, &asked)?;
    let mut headers = HeaderMap::new();
    if let Some(at) = &asked.near {
        let spot = spot(at).ok_or_else(|| Refusal::new("error-malformed").on("near"))?;
        let metres = asked
            .metres
            .unwrap_or(RADIUS_METRES)
            .clamp(1.0, RADIUS_METRES_MAX);
        let mut places = app
            .read(async |tx: &mut Tx| near(tx, city.id, spot, metres, wanted.category).await)
            .await?;
        places.retain(|(place, _)| {
            wanted.neighbourhood.is_none() || place.neighbourhood == wanted.neighbourhood
        });
        debug_assert!(places.len() <= NEAREST_MAX);
        let places = places
            .into_iter()
            .map(|(place, away)| place_json(&city, place, Some(away)));
        return Ok((headers, Json(places.collect())));
    }
    let (places, more) = app
        .read(async |tx: &mut Tx| list(tx, city.id, wanted).await)
        .await?;
    if let Some(last) = places.last().filter(|_| more) {
        let next = next_page(&city, &asked, last.id);
        headers.insert(LINK, next.parse().map_err(anyhow::Error::from)?);
    }
    let places = places
        .into_iter()
        .map(|place| place_json(&city, place, None));
    Ok((headers, Json(places.collect())))
}

/// One place
#[utoipa::path(get, path = "/places/{place}", tag = "places",
    params(("place" = String, Path, description = "The place's id")),
    responses((status = 200, body = PlaceJson)))]
async fn get_place(State(app): State<App>, Path(id): Path<PlaceId>) -> Result<Json<PlaceJson>> {
    let place = app.read(async |tx: &mut Tx| find(tx, id).await).await?;
    let city = app.view::<Cities>()?.by_id(place.city);
    let city = city.ok_or(Error::NotFound)?;
    Ok(Json(place_json(&city, place, None)))
}

fn wanted(city: &City, asked: &Asked) -> Result<Wanted> {
    let category = match &asked.category {
        None => None,
        Some(name) => {
            let known = Category::parse(name);
            Some(known.ok_or_else(|| Refusal::new("error-malformed").on("category"))?)
        }
    };
    let neighbourhood = match &asked.neighbourhood {
        None => None,
        Some(key) => {
            let known = city.neighbourhoods.iter().find(|known| known.key == *key);
            let known = known.ok_or_else(|| Refusal::new("error-malformed").on("neighbourhood"))?;
            Some(known.id)
        }
    };
    Ok(Wanted {
        category,
        neighbourhood,
        after: asked.after,
    })
}

fn spot(text: &str) -> Option<Spot> {
    let (lat, lon) = text.split_once(',')?;
    Spot::from_degrees(lat.trim().parse().ok()?, lon.trim().parse().ok()?)
}

fn next_page(city: &City, asked: &Asked, last: PlaceId) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [
        ("category", &asked.category),
        ("neighbourhood", &asked.neighbourhood),
    ] {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    query.append_pair("after", &last.to_string());
    let query = query.finish();
    format!(
        "</api/v1/cities/{}/places?{query}>; rel=\"next\"",
        city.slug
    )
}

fn place_json(city: &City, place: Place, away: Option<f64>) -> PlaceJson {
    let neighbourhood = place.neighbourhood.and_then(|id| city.neighbourhood(id));
    PlaceJson {
        id: place.id,
        city: city.slug.clone(),
        names: place.names,
        category: place.category,
        lat: place.spot.lat(),
        lon: place.spot.lon(),
        neighbourhood: neighbourhood.map(|known| known.key.clone()),
        source: PlaceSource {
            name: place.source.name,
            url: place.source.url,
            attribution: place.source.attribution,
        },
        distance_metres: away.map(|away| away.round() as i64),
    }
}
