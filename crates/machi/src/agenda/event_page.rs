//! The page of an event with its seats and what people wrote about it. What the page says of the
//! event itself is the events' own.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use store::Tx;

use super::notes_here::{Before, notes_here};
use crate::accounts::Reader;
use crate::app::App;
use crate::error::Result;
use crate::events::{self, Dates, Named, Told};
use crate::frame::Page;
use crate::going::{self, seats_of};
use crate::notes::Wanted;
use crate::photos::{self, Carousel, Photo};
use crate::text::Lang;

/// The event with its next date, or with `.ics` all of its dates as a calendar file.
pub(super) async fn event(
    State(app): State<App>,
    page: Page,
    reader: Reader,
    Path(id): Path<String>,
    Query(dates): Query<Dates>,
    Query(before): Query<Before>,
) -> Result<Response> {
    let named = events::named(&app, page.lang, &id, None, &dates).await?;
    show(&app, page, reader, named, &before).await
}

/// The event on one of its dates, or with `.ics` that date as a calendar file.
pub(super) async fn one_date(
    State(app): State<App>,
    page: Page,
    reader: Reader,
    Path((id, date)): Path<(String, String)>,
    Query(dates): Query<Dates>,
    Query(before): Query<Before>,
) -> Result<Response> {
    let named = events::named(&app, page.lang, &id, Some(&date), &dates).await?;
    show(&app, page, reader, named, &before).await
}

async fn show(
    app: &App,
    page: Page,
    Reader(reader): Reader,
    named: Named,
    before: &Before,
) -> Result<Response> {
    let shown = match named {
        Named::File(file) => return Ok(file),
        Named::Page(shown) => shown,
    };
    let (event, occurrence) = (&shown.event, shown.occurrence);
    let at = going::Shown {
        city: &event.city,
        event: event.id,
        occurrence: occurrence.id,
        cancelled: event.cancelled || occurrence.cancelled,
        event_cancelled: event.cancelled,
        starts_at_ms: occurrence.times.starts_at_ms,
        several_dates: shown.has_several_dates(),
    };
    let wanted = Wanted::Event(event.id);
    let photos = app
        .read(async |tx: &mut Tx| photos::of_event(tx, event.id).await)
        .await?;
    let told = Told {
        images: photos.iter().map(Photo::card_url).collect(),
        photos: carousel(photos, event.lang, page.lang)?,
        seats: seats_of(app, &page, reader.as_ref(), at).await?,
        notes: notes_here(app, &page, &event.city, wanted, before).await?,
    };
    events::page(app, page, &shown, told)
}

/// What is said about them is in the event's own language.
fn carousel(photos: Vec<Photo>, of: Lang, lang: Lang) -> Result<String> {
    let carousel = Carousel::of(photos, of.tag().to_owned(), lang);
    let html = carousel.map(|carousel| carousel.render()).transpose();
    Ok(html.map_err(anyhow::Error::from)?.unwrap_or_default())
}
