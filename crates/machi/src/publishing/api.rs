//! Publishing events, for programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::call_off::{call_off, call_off_date};
use super::hosted::{Host, hosted};
use super::input::EventInput;
use super::publish::{change, publish};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{EventId, OccurrenceId};
use crate::organisers::Organiser;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(post_event))
        .routes(routes!(get_hosting, put_hosting))
        .routes(routes!(put_call_off))
        .routes(routes!(put_call_off_date))
}

/// The event that was published.
#[derive(Serialize, ToSchema)]
struct Published {
    #[schema(value_type = String)]
    id: EventId,
}

/// Publish an event
///
/// For organisers of the city.
#[utoipa::path(post, path = "/cities/{city}/events", tag = "events", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    request_body = EventInput,
    responses((status = 201, body = Published)))]
async fn post_event(
    State(app): State<App>,
    by: Organiser,
    Json(input): Json<EventInput>,
) -> Result<(StatusCode, Json<Published>)> {
    let id = app
        .write(async |tx: &mut Tx| publish(tx, &by, &input).await)
        .await?;
    Ok((StatusCode::CREATED, Json(Published { id })))
}

/// What one's organiser says of an event
///
/// For who publishes it, and the city's operators: as it was given.
#[utoipa::path(get, path = "/events/{event}/hosting", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id")),
    responses((status = 200, body = EventInput)))]
async fn get_hosting(State(app): State<App>, by: Host) -> Result<Json<EventInput>> {
    let found = app
        .read(async |tx: &mut Tx| hosted(tx, by.event).await)
        .await?;
    Ok(Json(found.ok_or(Error::NotFound)?.input))
}

/// Change an event
///
/// Who goes is told of another time or place. A date that is not named any more is called off.
#[utoipa::path(put, path = "/events/{event}/hosting", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id")),
    request_body = EventInput,
    responses((status = 204)))]
async fn put_hosting(
    State(app): State<App>,
    by: Host,
    Json(input): Json<EventInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| change(tx, &by, &input).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether something does not take place.
#[derive(Deserialize, ToSchema)]
struct Off {
    off: bool,
}

/// Call an event off, or take that back
#[utoipa::path(put, path = "/events/{event}/off", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id")),
    request_body = Off,
    responses((status = 204)))]
async fn put_call_off(
    State(app): State<App>,
    by: Host,
    Json(body): Json<Off>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| call_off(tx, &by, body.off).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Call one of an event's dates off, or take that back
#[utoipa::path(put, path = "/events/{event}/occurrences/{occurrence}/off", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("occurrence" = String, Path, description = "The date's id")),
    request_body = Off,
    responses((status = 204)))]
async fn put_call_off_date(
    State(app): State<App>,
    by: Host,
    Path(path): Path<(String, OccurrenceId)>,
    Json(body): Json<Off>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| call_off_date(tx, &by, path.1, body.off).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
