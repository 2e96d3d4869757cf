//! The page of an event, and its calendar file.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use store::Tx;

use super::calendar::{self, Taking};
use super::detail::{self, DATES_PAGE, DatesAfter};
use super::show::view;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::{self, Page};
use crate::ids::{EventId, OccurrenceId};
use crate::text::Lang;

/// Occurrences in one calendar file, the next ones.
const CALENDAR_EVENTS_MAX: usize = 200;

#[derive(Deserialize)]
pub struct Dates {
    /// Where the page of dates before ended.
    dates: Option<String>,
}

/// The event with its next date, or with `.ics` all of its dates as a calendar file. `notes` is
/// what stands below it.
pub async fn event(
    app: &App,
    page: Page,
    id: &str,
    dates: &Dates,
    notes: String,
) -> Result<Response> {
    if let Some(id) = id.strip_suffix(".ics") {
        let id: EventId = id.parse().map_err(|_| Error::NotFound)?;
        return calendar_file(app, page.lang, id, None).await;
    }
    let id = id.parse().map_err(|_| Error::NotFound)?;
    show(app, page, (id, None), dates, notes).await
}

/// The event on one of its dates, or with `.ics` that date as a calendar file.
pub async fn one_date(
    app: &App,
    page: Page,
    (id, date): (&str, &str),
    dates: &Dates,
    notes: String,
) -> Result<Response> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    if let Some(date) = date.strip_suffix(".ics") {
        let date = date.parse().map_err(|_| Error::NotFound)?;
        return calendar_file(app, page.lang, id, Some(date)).await;
    }
    let date = date.parse().map_err(|_| Error::NotFound)?;
    show(app, page, (id, Some(date)), dates, notes).await
}

async fn calendar_file(
    app: &App,
    lang: Lang,
    id: EventId,
    date: Option<OccurrenceId>,
) -> Result<Response> {
    let (event, dates) = app
        .read(async |tx: &mut Tx| {
            let event = detail::find(app, tx, id).await?;
            let dates = match date {
                Some(date) => vec![detail::occurrence(tx, id, date).await?],
                None => detail::occurrences(tx, id, None, CALENDAR_EVENTS_MAX).await?,
            };
            // A calendar without an event is none: what is over keeps its last date.
            let dates = if dates.is_empty() {
                vec![detail::leading(tx, id).await?]
            } else {
                dates
            };
            Ok((event, dates))
        })
        .await?;
    let taking = Taking {
        lang,
        public_url: &app.settings().public_url,
    };
    let headers = [
        (
            header::CONTENT_TYPE,
            "text/calendar; charset=utf-8".to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}-{id}.ics\"", event.city.slug),
        ),
    ];
    Ok((headers, calendar::file(&event, &dates, &taking)).into_response())
}

async fn show(
    app: &App,
    page: Page,
    (id, date): (EventId, Option<OccurrenceId>),
    dates: &Dates,
    notes: String,
) -> Result<Response> {
    let after = dates.dates.as_deref().and_then(DatesAfter::parse);
    let (event, occurrence, dates) = app
        .read(async |tx: &mut Tx| {
            let event = detail::find(app, tx, id).await?;
            let occurrence = match date {
                Some(date) => detail::occurrence(tx, id, date).await?,
                None => detail::leading(tx, id).await?,
            };
            let dates = detail::occurrences(tx, id, after, DATES_PAGE + 1).await?;
            Ok((event, occurrence, dates))
        })
        .await?;
    let mut view = view(app, page, &event, occurrence, &dates);
    view.notes = notes;
    frame::html(&view)
}
