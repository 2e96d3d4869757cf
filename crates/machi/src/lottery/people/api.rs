//! Who is kept out of lotteries and which accounts are one person's, for programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::tz::TimeZone;
use serde::Serialize;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bar::{BarInput, bar, lift};
use super::link::{LinkInput, link, unlink};
use super::listed;
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::Result;
use crate::events::rfc3339;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_people))
        .routes(routes!(put_bar, delete_bar))
        .routes(routes!(post_link))
        .routes(routes!(delete_link))
}

/// An account that is kept out.
#[derive(Serialize, ToSchema)]
#[schema(as = LotteryBarred)]
struct BarredJson {
    handle: String,
    /// `own-people`, `several-accounts`, `untrue`, `traded` or `conduct`.
    reason: String,
    /// Nothing: for good.
    until: Option<String>,
    /// The handle of whoever did it; nothing for an account that is gone.
    barred_by: Option<String>,
    barred_at: String,
}

/// An account that is one of several of a person.
#[derive(Serialize, ToSchema)]
#[schema(as = LotteryLinked)]
struct LinkedJson {
    handle: String,
    /// The handle of whoever did it; nothing for an account that is gone.
    linked_by: Option<String>,
    linked_at: String,
}

/// Who is kept out of a city's lotteries, and which accounts are one person's.
#[derive(Serialize, ToSchema)]
#[schema(as = LotteryPeople)]
struct PeopleJson {
    barred: Vec<BarredJson>,
    /// The accounts of each person.
    linked: Vec<Vec<LinkedJson>>,
}

fn some(handle: String) -> Option<String> {
    (!handle.is_empty()).then_some(handle)
}

fn barred_json(barred: listed::Barred, zone: &TimeZone) -> BarredJson {
    BarredJson {
        handle: barred.handle,
        reason: barred.reason,
        until: barred.until_ms.map(|at_ms| rfc3339(at_ms, zone)),
        barred_by: some(barred.barred_by),
        barred_at: rfc3339(barred.barred_at_ms, zone),
    }
}

fn linked_json(linked: listed::Linked, zone: &TimeZone) -> LinkedJson {
    LinkedJson {
        handle: linked.handle,
        linked_by: some(linked.linked_by),
        linked_at: rfc3339(linked.linked_at_ms, zone),
    }
}

/// Who is kept out of a city's lotteries, and who is linked
///
/// For the city's operators: 1,000 of each at most.
#[utoipa::path(get, path = "/cities/{city}/lottery-people", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = PeopleJson)))]
async fn get_people(State(app): State<App>, by: CityOperator) -> Result<Json<PeopleJson>> {
    let (barred, linked) = app
        .read(async |tx: &mut Tx| {
            let barred = listed::barred(tx, by.city.id).await?;
            Ok((barred, listed::linked(tx, by.city.id).await?))
        })
        .await?;
    let zone = &by.city.zone;
    let barred = barred.into_iter().map(|one| barred_json(one, zone));
    let account = |one| linked_json(one, zone);
    let people = linked.into_iter();
    Ok(Json(PeopleJson {
        barred: barred.collect(),
        linked: people
            .map(|person| person.into_iter().map(account).collect())
            .collect(),
    }))
}

/// Keep an account out of a city's lotteries
///
/// For the city's operators. What it entered into open lotteries counts no more while it lasts, with
/// every account that is linked to it; its member sees the reason.
#[utoipa::path(put, path = "/cities/{city}/lottery-bars/{handle}", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"), ("handle" = String, Path)),
    request_body = BarInput,
    responses((status = 204)))]
async fn put_bar(
    State(app): State<App>,
    by: CityOperator,
    Path(path): Path<(String, String)>,
    Json(body): Json<BarInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| bar(tx, &by, &path.1, &body).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Let an account take part again
#[utoipa::path(delete, path = "/cities/{city}/lottery-bars/{handle}", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"), ("handle" = String, Path)),
    responses((status = 204)))]
async fn delete_bar(
    State(app): State<App>,
    by: CityOperator,
    Path(path): Path<(String, String)>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| lift(tx, &by, &path.1).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hold two accounts to be one person's
///
/// For the city's operators. In each lottery, the account that entered first takes part; the others
/// may when it does no more.
#[utoipa::path(post, path = "/cities/{city}/lottery-links", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    request_body = LinkInput,
    responses((status = 204)))]
async fn post_link(
    State(app): State<App>,
    by: CityOperator,
    Json(body): Json<LinkInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| link(tx, &by, &body).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hold an account to be a person's of its own again
#[utoipa::path(delete, path = "/cities/{city}/lottery-links/{handle}", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"), ("handle" = String, Path)),
    responses((status = 204)))]
async fn delete_link(
    State(app): State<App>,
    by: CityOperator,
    Path(path): Path<(String, String)>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| unlink(tx, &by, &path.1).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
