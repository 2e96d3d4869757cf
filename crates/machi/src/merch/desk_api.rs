//! Merch for operators' programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::address::Address;
use super::api::{ItemJson, ListedJson};
use super::at::AtItem;
use super::claims_page::take;
use super::grant::{Prize, by_hand};
use super::hand_out::Step;
use super::item::find;
use super::list;
use super::own::{PAGE_CLAIMS, waiting};
use super::photos_page::put;
use super::save::{ItemInput, save};
use super::stock::restock;
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::{Refusal, Result};
use crate::events::rfc3339;
use crate::frame::paging;
use crate::ids::{MerchClaimId, MerchGrantId, MerchItemId, MerchSizeId, PhotoId};
use crate::photos::{self, Chosen};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(desk_items, post_item))
        .routes(routes!(desk_item, put_item))
        .routes(routes!(put_photos))
        .routes(routes!(post_stock))
        .routes(routes!(post_prize))
        .routes(routes!(desk_claims))
        .routes(routes!(post_step))
}

/// All items of a city
///
/// For its operators, drafts and closed ones too: the newest first, 200 at most.
#[utoipa::path(get, path = "/cities/{city}/merch/items", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = Vec<ListedJson>)))]
async fn desk_items(State(app): State<App>, by: CityOperator) -> Result<Json<Vec<ListedJson>>> {
    let items = app
        .read(async |tx: &mut Tx| list::items(tx, by.city.id, None).await)
        .await?;
    Ok(Json(items.into_iter().map(Into::into).collect()))
}

/// What was made.
#[derive(Serialize, ToSchema)]
struct MadeItem {
    #[schema(value_type = String)]
    id: MerchItemId,
}

/// Make an item of merch
///
/// For operators of the city.
#[utoipa::path(post, path = "/cities/{city}/merch/items", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    request_body = ItemInput,
    responses((status = 201, body = MadeItem)))]
async fn post_item(
    State(app): State<App>,
    by: CityOperator,
    Json(input): Json<ItemInput>,
) -> Result<(StatusCode, Json<MadeItem>)> {
    let id = app
        .write(async |tx: &mut Tx| save(tx, &by, None, &input).await)
        .await?;
    Ok((StatusCode::CREATED, Json(MadeItem { id })))
}

/// An item, whatever its state
#[utoipa::path(get, path = "/cities/{city}/merch/items/{item}", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("item" = String, Path, description = "Its id")),
    responses((status = 200, body = ItemJson)))]
async fn desk_item(State(app): State<App>, at: AtItem) -> Result<Json<ItemJson>> {
    let (item, photos) = app
        .read(async |tx: &mut Tx| {
            let item = find(tx, at.item).await?;
            Ok((item, photos::of_merch(tx, at.item).await?))
        })
        .await?;
    Ok(Json(ItemJson::new(item, &photos)))
}

/// Change an item
///
/// A size that is not named goes, unless some of it are there or were claimed.
#[utoipa::path(put, path = "/cities/{city}/merch/items/{item}", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("item" = String, Path, description = "Its id")),
    request_body = ItemInput,
    responses((status = 204)))]
async fn put_item(
    State(app): State<App>,
    at: AtItem,
    Json(input): Json<ItemInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| save(tx, &at.by, Some(at.item), &input).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A photo that the item is to show.
#[derive(Deserialize, ToSchema)]
struct ItemPhoto {
    /// Uploaded before by who asks, or shown by the item already.
    #[schema(value_type = String)]
    id: PhotoId,
    /// What is to be seen, for who cannot see it; 500 characters at most.
    #[serde(default)]
    alt: String,
}

/// Choose the photos of an item
///
/// Four at most, in this order. One that is not among them is removed after a day.
#[utoipa::path(put, path = "/cities/{city}/merch/items/{item}/photos", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("item" = String, Path, description = "Its id")),
    request_body = Vec<ItemPhoto>,
    responses((status = 204)))]
async fn put_photos(
    State(app): State<App>,
    at: AtItem,
    Json(body): Json<Vec<ItemPhoto>>,
) -> Result<StatusCode> {
    let chosen = body.into_iter().map(|photo| Chosen {
        photo: photo.id,
        alt: photo.alt,
    });
    let chosen: Vec<Chosen> = chosen.collect();
    app.write(async |tx: &mut Tx| put(tx, &at, &chosen).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was delivered.
#[derive(Deserialize, ToSchema)]
struct Delivery {
    #[schema(value_type = String)]
    size: MerchSizeId,
    /// Below zero for what is not there after all.
    pieces: i64,
    /// Made up by who asks, 64 characters at most: a repeat with the same key is the same delivery.
    key: String,
}

/// Put a delivery onto the shelf
#[utoipa::path(post, path = "/cities/{city}/merch/items/{item}/stock", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("item" = String, Path, description = "Its id")),
    request_body = Delivery,
    responses((status = 204)))]
