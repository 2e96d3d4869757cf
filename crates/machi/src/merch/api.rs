//! Merch for members' programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::Serialize;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::cancel::cancel_own;
use super::claim::{Claiming, claim};
use super::grant;
use super::item::{Item, ItemState, Size, shown};
use super::list::{self, Listed};
use super::own::{Claimed, PAGE_CLAIMS, of_member};
use crate::accounts::Member;
use crate::app::App;
use crate::at::Before;
use crate::cities::{Cities, InCity};
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::paging;
use crate::ids::{MerchClaimId, MerchGrantId, MerchItemId};
use crate::photos::{self, PhotoJson};
use crate::text::Names;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_items))
        .routes(routes!(get_item))
        .routes(routes!(post_claim))
        .routes(routes!(my_claims))
        .routes(routes!(delete_claim))
        .routes(routes!(my_prizes))
}

/// An item in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct ListedJson {
    #[schema(value_type = String)]
    id: MerchItemId,
    names: Names,
    state: ItemState,
    /// None: not for points.
    price_points: Option<i64>,
    as_prize: bool,
    /// Whether an address is needed; else it is picked up.
    ships: bool,
    /// Of all sizes.
    left: i64,
}

impl From<Listed> for ListedJson {
    fn from(item: Listed) -> Self {
        Self {
            id: item.id,
            names: item.names,
            state: item.state,
            price_points: item.price_points,
            as_prize: item.as_prize,
            ships: item.ships,
            left: item.left,
        }
    }
}

/// What a city has for its members
///
/// The newest first, 200 at most.
#[utoipa::path(get, path = "/cities/{city}/merch", tag = "merch",
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = Vec<ListedJson>)))]
async fn get_items(State(app): State<App>, InCity(city): InCity) -> Result<Json<Vec<ListedJson>>> {
    let open = Some(ItemState::Open);
    let items = app
        .read(async |tx: &mut Tx| list::items(tx, city.id, open).await)
        .await?;
    Ok(Json(items.into_iter().map(Into::into).collect()))
}

/// An item with its sizes.
#[derive(Serialize, ToSchema)]
pub(super) struct ItemJson {
    #[schema(value_type = String)]
    id: MerchItemId,
    names: Names,
    descriptions: Names,
    state: ItemState,
    /// None: not for points.
    price_points: Option<i64>,
    as_prize: bool,
    /// Where it is handed out; empty for what is shipped.
    pick_up: String,
    per_member: i64,
    sizes: Vec<Size>,
    photos: Vec<PhotoJson>,
}

impl ItemJson {
    pub(super) fn new(item: Item, photos: &[photos::Photo]) -> Self {
        Self {
            id: item.id,
            names: item.names,
            descriptions: item.descriptions,
            state: item.state,
            price_points: item.price_points,
            as_prize: item.as_prize,
            pick_up: item.pick_up,
            per_member: item.per_member,
            sizes: item.sizes,
            photos: photos.iter().map(PhotoJson::of).collect(),
        }
    }
}

/// An item of merch
#[utoipa::path(get, path = "/merch/{item}", tag = "merch",
    params(("item" = String, Path, description = "Its id")),
    responses((status = 200, body = ItemJson)))]
async fn get_item(State(app): State<App>, Path(item): Path<MerchItemId>) -> Result<Json<ItemJson>> {
    let (item, photos) = app
        .read(async |tx: &mut Tx| {
            let found = shown(tx, item).await?;
            Ok((found, photos::of_merch(tx, item).await?))
        })
        .await?;
    Ok(Json(ItemJson::new(item, &photos)))
}

/// What was claimed.
#[derive(Serialize, ToSchema)]
struct ClaimedId {
    #[schema(value_type = String)]
    id: MerchClaimId,
}

/// Claim an item
///
/// For points or, with the right to a prize, as one. The same key again is the same claim.
#[utoipa::path(post, path = "/merch/{item}/claims", tag = "merch", security(("bearer" = [])),
    params(("item" = String, Path, description = "Its id")),
    request_body = Claiming,
    responses((status = 201, body = ClaimedId)))]
