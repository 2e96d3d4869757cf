//! Draws for programs. Their documents stand beside their pages: `/draws/{id}/proof.json`.

use axum::Json;
use axum::extract::{Path, Query, State as AppState};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::draw::{self, Draw, State};
use super::life::draw_with;
use super::mine;
use super::page::DrawOperator;
use crate::accounts::Member;
use crate::app::App;
use crate::at::Before;
use crate::cities::{Cities, City, InCity};
use crate::error::{Error, Result};
use crate::events::rfc3339;
use crate::frame::paging;
use crate::ids::DrawId;

/// Draws of one answer.
const PAGE: i64 = 50;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_of_city))
        .routes(routes!(get_draw))
        .routes(routes!(get_mine))
        .routes(routes!(post_beacon))
}

/// A selection by chance.
#[derive(Serialize, ToSchema)]
struct DrawJson {
    #[schema(value_type = String)]
    id: DrawId,
    city: String,
    /// What it decides.
    #[schema(example = "rsvp")]
    kind: String,
    title: String,
    state: State,
    /// RFC 3339, in the city's zone.
    opens_at: String,
    closes_at: String,
    prizes: i64,
    alternates: i64,
    /// The id that its commitment names: its number, and the hash of what was announced.
    draw_id: String,
    /// Of the chain of beacons that decides.
    chain_hash: String,
    /// Entrants; 0 while it is not closed.
    count: i64,
    /// The round that decides, when it is closed.
    round: Option<u64>,
    round_at: Option<String>,
    /// Address of the list and the commitment, when it is closed.
    commitment: Option<String>,
    /// Address of the whole proof, when it is drawn.
    proof: Option<String>,
}

fn json(app: &App, draw: Draw, city: &City) -> DrawJson {
    let at = |at_ms| rfc3339(at_ms, &city.zone);
    let address = |name: &str| {
        format!(
            "{}/draws/{}/{name}.json",
            app.settings().public_url,
            draw.id
        )
    };
    DrawJson {
        id: draw.id,
        city: city.slug.clone(),
        opens_at: at(draw.opens_at_ms),
        closes_at: at(draw.closes_at_ms),
        prizes: draw.prizes,
        alternates: draw.alternates,
        chain_hash: hex::encode(draw.announcement.chain_hash),
        count: draw.count,
        round: draw.closed.as_ref().map(|closed| closed.round),
        round_at: draw.closed.as_ref().map(|closed| at(closed.round_at_ms)),
        commitment: draw.state.is_closed().then(|| address("commitment")),
        proof: draw.state.is_drawn().then(|| address("proof")),
        state: draw.state,
        title: draw.announcement.title,
        kind: draw.kind,
        draw_id: draw.public_id,
    }
}

/// Draws of a city
///
/// The newest first; the `Link` header leads to those before.
#[utoipa::path(get, path = "/cities/{city}/draws", tag = "draws", security(()),
    params(("city" = String, Path, description = "The city's slug"), Before),
    responses((status = 200, body = Vec<DrawJson>)))]
async fn get_of_city(
    AppState(app): AppState<App>,
    InCity(city): InCity,
    Query(before): Query<Before>,
) -> Result<Response> {
    let before = before.place::<DrawId>()?;
    let found = app
        .read(async |tx: &mut Tx| draw::of_city(tx, city.id, before, PAGE).await)
        .await?;
    let last = found.last().filter(|_| found.len() as i64 == PAGE);
    let next = last.map(|last| format!("/api/v1/cities/{}/draws?before={}", city.slug, last.id));
    let draws: Vec<_> = found
        .into_iter()
        .map(|draw| json(&app, draw, &city))
        .collect();
    Ok(paging::json(draws, next.as_deref()))
}

/// A draw
#[utoipa::path(get, path = "/draws/{draw}", tag = "draws", security(()),
    params(("draw" = String, Path, description = "The draw's id")),
    responses((status = 200, body = DrawJson)))]
async fn get_draw(AppState(app): AppState<App>, Path(id): Path<DrawId>) -> Result<Json<DrawJson>> {
    let draw = app
        .read(async |tx: &mut Tx| draw::by_id(tx, id).await)
        .await?;
    let city = app
        .view::<Cities>()?
        .by_id(draw.city)
        .ok_or(Error::NotFound)?;
    Ok(Json(json(&app, draw, &city)))
}

/// One's own entry in a draw.
#[derive(Serialize, ToSchema)]
struct MineJson {
    draw: DrawJson,
    /// The name in the published list: 32 hexadecimal digits.
    pseudonym: String,
    /// The secret by which one finds one's line.
    salt: String,
    /// None when it was taken back or left out.
    weight: Option<i64>,
    /// The line of the published list, from 1.
    line: Option<i64>,
    /// In the order of the draw, from 1.
    place: Option<i64>,
    /// The signed receipt (`machi-draw-receipt-v1`), as it is to be kept.
    receipt: Option<String>,
}

/// Your entries in draws
///
/// The newest 100.
#[utoipa::path(get, path = "/me/draws", tag = "draws", security(("bearer" = [])),
    responses((status = 200, body = Vec<MineJson>)))]
async fn get_mine(AppState(app): AppState<App>, by: Member) -> Result<Json<Vec<MineJson>>> {
    let cities = app.view::<Cities>()?;
    let one = |(draw, own): (Draw, mine::Own)| -> Result<MineJson> {
        let city = cities.by_id(draw.city).ok_or(Error::NotFound)?;
        Ok(MineJson {
            draw: json(&app, draw, &city),
            pseudonym: own.pseudonym,
            salt: own.salt,
            weight: own.weight,
            line: own.line,
            place: own.place,
            receipt: Some(own.receipt).filter(|text| !text.is_empty()),
        })
    };
    let found = mine::all(&app, by.id).await?;
    Ok(Json(found.into_iter().map(one).collect::<Result<_>>()?))
}

/// A beacon that was brought by hand.
#[derive(Deserialize, ToSchema)]
struct BeaconJson {
    /// As drand's HTTP API answers: `{"round": …, "randomness": "…", "signature": "…"}`.
    beacon: String,
}

/// Draw with a beacon brought by hand
///
/// For operators, where the server reaches no drand endpoint. It is verified as any other.
#[utoipa::path(post, path = "/draws/{draw}/beacon", tag = "draws", security(("bearer" = [])),
    params(("draw" = String, Path, description = "The draw's id")),
    request_body = BeaconJson,
    responses((status = 204)))]
async fn post_beacon(
    AppState(app): AppState<App>,
    _: DrawOperator,
    Path(id): Path<DrawId>,
    Json(body): Json<BeaconJson>,
) -> Result<StatusCode> {
    draw_with(&app, id, &body.beacon).await?;
    Ok(StatusCode::NO_CONTENT)
}
