//! The addresses of feeds.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use store::Tx;

use super::conditional::answer;
use super::{Feed, atom, rss};
use crate::accounts::profile;
use crate::app::App;
use crate::cities::InCity;
use crate::communities::InCommunity;
use crate::error::Result;
use crate::ids::NoteId;
use crate::notes::recent::{Of, Recent, recent};
use crate::photos::{Photo, of_notes};
use crate::text::Lang;

/// Notes in one feed, the latest.
const NOTES_MAX: i64 = 50;
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
}

async fn person_atom(
    State(app): State<App>,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_atom(&headers, &of_person(&app, &handle).await?))
}

async fn person_rss(
    State(app): State<App>,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_rss(&headers, &of_person(&app, &handle).await?))
}

async fn city_atom(
    State(app): State<App>,
    InCity(city): InCity,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_atom(&headers, &of_city(&app, &city).await?))
}

async fn city_rss(
    State(app): State<App>,
    InCity(city): InCity,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_rss(&headers, &of_city(&app, &city).await?))
}

async fn community_atom(
    State(app): State<App>,
    InCommunity(community): InCommunity,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_atom(&headers, &of_community(&app, &community).await?))
}

async fn community_rss(
    State(app): State<App>,
    InCommunity(community): InCommunity,
    headers: HeaderMap,
) -> Result<Response> {
    Ok(as_rss(&headers, &of_community(&app, &community).await?))
}

fn as_atom(headers: &HeaderMap, feed: &Feed) -> Response {
    answer(
        headers,
        atom::KIND,
        feed.changed_at_ms(),
        atom::document(feed),
    )
}

fn as_rss(headers: &HeaderMap, feed: &Feed) -> Response {
    answer(
        headers,
        rss::KIND,
        feed.changed_at_ms(),
        rss::document(feed),
    )
}

type Read = (Vec<Recent>, HashMap<NoteId, Vec<Photo>>);

/// The latest notes with their photos.
async fn read(tx: &mut Tx, of: Of) -> Result<Read> {
    let notes = recent(tx, of, NOTES_MAX).await?;
    let ids: Vec<NoteId> = notes.iter().map(|note| note.id).collect();
    let photos = of_notes(tx, &ids).await?;
    Ok((notes, photos))
}

async fn of_person(app: &App, handle: &str) -> Result<Feed> {
    let (profile, (notes, photos)) = app
        .read(async |tx: &mut Tx| {
            let profile = profile(tx, handle).await?;
            let read = read(tx, Of::Person(profile.id)).await?;
            Ok((profile, read))
        })
        .await?;
    let spoken = profile.languages.split(' ');
    let lang: Lang = spoken
        .filter_map(|tag| tag.parse().ok())
        .next()
        .unwrap_or_default();
    let name = profile.display_name.as_str();
    Ok(Feed {
        id: tag(app, &format!("people/{}", profile.id)),
        title: lang.t_with("syndication-person", &[("name", name.into())]),
        lang,
        public_url: app.settings().public_url.clone(),
        page: format!("/people/{}", profile.handle),
        path: format!("/people/{}/notes", profile.handle),
        notes,
        photos,
    })
}

async fn of_city(app: &App, city: &crate::cities::City) -> Result<Feed> {
    let (notes, photos) = app
        .read(async |tx: &mut Tx| read(tx, Of::City(city.id)).await)
        .await?;
    // What everybody gets alike is in the city's own language.
    let lang = city.locale;
    let name = city.names.get(lang);
    Ok(Feed {
        id: tag(app, &format!("cities/{}", city.id)),
        title: lang.t_with("syndication-city", &[("name", name.into())]),
        lang,
        public_url: app.settings().public_url.clone(),
        page: format!("/cities/{}/feed?tab=latest", city.slug),
        path: format!("/cities/{}/notes", city.slug),
        notes,
        photos,
    })
}

async fn of_community(app: &App, community: &crate::cities::Community) -> Result<Feed> {
    let (notes, photos) = app
        .read(async |tx: &mut Tx| read(tx, Of::Community(community.id)).await)
        .await?;
    let lang = Lang::default();
    let name = community.names.get(lang);
    Ok(Feed {
        id: tag(app, &format!("communities/{}", community.id)),
        title: lang.t_with("syndication-community", &[("name", name.into())]),
        lang,
        public_url: app.settings().public_url.clone(),
        page: "/".to_owned(),
        path: format!("/communities/{}/notes", community.slug),
        notes,
        photos,
    })
}

/// A name that stays when addresses change (RFC 4151).
fn tag(app: &App, of: &str) -> String {
    let url = url::Url::parse(&app.settings().public_url).ok();
    let host = url.as_ref().and_then(url::Url::host_str);
    format!("tag:{},{TAGGED_SINCE}:{of}", host.unwrap_or("localhost"))
}
