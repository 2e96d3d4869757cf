//! Cities and their neighbourhoods, for programs.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::hero::FRONT;
use crate::accounts::Reader;
use crate::app::App;
use crate::cities::{Character, Cities, City, CityPeople, CityState, InCity, Outline, Spot};
use crate::covers::{self, Shape};
use crate::error::Result;
use crate::ids::{CityId, CommunityId};
use crate::text::{Lang, Names};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_cities))
        .routes(routes!(get_city))
        .routes(routes!(list_neighbourhoods))
}

/// A city.
#[derive(Serialize, ToSchema)]
struct CityJson {
    #[schema(value_type = String)]
    id: CityId,
    slug: String,
    /// By language.
    names: Names,
    taglines: Names,
    /// What a neighbourhood is called here.
    district_names: Names,
    state: CityState,
    /// What leads here.
    character: Character,
    /// IANA.
    time_zone: String,
    /// ISO 4217.
    currency: String,
    locale: Lang,
    center: Position,
    bounds: BoundsJson,
    /// Up to here a price counts as cheap.
    cheap_up_to_minor: i64,
    members: usize,
    /// How many people ask for a city that is not open yet.
    petition_signatures: usize,
    /// Whether you belong to it; absent when you are not signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    joined: Option<bool>,
    /// Whether you ask for it; absent when you are not signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    petition_signed: Option<bool>,
    communities: Vec<CommunityJson>,
    /// A drawn picture: a path on this server.
    cover: String,
}

/// A spot in degrees (WGS 84).
#[derive(Serialize, ToSchema)]
struct Position {
    lat: f64,
    lon: f64,
}

/// A box in degrees (WGS 84).
#[derive(Serialize, ToSchema)]
struct BoundsJson {
    south: f64,
    west: f64,
    north: f64,
    east: f64,
}

/// A community that the city shows.
#[derive(Serialize, ToSchema)]
struct CommunityJson {
    #[schema(value_type = String)]
    id: CommunityId,
    slug: String,
    names: Names,
    descriptions: Names,
}

/// Every city
///
/// In the order of their creation, those that are not open yet among them.
#[utoipa::path(get, path = "/cities", tag = "cities",
    security((), ("bearer" = [])),
    responses((status = 200, body = [CityJson])))]
async fn list_cities(State(app): State<App>, reader: Reader) -> Result<Json<Vec<CityJson>>> {
    let cities = app.view::<Cities>()?.all();
    cities
        .iter()
        .map(|city| city_json(&app, &reader, city))
        .collect::<Result<_>>()
        .map(Json)
}

/// One city
#[utoipa::path(get, path = "/cities/{city}", tag = "cities",
    params(("city" = String, Path, description = "The city's slug")),
    security((), ("bearer" = [])),
    responses((status = 200, body = CityJson)))]
async fn get_city(
    State(app): State<App>,
    reader: Reader,
    InCity(city): InCity,
) -> Result<Json<CityJson>> {
    city_json(&app, &reader, &city).map(Json)
}

/// A city's neighbourhoods
///
/// A GeoJSON FeatureCollection (RFC 7946). Each feature's `id` is the neighbourhood's; its
/// properties are `key`, `kind`, `names`, `district_names` and `cover`.
#[utoipa::path(get, path = "/cities/{city}/neighbourhoods", tag = "cities",
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = Value, content_type = "application/geo+json")))]
async fn list_neighbourhoods(InCity(city): InCity) -> Response {
    let features: Vec<Value> = city
        .neighbourhoods
        .iter()
        .map(|neighbourhood| {
            json!({
                "type": "Feature",
                "id": neighbourhood.id,
                "properties": {
                    "key": neighbourhood.key,
                    "kind": neighbourhood.kind,
                    "names": neighbourhood.names,
                    "district_names": neighbourhood.district_names,
                    "cover": covers::cover_url(&city, Some(neighbourhood.id), 0, Shape::Card),
                },
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": coordinates(&neighbourhood.outline),
                },
            })
        })
        .collect();
    let collection = json!({ "type": "FeatureCollection", "features": features });
    let kind = [(header::CONTENT_TYPE, "application/geo+json")];
    (kind, collection.to_string()).into_response()
}

fn coordinates(outline: &Outline) -> Vec<Vec<Vec<[f64; 2]>>> {
    let ring = |ring: &Vec<Spot>| ring.iter().map(|spot| [spot.lon(), spot.lat()]).collect();
    outline
        .polygons
        .iter()
        .map(|rings| rings.iter().map(ring).collect())
        .collect()
}

fn city_json(app: &App, Reader(reader): &Reader, city: &City) -> Result<CityJson> {
    let people = app.view::<CityPeople>()?;
    let reader = reader.as_ref();
    Ok(CityJson {
        id: city.id,
        slug: city.slug.clone(),
        names: city.names.clone(),
        taglines: city.taglines.clone(),
        district_names: city.district_names.clone(),
        state: city.state,
        character: city.character,
        time_zone: city.zone_name.clone(),
        currency: city.currency.code().to_owned(),
        locale: city.locale,
        center: Position {
            lat: city.center.lat(),
            lon: city.center.lon(),
        },
        bounds: BoundsJson {
            south: city.south_west.lat(),
            west: city.south_west.lon(),
            north: city.north_east.lat(),
            east: city.north_east.lon(),
        },
        cheap_up_to_minor: city.cheap_up_to_minor,
        members: people.members.count(city.id),
        petition_signatures: people.signatures.count(city.id),
        joined: reader.map(|reader| people.members.has(city.id, reader.id)),
        petition_signed: reader.map(|reader| people.signatures.has(city.id, reader.id)),
        communities: city
            .communities
            .iter()
            .map(|community| CommunityJson {
                id: community.id,
                slug: community.slug.clone(),
                names: community.names.clone(),
                descriptions: community.descriptions.clone(),
            })
            .collect(),
        cover: covers::cover_url(city, None, FRONT, Shape::Wide),
    })
}
