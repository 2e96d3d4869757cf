//! Events and their dates, for programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use store::Tx;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Reading;
use super::detail::{self, DatesAfter};
use super::json::{self, EventJson, OccurrenceJson};
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::frame::paging;
use crate::ids::EventId;
use crate::text::Lang;

const PAGE_DATES: usize = 50;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_event))
        .routes(routes!(list_occurrences))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Dates {
    /// Where the page before ended.
    after: Option<String>,
}

/// One event
///
/// A cancelled one as well: it says so.
#[utoipa::path(get, path = "/events/{event}", tag = "events",
    params(("event" = String, Path, description = "The event's id")),
    security((), ("bearer" = [])),
    responses((status = 200, body = EventJson)))]
async fn get_event(
    State(app): State<App>,
    lang: Lang,
    Path(id): Path<String>,
) -> Result<Json<EventJson>> {
    let id: EventId = id.parse().map_err(|_| Error::NotFound)?;
    let (event, occurrence) = app
        .read(async |tx: &mut Tx| {
            let event = detail::find(&app, tx, id).await?;
            Ok((event, detail::leading(tx, id).await?))
        })
        .await?;
    let city = event.city.clone();
    let reading = Reading {
        lang,
        zone: &city.zone,
        now_ms: app.now_ms(),
    };
    Ok(Json(json::event(event, occurrence, reading)))
}

/// The dates of an event
///
/// Those that are not over, in their order; cancelled ones as well.
#[utoipa::path(get, path = "/events/{event}/occurrences", tag = "events",
    params(("event" = String, Path, description = "The event's id"), Dates),
    security((), ("bearer" = [])),
    responses((status = 200, body = [OccurrenceJson])))]
async fn list_occurrences(
    State(app): State<App>,
    lang: Lang,
    Path(id): Path<String>,
    Query(dates): Query<Dates>,
) -> Result<Response> {
    let id: EventId = id.parse().map_err(|_| Error::NotFound)?;
    let after = match dates.after.as_deref().map(DatesAfter::parse) {
        Some(None) => return Err(Refusal::new("agenda-filter-unknown").on("after").into()),
        after => after.flatten(),
    };
    let (event, mut found) = app
        .read(async |tx: &mut Tx| {
            let event = detail::find(&app, tx, id).await?;
            let found = detail::occurrences(tx, id, after, PAGE_DATES + 1).await?;
            Ok((event, found))
        })
        .await?;
    let more = found.len() > PAGE_DATES;
    found.truncate(PAGE_DATES);
    let next = found.last().filter(|_| more).map(|last| {
        let after = DatesAfter {
            starts_at_ms: last.times.starts_at_ms,
            id: last.id,
        };
        format!("/api/v1/events/{id}/occurrences?after={after}")
    });
    let city = &event.city;
    let reading = Reading {
        lang,
        zone: &city.zone,
        now_ms: app.now_ms(),
    };
    let dates: Vec<_> = found
        .iter()
        .map(|date| OccurrenceJson::of(date.id, date.times, date.cancelled, city, reading))
        .collect();
    Ok(paging::json(dates, next.as_deref()))
}