async fn post_stock(
    State(app): State<App>,
    at: AtItem,
    Json(body): Json<Delivery>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| restock(tx, &at.by, body.size, body.pieces, &body.key).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The right that was given.
#[derive(Serialize, ToSchema)]
struct GivenPrize {
    #[schema(value_type = String)]
    id: MerchGrantId,
}

/// Let a member choose a prize
///
/// For operators of the city: one item that is offered as a prize.
#[utoipa::path(post, path = "/cities/{city}/merch/prizes", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    request_body = Prize,
    responses((status = 201, body = GivenPrize)))]
async fn post_prize(
    State(app): State<App>,
    by: CityOperator,
    Json(prize): Json<Prize>,
) -> Result<(StatusCode, Json<GivenPrize>)> {
    let id = app
        .write(async |tx: &mut Tx| by_hand(tx, &by, &prize).await)
        .await?;
    Ok((StatusCode::CREATED, Json(GivenPrize { id })))
}

/// A claim that waits for the desk.
#[derive(Serialize, ToSchema)]
struct WaitingJson {
    #[schema(value_type = String)]
    id: MerchClaimId,
    #[schema(value_type = String)]
    item: MerchItemId,
    size: String,
    handle: String,
    /// `claimed` or `packed`.
    state: String,
    /// Until it is shipped; none for what is picked up.
    address: Option<Address>,
    /// RFC 3339, in UTC.
    claimed_at: String,
}

#[derive(Deserialize)]
struct From {
    after: Option<String>,
}

/// What waits to be sent or picked up
///
/// For operators of the city, with addresses: the oldest first, 30 on a page.
#[utoipa::path(get, path = "/cities/{city}/merch/claims", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("after" = Option<String>, Query, description = "From the `Link` of the page before")),
    responses((status = 200, body = Vec<WaitingJson>)))]
async fn desk_claims(
    State(app): State<App>,
    by: CityOperator,
    Query(from): Query<From>,
) -> Result<Response> {
    let malformed = |_| Refusal::new("error-malformed").on("after");
    let after = from
        .after
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(malformed)?;
    let claims = app
        .read(async |tx: &mut Tx| waiting(tx, by.city.id, after, PAGE_CLAIMS).await)
        .await?;
    let full = i64::try_from(claims.len()).is_ok_and(|count| count == PAGE_CLAIMS);
    let last = claims.last().filter(|_| full).map(|last| last.id);
    let slug = &by.city.slug;
    let next = last.map(|last| format!("/api/v1/cities/{slug}/merch/claims?after={last}"));
    let mut json = Vec::new();
    for claim in claims {
        json.push(WaitingJson {
            address: claim.address(app.key())?,
            claimed_at: rfc3339(claim.claimed_at_ms, &TimeZone::UTC),
            id: claim.id,
            item: claim.item_id,
            size: claim.size,
            handle: claim.handle,
            state: claim.state,
        });
    }
    Ok(paging::json(json, next.as_deref()))
}

/// What is done with a claim.
#[derive(Deserialize, ToSchema)]
struct StepJson {
    step: Step,
    /// Of what is shipped.
    #[serde(default)]
    tracking: String,
    /// Of what is cancelled; the member reads it.
    #[serde(default)]
    reason: String,
}

/// Pack, ship, hand over or cancel a claim
///
/// What is shipped, handed over or cancelled has no address any more. What is cancelled gives points,
/// prize and piece back.
#[utoipa::path(post, path = "/cities/{city}/merch/claims/{claim}", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("claim" = String, Path, description = "Its id")),
    request_body = StepJson,
    responses((status = 204)))]
async fn post_step(
    State(app): State<App>,
    by: CityOperator,
    Path(path): Path<(String, MerchClaimId)>,
    Json(body): Json<StepJson>,
) -> Result<StatusCode> {
    let wanted = (body.step, body.tracking.as_str(), body.reason.as_str());
    app.write(async |tx: &mut Tx| take(tx, &by, path.1, wanted).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
