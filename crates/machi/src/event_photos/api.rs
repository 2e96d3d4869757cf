//! The photos of an event, for programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::put::put;
use crate::app::App;
use crate::error::Result;
use crate::events;
use crate::ids::{EventId, PhotoId};
use crate::photos::{self, Chosen, PhotoJson};
use crate::publishing::Host;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_event_photos, put_event_photos))
}

/// The photos of an event
#[utoipa::path(get, path = "/events/{event}/photos", tag = "events",
    params(("event" = String, Path, description = "The event's id")),
    responses((status = 200, body = Vec<PhotoJson>)))]
async fn get_event_photos(
    State(app): State<App>,
    Path(event): Path<EventId>,
) -> Result<Json<Vec<PhotoJson>>> {
    let found = app
        .read(async |tx: &mut Tx| {
            events::find(&app, tx, event).await?;
            photos::of_event(tx, event).await
        })
        .await?;
    Ok(Json(found.iter().map(PhotoJson::of).collect()))
}

/// A photo that the event is to show.
#[derive(Deserialize, ToSchema)]
struct ChosenJson {
    /// Uploaded before by who asks, or shown by the event already.
    #[schema(value_type = String)]
    id: PhotoId,
    /// What is to be seen, for who cannot see it; 500 characters at most.
    #[serde(default)]
    alt: String,
}

/// Choose the photos of an event
///
/// Six at most, in this order. One that is not among them is removed after a day.
#[utoipa::path(put, path = "/events/{event}/photos", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id")),
    request_body = Vec<ChosenJson>,
    responses((status = 204)))]
async fn put_event_photos(
    State(app): State<App>,
    by: Host,
    Json(body): Json<Vec<ChosenJson>>,
) -> Result<StatusCode> {
    let chosen = body.into_iter().map(|chosen| Chosen {
        photo: chosen.id,
        alt: chosen.alt,
    });
    let chosen: Vec<Chosen> = chosen.collect();
    app.write(async |tx: &mut Tx| put(tx, &by, &chosen).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
