//! The page of a door, for a steward's phone. It works without a network once it was opened.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::Response;
use store::Tx;

use super::find::LateSteward;
use crate::app::App;
use crate::error::Result;
use crate::events::{self, Reading};
use crate::frame::{self, Page};
use crate::text::when;

#[derive(Template)]
#[template(path = "door/door.html")]
struct DoorPage {
    page: Page,
    /// Of the door, as its API takes it.
    link: String,
    name: String,
    title: String,
    opens: String,
    ends: String,
    /// Its time is over: only what was scanned before is still sent.
    over: bool,
    ends_at_ms: i64,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    LateSteward(by): LateSteward,
    Path(link): Path<String>,
) -> Result<Response> {
    let event = app
        .read(async |tx: &mut Tx| events::find(&app, tx, by.event).await)
        .await?;
    let reading = Reading {
        lang: page.lang,
        zone: &by.city.zone,
        now_ms: app.now_ms(),
    };
    let day_and_time = |at_ms| {
        let at = when::civil(at_ms, reading.zone);
        when::day_and_time(reading.lang, at, reading.today())
    };
    let view = DoorPage {
        link,
        opens: day_and_time(by.from_ms),
        ends: day_and_time(by.until_ms),
        over: app.now_ms() >= by.until_ms,
        ends_at_ms: by.until_ms,
        name: by.name.clone(),
        title: event.titles.get(page.lang).to_owned(),
        page: page
            .titled(by.name)
            .in_city(&by.city.slug, &by.city.names)
            .hidden_from_search(),
    };
    let mut response = frame::html(&view)?;
    // The address is the permission: it is told to no other site.
    let policy = header::HeaderValue::from_static("same-origin");
    response
        .headers_mut()
        .insert(header::REFERRER_POLICY, policy);
    Ok(response)
}
