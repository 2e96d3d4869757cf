//! The addresses of calendars.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum::routing::{get, post};

use super::{Dates, Subject, embed, embed_page, own, settings_page};
use crate::app::App;
use crate::error::Result;
use crate::events::calendar::{self, Taking};
use crate::frame::conditional;
use crate::frame::language::OfThisAnswer;

pub(super) const KIND: &str = "text/calendar; charset=utf-8";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/cities/{city}/calendar.ics", get(subscribed))
        .route("/places/{place}/calendar.ics", get(subscribed))
        .route("/communities/{community}/calendar.ics", get(subscribed))
        .route("/calendars/{file}", get(own::calendar))
        .route(
            "/settings/calendar",
            get(settings_page::show).post(settings_page::renew),
        )
        .route("/settings/calendar/revoke", post(settings_page::revoke))
        .route("/embed/cities/{city}", get(embed::embedded))
        .route("/embed/places/{place}", get(embed::embedded))
        .route("/cities/{city}/embed", get(embed_page::make))
}

async fn subscribed(
    State(app): State<App>,
    subject: Subject,
    headers: HeaderMap,
) -> Result<Response> {
    let dates = Dates::of(&app, &subject).await?;
    let document = calendar::file(
        &dates.entries(),
        &Taking {
            lang: subject.lang,
            public_url: &app.settings().public_url,
            name: Some(&subject.name),
        },
    );
    Ok(file(&headers, dates.changed_at_ms(), document))
}

/// The calendar, whose language is no choice of the reader's for our pages.
pub(super) fn file(asked: &HeaderMap, changed_at_ms: i64, document: String) -> Response {
    let mut response = conditional::answer(asked, KIND, changed_at_ms, document);
    let name = HeaderValue::from_static("inline; filename=\"calendar.ics\"");
    response
        .headers_mut()
        .insert(header::CONTENT_DISPOSITION, name);
    response.extensions_mut().insert(OfThisAnswer);
    response
}
