//! The addresses of the site's map.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use store::Tx;

use super::document::{self, Entry};
use super::parts::Parts;
use super::rows::{Kind, PART_URLS};
use crate::agenda::{Agenda, CityAgenda};
use crate::app::App;
use crate::cities::{Cities, City};
use crate::error::{Error, Result};
use crate::frame::conditional;

const KIND: &str = "application/xml; charset=utf-8";
const CACHE: &str = "public, max-age=3600";
/// What is nobody's to find: one's own pages, and what programs call.
const DISALLOWED: [&str; 8] = [
    "/api/",
    "/calendars/",
    "/desk",
    "/me/",
    "/settings",
    "/sign-in",
    "/sign-up",
    "/search",
];
/// The file of the pages that are not counted in thousands.
const FRONT: &str = "front";

pub(super) async fn robots(State(app): State<App>) -> Response {
    let rules: String = DISALLOWED
        .iter()
        .map(|path| format!("Disallow: {path}\n"))
        .collect();
    let map = format!("Sitemap: {}/sitemap.xml\n", app.settings().public_url);
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, CACHE),
    ];
    (headers, format!("User-agent: *\n{rules}\n{map}")).into_response()
}

pub(super) async fn index(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    let agenda = app.view::<Agenda>()?;
    let mut names = vec![FRONT.to_owned()];
    for city in app.view::<Cities>()?.all() {
        for events in agenda.city(city.id).events.chunks(PART_URLS as usize) {
            let first = events.first().map_or(0, |event| event.id.get());
            names.push(format!("events-{}-{first}", city.slug));
        }
    }
    for (kind, from) in app.view::<Parts>()?.of(&app).await? {
        names.push(format!("{}-{from}", kind.name()));
    }
    let paths: Vec<String> = names
        .iter()
        .map(|name| format!("/sitemaps/{name}.xml"))
        .collect();
    let text = document::index(&app.settings().public_url, &paths);
    Ok(answer(&headers, 0, text))
}

pub(super) async fn part(
    State(app): State<App>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let name = file.strip_suffix(".xml").ok_or(Error::NotFound)?;
    let entries = match name.rsplit_once('-') {
        None if name == FRONT => front(&app)?,
        None => return Err(Error::NotFound),
        Some((list, from)) => {
            let from: i64 = from.parse().map_err(|_| Error::NotFound)?;
            listed(&app, list, from).await?
        }
    };
    let changed = entries.iter().filter_map(|entry| entry.changed_at_ms);
    let changed_at_ms = changed.max().unwrap_or(0);
    let text = document::urls(&app.settings().public_url, &entries);
    Ok(answer(&headers, changed_at_ms, text))
}

fn answer(headers: &HeaderMap, changed_at_ms: i64, text: String) -> Response {
    conditional::answer(headers, KIND, changed_at_ms, text)
}

async fn listed(app: &App, list: &str, from: i64) -> Result<Vec<Entry>> {
    if let Some(slug) = list.strip_prefix("events-") {
        let city = app.view::<Cities>()?.by_slug(slug);
        let city = city.ok_or(Error::NotFound)?;
        return Ok(events(&app.view::<Agenda>()?.city(city.id), from));
    }
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == list);
    let kind = kind.ok_or(Error::NotFound)?;
    app.read(async |tx: &mut Tx| kind.part(tx, from).await)
        .await
}

/// Those of the city from this id on.
fn events(agenda: &CityAgenda, from: i64) -> Vec<Entry> {
    let first = agenda.events.partition_point(|event| event.id.get() < from);
    let part = agenda.events.iter().skip(first).take(PART_URLS as usize);
    part.map(|event| Entry {
        path: format!("/events/{}", event.id),
        changed_at_ms: Some(event.changed_at_ms),
    })
    .collect()
}

fn front(app: &App) -> Result<Vec<Entry>> {
    let steady = |path: &str| Entry {
        path: path.to_owned(),
        changed_at_ms: None,
    };
    let mut entries: Vec<Entry> = ["/", "/about", "/cities"].map(steady).into();
    let agenda = app.view::<Agenda>()?;
    for city in app.view::<Cities>()?.all() {
        entries.extend(of_city(&city, &agenda.city(city.id)));
    }
    Ok(entries)
}

fn of_city(city: &City, agenda: &CityAgenda) -> [Entry; 4] {
    let changed = agenda.events.iter().map(|event| event.changed_at_ms);
    let changed_at_ms = changed.fold(city.changed_at_ms, i64::max);
    ["", "/agenda", "/feed", "/neighbourhoods"].map(|below| Entry {
        path: format!("/cities/{}{below}", city.slug),
        // Notes come and go in the feed.
        changed_at_ms: (below != "/feed").then_some(changed_at_ms),
    })
}
