//! Requests to be excused, for programs of operators.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Kind;
use super::excuse::{Answer, decide};
use super::excuse_list::{self, Requested};
use crate::app::App;
use crate::cities::{City, CityOperator};
use crate::error::{Refusal, Result};
use crate::events::rfc3339;
use crate::frame::paging;
use crate::ids::{ExcuseId, ObligationId};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_excuses))
        .routes(routes!(put_decision))
}

/// A request to be excused. Times are RFC 3339, on the clock of the city.
#[derive(Serialize, ToSchema)]
#[schema(as = ExcuseRequest)]
struct RequestJson {
    #[schema(value_type = String)]
    id: ExcuseId,
    #[schema(value_type = String)]
    obligation: ObligationId,
    /// Who asks.
    handle: String,
    /// Of the campaign.
    title: String,
    kind: Kind,
    text: String,
    state: Answer,
    started_at: Option<String>,
    due_at: Option<String>,
    asked_at: String,
    decided_at: Option<String>,
    /// The handle of whoever decided.
    decided_by: Option<String>,
    reason: String,
}

impl RequestJson {
    /// None for what only a newer version knows.
    fn of(city: &City, one: Requested) -> Option<Self> {
        let at = |at_ms| rfc3339(at_ms, &city.zone);
        Some(Self {
            id: one.id,
            obligation: one.obligation_id,
            kind: Kind::parse(&one.kind)?,
            state: Answer::parse(&one.state)?,
            started_at: one.started_at_ms.map(at),
            due_at: one.due_at_ms.map(at),
            asked_at: at(one.asked_at_ms),
            decided_at: one.decided_at_ms.map(at),
            decided_by: Some(one.decided_by).filter(|handle| !handle.is_empty()),
            handle: one.handle,
            title: one.title,
            text: one.text,
            reason: one.reason,
        })
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// What was decided, the newest request first; else what waits, the oldest first.
    #[serde(default)]
    decided: bool,
    /// From the `Link` of the page before.
    from: Option<String>,
}

/// Requests to be excused
///
/// For the city's operators, 30 on a page.
#[utoipa::path(get, path = "/cities/{city}/excuses", tag = "obligations", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"), Asked),
    responses((status = 200, body = [RequestJson])))]
async fn get_excuses(
    State(app): State<App>,
    by: CityOperator,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let malformed = |_| Refusal::new("error-malformed").on("from");
    let from = asked.from.map(|from| from.parse::<ExcuseId>());
    let from = from.transpose().map_err(malformed)?;
    let (city, slug) = (by.city.id, &by.city.slug);
    let found = app
        .read(async |tx: &mut Tx| match asked.decided {
            true => excuse_list::decided(tx, city, from).await,
            false => excuse_list::waiting(tx, city, from).await,
        })
        .await?;
    let next = excuse_list::next(&found);
    let list = if asked.decided { "decided=true&" } else { "" };
    let next = next.map(|last| format!("/api/v1/cities/{slug}/excuses?{list}from={last}"));
    let found = found.into_iter();
    let found: Vec<_> = found
        .filter_map(|one| RequestJson::of(&by.city, one))
        .collect();
    Ok(paging::json(found, next.as_deref()))
}

/// What an operator says to a request.
#[derive(Deserialize, ToSchema)]
struct ExcuseDecision {
    accepted: bool,
    /// The member reads it; 500 characters at most.
    reason: String,
}

/// Decide about a request to be excused
///
/// For the city's operators, except about their own. What is excused counts for nothing; else its clock
/// goes on.
#[utoipa::path(put, path = "/cities/{city}/excuses/{excuse}", tag = "obligations",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"), ("excuse" = String, Path)),
    request_body = ExcuseDecision,
    responses((status = 204)))]
async fn put_decision(
    State(app): State<App>,
    by: CityOperator,
    Path(path): Path<(String, ExcuseId)>,
    Json(body): Json<ExcuseDecision>,
) -> Result<StatusCode> {
    let answer = (body.accepted, body.reason.as_str());
    app.write(async |tx: &mut Tx| decide(tx, &by, path.1, answer).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
