//! Lists of notes, for programs: of a person, a place, an event, a community.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use rules::handle;
use store::Tx;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::api::{NoteJson, notes_json};
use super::find::in_sight;
use super::list::{Wanted, list};
use crate::accounts::{Member, Reader, by_handle};
use crate::app::App;
use crate::at::Before;
use crate::communities::InCommunity;
use crate::error::{Error, Result};
use crate::events;
use crate::frame::paging;
use crate::ids::{EventId, PlaceId};
use crate::places;
use crate::social::Viewers;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(notes_of_person))
        .routes(routes!(notes_at_place))
        .routes(routes!(notes_at_event))
        .routes(routes!(notes_in_community))
}

/// The notes of a person
///
/// The newest first, 24 on a page.
#[utoipa::path(get, path = "/people/{handle}/notes", tag = "notes",
    params(("handle" = String, Path, description = "In any spelling"), Before),
    security((), ("bearer" = [])),
    responses((status = 200, body = [NoteJson])))]
async fn notes_of_person(
    State(app): State<App>,
    Reader(reader): Reader,
    Path(handle): Path<String>,
    Query(before): Query<Before>,
) -> Result<Response> {
    let account = app
        .read(async |tx: &mut Tx| {
            let account = by_handle(tx, &handle).await?.ok_or(Error::NotFound)?;
            in_sight(tx, reader.as_ref(), account).await?;
            Ok(account)
        })
        .await?;
    let path = format!("/people/{}/notes", handle::fold(&handle));
    page(
        &app,
        reader.as_ref(),
        Wanted::Author(account),
        &path,
        &before,
    )
    .await
}

/// The notes about a place
///
/// The newest first, 24 on a page.
#[utoipa::path(get, path = "/places/{place}/notes", tag = "notes",
    params(("place" = String, Path, description = "The place's id"), Before),
    security((), ("bearer" = [])),
    responses((status = 200, body = [NoteJson])))]
async fn notes_at_place(
    State(app): State<App>,
    Reader(reader): Reader,
    Path(place): Path<String>,
    Query(before): Query<Before>,
) -> Result<Response> {
    let place: PlaceId = place.parse().map_err(|_| Error::NotFound)?;
    app.read(async |tx: &mut Tx| places::find(tx, place).await)
        .await?;
    let path = format!("/places/{place}/notes");
    page(&app, reader.as_ref(), Wanted::Place(place), &path, &before).await
}

/// The notes about an event
///
/// The newest first, 24 on a page.
#[utoipa::path(get, path = "/events/{event}/notes", tag = "notes",
    params(("event" = String, Path, description = "The event's id"), Before),
    security((), ("bearer" = [])),
    responses((status = 200, body = [NoteJson])))]
async fn notes_at_event(
    State(app): State<App>,
    Reader(reader): Reader,
    Path(event): Path<String>,
    Query(before): Query<Before>,
) -> Result<Response> {
    let event: EventId = event.parse().map_err(|_| Error::NotFound)?;
    app.read(async |tx: &mut Tx| events::city_of(tx, event).await)
        .await?;
    let path = format!("/events/{event}/notes");
    page(&app, reader.as_ref(), Wanted::Event(event), &path, &before).await
}

/// The notes of a community
///
/// Of every city, the newest first, 24 on a page.
#[utoipa::path(get, path = "/communities/{community}/notes", tag = "notes",
    params(("community" = String, Path, description = "The community's slug"), Before),
    security((), ("bearer" = [])),
    responses((status = 200, body = [NoteJson])))]
async fn notes_in_community(
    State(app): State<App>,
    Reader(reader): Reader,
    InCommunity(community): InCommunity,
    Query(before): Query<Before>,
) -> Result<Response> {
    let wanted = Wanted::Community(community.id);
    let path = format!("/communities/{}/notes", community.slug);
    page(&app, reader.as_ref(), wanted, &path, &before).await
}

async fn page(
    app: &App,
    reader: Option<&Member>,
    wanted: Wanted,
    path: &str,
    before: &Before,
) -> Result<Response> {
    let before = before.place()?;
    let viewers = app.view::<Viewers>()?;
    let viewer = viewers.of(app, reader.map(|reader| reader.id)).await?;
    let (notes, next) = app
        .read(async |tx: &mut Tx| {
            let listed = list(tx, &wanted, &viewer, before).await?;
            let notes = notes_json(app, tx, reader, &listed.notes).await?;
            Ok((notes, listed.next))
        })
        .await?;
    let next = next.map(|next| format!("/api/v1{path}?before={next}"));
    Ok(paging::json(notes, next.as_deref()))
}
