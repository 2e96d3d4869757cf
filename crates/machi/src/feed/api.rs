//! The feed, for programs.

use axum::extract::{Query, State};
use axum::response::Response;
use store::Tx;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::asked::Asked;
use crate::accounts::Reader;
use crate::app::App;
use crate::cities::InCity;
use crate::error::{Refusal, Result};
use crate::frame::paging;
use crate::notes::{NoteJson, notes_json};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_feed))
}

/// The feed of a city
///
/// For you: new and loved notes first, with more weight for people you follow, communities you
/// joined, and what is near. Following and Latest: by time. Pages stay stable while notes arrive.
#[utoipa::path(get, path = "/cities/{city}/feed", tag = "notes",
    params(("city" = String, Path, description = "The city's slug"), Asked),
    security((), ("bearer" = [])),
    responses((status = 200, body = [NoteJson])))]
async fn get_feed(
    State(app): State<App>,
    InCity(city): InCity,
    Reader(reader): Reader,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (tab, after, wrong) = asked.read();
    Refusal::join(wrong)?;
    let taste = asked.taste(&app, reader.as_ref(), &city).await?;
    let listing = asked.listing(&app, &city, tab, &taste, after).await?;
    let path = format!("/api/v1/cities/{}/feed", city.slug);
    let next = listing.next.map(|cursor| asked.next(&path, cursor));
    let shown = app
        .read(async |tx: &mut Tx| notes_json(&app, tx, reader.as_ref(), &listing.notes).await)
        .await?;
    Ok(paging::json(shown, next.as_deref()))
}
