//! Points, for programs.

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

use super::gift::{self, Giving, PAGE_GIFTS};
use super::mine::{self, PAGE_ENTRIES};
use super::rule;
use crate::accounts::Member;
use crate::app::App;
use crate::at::Before;
use crate::cities::{Cities, CityOperator, InCity};
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::paging;
use crate::ids::TransferId;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(my_points))
        .routes(routes!(my_entries))
        .routes(routes!(post_gift, list_gifts))
        .routes(routes!(delete_gift))
        .routes(routes!(get_rule, put_rule))
}

/// One's points in a city. They have no cash value.
#[derive(Serialize, ToSchema)]
struct PointsJson {
    /// The city's slug.
    city: String,
    balance: i64,
    /// The next twelve days on which some expire, the next first; none where points do not expire.
    expires: Vec<ExpiresJson>,
}

/// Points that can be used until the end of a day.
#[derive(Serialize, ToSchema)]
struct ExpiresJson {
    /// The last day, on the city's calendar: `2026-11-22`.
    last_day: String,
    amount: i64,
}

/// One's points
///
/// In each city where one ever had any.
#[utoipa::path(get, path = "/me/points", tag = "merch", security(("bearer" = [])),
    responses((status = 200, body = Vec<PointsJson>)))]
async fn my_points(State(app): State<App>, member: Member) -> Result<Json<Vec<PointsJson>>> {
    let cities = app.view::<Cities>()?;
    let points = app
        .read(async |tx: &mut Tx| {
            let mut points = Vec::new();
            for (id, balance) in mine::balances(tx, member.id).await? {
                let Some(city) = cities.by_id(id) else {
                    continue;
                };
                let expires = mine::expires(tx, &city, member.id, balance).await?;
                let expires = expires.into_iter().map(|one| ExpiresJson {
                    last_day: one.last_day.to_string(),
                    amount: one.amount,
                });
                points.push(PointsJson {
                    city: city.slug.clone(),
                    balance,
                    expires: expires.collect(),
                });
            }
            Ok(points)
        })
        .await?;
    Ok(Json(points))
}

/// What moved one's points.
#[derive(Serialize, ToSchema)]
struct EntryJson {
    #[schema(value_type = String)]
    id: TransferId,
    /// Below zero for what was used or taken.
    amount: i64,
    /// `gift`, `gift-back`, `paid`, `paid-back`, `called-off`, `expired`, or a programme's.
    reason: String,
    /// What an operator said to a gift.
    words: String,
    /// The entry that this one takes back.
    #[schema(value_type = Option<String>)]
    reverses: Option<TransferId>,
    /// RFC 3339, in UTC.
    at: String,
}

/// What moved one's points in a city
///
/// The newest first, 30 on a page.
#[utoipa::path(get, path = "/me/points/{city}", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"), Before),
    responses((status = 200, body = Vec<EntryJson>)))]
async fn my_entries(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
    Query(before): Query<Before>,
) -> Result<Response> {
    let before = before.place()?;
    let entries = app
        .read(async |tx: &mut Tx| mine::entries(tx, city.id, member.id, before).await)
        .await?;
    let full = i64::try_from(entries.len()).is_ok_and(|count| count == PAGE_ENTRIES);
    let last = entries
        .last()
        .filter(|_| full)
        .map(|last| last.moved.transfer_id);
    let next = last.map(|last| format!("/api/v1/me/points/{}?before={last}", city.slug));
    let json = entries.into_iter().map(|entry| EntryJson {
        id: entry.moved.transfer_id,
        amount: entry.moved.amount,
        reason: entry.moved.reason,
        words: entry.words,
        reverses: entry.moved.reverses,
        at: rfc3339(entry.moved.at_ms, &TimeZone::UTC),
    });
    Ok(paging::json(json.collect::<Vec<_>>(), next.as_deref()))
}

/// The gift that was made.
#[derive(Serialize, ToSchema)]
struct Given {
    #[schema(value_type = String)]
    id: TransferId,
}

/// Give a member points by hand
///
/// For operators of the city. The same key again is the same gift.
#[utoipa::path(post, path = "/cities/{city}/points/gifts", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    request_body = Giving,
    responses((status = 201, body = Given)))]
async fn post_gift(
    State(app): State<App>,
    by: CityOperator,
    Json(giving): Json<Giving>,
) -> Result<(StatusCode, Json<Given>)> {
    let id = app
        .write(async |tx: &mut Tx| gift::give(tx, &by, &giving).await)
        .await?;
    Ok((StatusCode::CREATED, Json(Given { id })))
}

/// Points that were given by hand.
#[derive(Serialize, ToSchema)]
struct GiftJson {
    #[schema(value_type = String)]
    id: TransferId,
    handle: String,
    amount: i64,
    words: String,
    /// The operator's handle.
    given_by: String,
    taken_back: bool,
    at: String,
}

/// Points that were given by hand
///
/// For operators of the city: the newest first, 30 on a page.
#[utoipa::path(get, path = "/cities/{city}/points/gifts", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"), Before),
    responses((status = 200, body = Vec<GiftJson>)))]
async fn list_gifts(
    State(app): State<App>,
    by: CityOperator,
    Query(before): Query<Before>,
) -> Result<Response> {
    let before = before.place()?;
    let gifts = app
        .read(async |tx: &mut Tx| gift::gifts(tx, by.city.id, before).await)
        .await?;
    let full = i64::try_from(gifts.len()).is_ok_and(|count| count == PAGE_GIFTS);
    let last = gifts.last().filter(|_| full).map(|last| last.transfer_id);
    let slug = &by.city.slug;
    let next = last.map(|last| format!("/api/v1/cities/{slug}/points/gifts?before={last}"));
    let json = gifts.into_iter().map(|gift| GiftJson {
        id: gift.transfer_id,
        handle: gift.handle,
        amount: gift.amount,
        words: gift.words,
        given_by: gift.given_by,
        taken_back: gift.taken_back,
        at: rfc3339(gift.at_ms, &TimeZone::UTC),
    });
    Ok(paging::json(json.collect::<Vec<_>>(), next.as_deref()))
}

/// Take a gift of points back
///
/// Refused where the points were used.
#[utoipa::path(delete, path = "/cities/{city}/points/gifts/{gift}", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("gift" = String, Path, description = "Its id")),
    responses((status = 204)))]
async fn delete_gift(
    State(app): State<App>,
    by: CityOperator,
    Path(path): Path<(String, TransferId)>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| gift::take_back(tx, &by, path.1).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// When points expire.
#[derive(Serialize, Deserialize, ToSchema)]
struct RuleJson {
    /// So many months after they were earned, 1 to 120; none: they do not.
    months: Option<i64>,
}

/// When a city's points expire
#[utoipa::path(get, path = "/cities/{city}/points/rule", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = RuleJson)))]
async fn get_rule(
    State(app): State<App>,
    _: Member,
    InCity(city): InCity,
) -> Result<Json<RuleJson>> {
    let rule = app
        .read(async |tx: &mut Tx| rule::of(tx, city.id).await)
        .await?;
    let months = rule.map(|rule| rule.months);
    Ok(Json(RuleJson { months }))
}

/// Say when a city's points expire
///
/// For its operators. A stricter rule takes no points for thirty days.
#[utoipa::path(put, path = "/cities/{city}/points/rule", tag = "merch", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    request_body = RuleJson,
    responses((status = 204)))]
async fn put_rule(
    State(app): State<App>,
    by: CityOperator,
    Json(body): Json<RuleJson>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| rule::put(tx, &by, body.months).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
