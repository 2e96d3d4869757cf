//! Streaks, for programs.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::own::own;
use super::rule;
use crate::accounts::Member;
use crate::app::App;
use crate::cities::{CityOperator, InCity};
use crate::error::{Error, Result};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(my_streak))
        .routes(routes!(put_rule, delete_rule))
}

/// One's streak in a city.
#[derive(Serialize, ToSchema)]
struct StreakJson {
    /// A reward is due for a post in so many weeks…
    posted_weeks: i64,
    /// …of so many in a row, without winning.
    of_weeks: i64,
    /// Weeks that count so far.
    weeks: i64,
    /// Rewards that wait until there are items again.
    waiting: i64,
    /// Rewards that were given: each the right to an item of merch.
    given: i64,
}

/// One's streak
///
/// How many weeks of a city's lottery one took part in by posting, without winning. Not found where
/// streaks earn nothing.
#[utoipa::path(get, path = "/me/streaks/{city}", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = StreakJson)))]
async fn my_streak(
    State(app): State<App>,
    by: Member,
    InCity(city): InCity,
) -> Result<Json<StreakJson>> {
    let own = app
        .read(async |tx: &mut Tx| own(tx, &city, by.id).await)
        .await?;
    let own = own.ok_or(Error::NotFound)?;
    Ok(Json(StreakJson {
        posted_weeks: own.posted_weeks,
        of_weeks: own.of_weeks,
        weeks: own.weeks,
        waiting: own.waiting,
        given: own.given,
    }))
}

/// Which streaks earn a reward.
#[derive(Deserialize, ToSchema)]
struct StreakRuleInput {
    /// Weeks with a post, 1 to `of_weeks`.
    #[schema(example = 4)]
    posted_weeks: i64,
    /// Among so many in a row, 52 at most.
    #[schema(example = 6)]
    of_weeks: i64,
}

/// Say which streaks earn a reward
///
/// For operators of the city. The reward is the right to one item of merch that is offered as a
/// prize, while there are any. Weeks count from the one in which the rule is first set.
#[utoipa::path(put, path = "/cities/{city}/streak-rule", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    request_body = StreakRuleInput,
    responses((status = 204)))]
async fn put_rule(
    State(app): State<App>,
    by: CityOperator,
    Json(body): Json<StreakRuleInput>,
) -> Result<StatusCode> {
    let weeks = Some((body.posted_weeks, body.of_weeks));
    app.write(async |tx: &mut Tx| rule::put(tx, &by, weeks).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Let streaks earn nothing any more
///
/// For operators of the city. What was earned stays.
#[utoipa::path(delete, path = "/cities/{city}/streak-rule", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 204)))]
async fn delete_rule(State(app): State<App>, by: CityOperator) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| rule::put(tx, &by, None).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