async fn post_claim(
    State(app): State<App>,
    member: Member,
    Path(item): Path<MerchItemId>,
    Json(wish): Json<Claiming>,
) -> Result<(StatusCode, Json<ClaimedId>)> {
    let id = app
        .write(async |tx: &mut Tx| claim(tx, app.key(), &member, item, &wish).await)
        .await?;
    Ok((StatusCode::CREATED, Json(ClaimedId { id })))
}

/// One's claim.
#[derive(Serialize, ToSchema)]
struct MyClaim {
    #[schema(value_type = String)]
    id: MerchClaimId,
    #[schema(value_type = String)]
    item: MerchItemId,
    names: Names,
    size: String,
    /// `claimed`, `packed`, `shipped`, `picked_up` or `cancelled`.
    state: String,
    /// 0 for a prize.
    paid_points: i64,
    tracking: String,
    /// Why it was cancelled; empty where one did it oneself.
    reason: String,
    /// RFC 3339, in UTC.
    claimed_at: String,
}

impl From<Claimed> for MyClaim {
    fn from(claim: Claimed) -> Self {
        Self {
            claimed_at: rfc3339(claim.claimed_at_ms, &TimeZone::UTC),
            id: claim.id,
            item: claim.item_id,
            names: claim.names,
            size: claim.size,
            state: claim.state,
            paid_points: claim.paid_points,
            tracking: claim.tracking,
            reason: claim.reason,
        }
    }
}

/// One's claims
///
/// The newest first, 30 on a page.
#[utoipa::path(get, path = "/me/merch", tag = "merch", security(("bearer" = [])), params(Before),
    responses((status = 200, body = Vec<MyClaim>)))]
async fn my_claims(
    State(app): State<App>,
    member: Member,
    Query(before): Query<Before>,
) -> Result<Response> {
    let before = before.place()?;
    let claims = app
        .read(async |tx: &mut Tx| of_member(tx, member.id, before).await)
        .await?;
    let full = i64::try_from(claims.len()).is_ok_and(|count| count == PAGE_CLAIMS);
    let last = claims.last().filter(|_| full).map(|last| last.id);
    let next = last.map(|last| format!("/api/v1/me/merch?before={last}"));
    let claims: Vec<MyClaim> = claims.into_iter().map(Into::into).collect();
    Ok(paging::json(claims, next.as_deref()))
}

/// Cancel one's claim
///
/// As long as it is not packed: what was paid comes back, and the address is erased.
#[utoipa::path(delete, path = "/me/merch/{claim}", tag = "merch", security(("bearer" = [])),
    params(("claim" = String, Path, description = "Its id")),
    responses((status = 204)))]
async fn delete_claim(
    State(app): State<App>,
    member: Member,
    Path(claim): Path<MerchClaimId>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| cancel_own(tx, &member, claim).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The right to one item that is offered as a prize.
#[derive(Serialize, ToSchema)]
struct MyPrize {
    #[schema(value_type = String)]
    id: MerchGrantId,
    /// The city's slug.
    city: String,
    /// `by-hand`, or a programme's.
    reason: String,
    /// RFC 3339, in UTC; none without an end.
    expires_at: Option<String>,
}

/// The prizes that one may choose
#[utoipa::path(get, path = "/me/prizes", tag = "merch", security(("bearer" = [])),
    responses((status = 200, body = Vec<MyPrize>)))]
async fn my_prizes(State(app): State<App>, member: Member) -> Result<Json<Vec<MyPrize>>> {
    let cities = app.view::<Cities>()?;
    let grants = app
        .read(async |tx: &mut Tx| grant::open(tx, member.id).await)
        .await?;
    let prize = |one: grant::Grant| {
        let city = cities.by_id(one.city_id)?;
        Some(MyPrize {
            id: one.id,
            city: city.slug.clone(),
            reason: one.reason,
            expires_at: one.expires_at_ms.map(|ms| rfc3339(ms, &TimeZone::UTC)),
        })
    };
    Ok(Json(grants.into_iter().filter_map(prize).collect()))
}
