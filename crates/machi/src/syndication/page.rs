//! The addresses of feeds.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;

use super::{Feed, atom, events, notes, rss};
use crate::app::App;
use crate::calendars::Subject;
use crate::cities::InCity;
use crate::communities::InCommunity;
use crate::error::Result;
use crate::frame::conditional::answer;
use crate::frame::language::OfThisAnswer;

/// From when on servers name feeds and entries by tag URIs, which need a day.
const TAGGED_SINCE: &str = "2026-01-01";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/people/{handle}/notes.atom", get(person_atom))
        .route("/people/{handle}/notes.rss", get(person_rss))
        .route("/cities/{city}/notes.atom", get(city_atom))
        .route("/cities/{city}/notes.rss", get(city_rss))
        .route("/communities/{community}/notes.atom", get(community_atom))
        .route("/communities/{community}/notes.rss", get(community_rss))
        .route("/cities/{city}/events.atom", get(events_atom))
        .route("/cities/{city}/events.rss", get(events_rss))
        .route("/places/{place}/events.atom", get(events_atom))
        .route("/places/{place}/events.rss", get(events_rss))
        .route("/communities/{community}/events.atom", get(events_atom))
        .route("/communities/{community}/events.rss", get(events_rss))
}

async fn events_atom(
    State(app): State<App>,
    subject: Subject,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_atom(&headers, &events::of(&app, &subject).await?))
}

async fn events_rss(
    State(app): State<App>,
    subject: Subject,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_rss(&headers, &events::of(&app, &subject).await?))
}

async fn person_atom(
    State(app): State<App>,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_atom(&headers, &notes::of_person(&app, &handle).await?))
}

async fn person_rss(
    State(app): State<App>,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_rss(&headers, &notes::of_person(&app, &handle).await?))
}

async fn city_atom(
    State(app): State<App>,
    InCity(city): InCity,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_atom(&headers, &notes::of_city(&app, &city).await?))
}

async fn city_rss(
    State(app): State<App>,
    InCity(city): InCity,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_rss(&headers, &notes::of_city(&app, &city).await?))
}

async fn community_atom(
    State(app): State<App>,
    InCommunity(community): InCommunity,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_atom(
        &headers,
        &notes::of_community(&app, &community).await?,
    ))
}

async fn community_rss(
    State(app): State<App>,
    InCommunity(community): InCommunity,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_rss(
        &headers,
        &notes::of_community(&app, &community).await?,
    ))
}

fn as_atom(headers: &HeaderMap, feed: &Feed) -> Response {
    of_its_language(answer(
        headers,
        atom::KIND,
        feed.changed_at_ms,
        atom::document(feed),
    ))
}

fn as_rss(headers: &HeaderMap, feed: &Feed) -> Response {
    of_its_language(answer(
        headers,
        rss::KIND,
        feed.changed_at_ms,
        rss::document(feed),
    ))
}

fn of_its_language(mut response: Response) -> Response {
    response.extensions_mut().insert(OfThisAnswer);
    response
}

/// A name that stays when addresses change (RFC 4151).
pub(super) fn tag(app: &App, of: &str) -> String {
    let url = url::Url::parse(&app.settings().public_url).ok();
    let host = url.as_ref().and_then(url::Url::host_str);
    format!("tag:{},{TAGGED_SINCE}:{of}", host.unwrap_or("localhost"))
}
