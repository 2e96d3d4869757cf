//! A list that another site holds in a frame: without bars, without script, the same for everybody.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

use super::Subject;
use crate::agenda::{Day, by_day};
use crate::app::App;
use crate::error::Result;
use crate::events::Reading;
use crate::frame;
use crate::frame::assets;
use crate::frame::language::OfThisAnswer;
use crate::text::Lang;

/// Events in the list; the city's page has the rest.
const EVENTS_MAX: usize = 20;

/// Any site may hold it, and it does nothing but show: no script, no form.
const POLICY: &str = "default-src 'self'; script-src 'none'; form-action 'none'; object-src 'none'; \
                      base-uri 'none'; frame-ancestors *";

const HEADERS: [(HeaderName, &str); 2] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::CACHE_CONTROL, "public, max-age=300"),
];

#[derive(Template)]
#[template(path = "calendars/embed.html")]
struct Embedded {
    page: Frame,
    name: String,
    /// The page that shows the same: a path.
    whole: String,
    canonical: String,
    days: Vec<Day>,
    empty: String,
    more: String,
}

/// What the rows ask of the page that they stand on.
struct Frame {
    lang: Lang,
    css: &'static str,
    icons: &'static str,
}

pub(super) async fn embedded(State(app): State<App>, subject: Subject) -> Result<Response> {
    let lang = subject.lang;
    let hits = subject.next(&app, EVENTS_MAX)?;
    let now_ms = app.now_ms();
    let mut days = Vec::new();
    for (city, filter) in &subject.parts {
        let own: Vec<_> = hits
            .iter()
            .filter(|(of, _)| of.id == city.id)
            .map(|(_, hit)| hit.clone())
            .collect();
        let reading = Reading {
            lang,
            zone: &city.zone,
            now_ms,
        };
        let from_ms = filter.when.span(now_ms, &city.zone).from_ms;
        days.extend(by_day(&own, from_ms, city, reading));
    }
    let body = frame::html(&Embedded {
        page: Frame {
            lang,
            css: assets::url("app.css"),
            icons: assets::url("icons.svg"),
        },
        canonical: format!("{}{}", app.settings().public_url, subject.page),
        whole: subject.page,
        name: subject.name,
        days,
        empty: lang.t("agenda-empty"),
        more: lang.t("calendars-embed-more"),
    })?;
    let mut response = (HEADERS, body).into_response();
    response.extensions_mut().insert(OfThisAnswer);
    Ok(response)
}
