//! The page of an event, and its calendar file.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use store::Tx;

use super::calendar::{self, Taking};
use super::detail::{self, DATES_PAGE, DatesAfter, Event, Occurrence};
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

/// An event on one of its dates, as its page shows it.
pub struct Shown {
    pub event: Event,
    pub occurrence: Occurrence,
    /// Those of the page of dates, and one more if there are more.
    pub(super) dates: Vec<Occurrence>,
}

impl Shown {
    pub fn has_several_dates(&self) -> bool {
        self.dates.len() > 1
    }
}

/// What others say on the page of an event, ready for it.
#[derive(Default)]
pub struct Told {
    /// Its photos; its cover stands in for them.
    pub photos: String,
    /// For other sites: paths on this server.
    pub images: Vec<String>,
    /// Its seats.
    pub seats: String,
    /// What people wrote about it.
    pub notes: String,
}

/// What an address of an event names.
pub enum Named {
    Page(Box<Shown>),
    /// A calendar file.
    File(Response),
}

/// The event with its next date, or on the one that is named; with `.ics` its dates, or that date,
/// as a calendar file.
pub async fn named(
    app: &App,
    lang: Lang,
    id: &str,
    date: Option<&str>,
    dates: &Dates,
) -> Result<Named> {
    let (last, is_file) = match date.unwrap_or(id).strip_suffix(".ics") {
        Some(stem) => (stem, true),
        None => (date.unwrap_or(id), false),
    };
    let none = |_| Error::NotFound;
    let event = if date.is_some() { id } else { last };
    let event: EventId = event.parse().map_err(none)?;
    let date = date.map(|_| last.parse::<OccurrenceId>()).transpose();
    let date = date.map_err(none)?;
    if is_file {
        return Ok(Named::File(calendar_file(app, lang, event, date).await?));
    }
    let shown = load(app, event, date, dates).await?;
    Ok(Named::Page(Box::new(shown)))
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
        name: None,
    };
    let dates: Vec<_> = dates.into_iter().map(|date| (&event, date)).collect();
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
    Ok((headers, calendar::file(&dates, &taking)).into_response())
}

async fn load(app: &App, id: EventId, date: Option<OccurrenceId>, dates: &Dates) -> Result<Shown> {
    let after = dates.dates.as_deref().and_then(DatesAfter::parse);
    app.read(async |tx: &mut Tx| {
        let event = detail::find(app, tx, id).await?;
        let occurrence = match date {
            Some(date) => detail::occurrence(tx, id, date).await?,
            None => detail::leading(tx, id).await?,
        };
        let dates = detail::occurrences(tx, id, after, DATES_PAGE + 1).await?;
        Ok(Shown {
            event,
            occurrence,
            dates,
        })
    })
    .await
}

/// The page of the event, with what others say on it.
pub fn page(app: &App, page: Page, shown: &Shown, told: Told) -> Result<Response> {
    frame::html(&view(app, page, shown, told))
}
