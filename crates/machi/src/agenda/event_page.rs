//! The page of an event with what people wrote about it. What the page says of the event itself is
//! the events' own.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use store::Tx;

use super::notes_here::{Before, notes_here};
use crate::app::App;
use crate::cities::Cities;
use crate::error::Result;
use crate::events::{self, Dates};
use crate::frame::Page;
use crate::ids::EventId;
use crate::notes::Wanted;

/// The event with its next date, or with `.ics` all of its dates as a calendar file.
pub(super) async fn event(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    Query(dates): Query<Dates>,
    Query(before): Query<Before>,
) -> Result<Response> {
    let notes = notes(&app, &page, &id, &before).await?;
    events::event(&app, page, &id, &dates, notes).await
}

/// The event on one of its dates, or with `.ics` that date as a calendar file.
pub(super) async fn one_date(
    State(app): State<App>,
    page: Page,
    Path((id, date)): Path<(String, String)>,
    Query(dates): Query<Dates>,
    Query(before): Query<Before>,
) -> Result<Response> {
    let notes = notes(&app, &page, &id, &before).await?;
    events::one_date(&app, page, (&id, &date), &dates, notes).await
}

/// Nothing for what is no event: its page says so.
async fn notes(app: &App, page: &Page, id: &str, before: &Before) -> Result<String> {
    let Ok(id) = id.parse::<EventId>() else {
        return Ok(String::new());
    };
    let city = app
        .read(async |tx: &mut Tx| events::city_of(tx, id).await)
        .await?;
    match app.view::<Cities>()?.by_id(city) {
        Some(city) => notes_here(app, page, &city, Wanted::Event(id), before).await,
        None => Ok(String::new()),
    }
}
