//! The centre: what a member was told, by day.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use jiff::tz::TimeZone;
use serde::Deserialize;
use store::{Tx, args};

use super::at::AtNotification;
use super::list::{Listed, Told, list};
use super::place::Place;
use super::read::{about, read, read_through};
use super::subject::Subject;
use crate::accounts::{self, Member};
use crate::app::App;
use crate::cities::Cities;
use crate::error::Result;
use crate::events::{Reading, rfc3339};
use crate::frame::form::done;
use crate::frame::{self, Page};
use crate::text::when;

const PATH: &str = "/notifications";

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Where the page before ended.
    before: Option<String>,
}

/// One notification.
struct Line {
    href: String,
    is_read: bool,
    icon: &'static str,
    /// Empty where nobody did it.
    letter: String,
    hue: u8,
    is_demo: bool,
    sentence: String,
    text: String,
    /// BCP 47; empty where it is not known.
    text_lang: String,
    city: String,
    at: String,
    time: String,
}

struct Day {
    name: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "notifications/notifications.html")]
struct Centre {
    page: Page,
    days: Vec<Day>,
    next: Option<String>,
    /// How far the reader sees, if anything can be marked as read.
    through: Option<Place>,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let before = asked.before.and_then(|before| before.parse().ok());
    let before = before.unwrap_or_else(Place::end);
    let Listed { told, next } = app
        .read(async |tx: &mut Tx| list(tx, member.id, before).await)
        .await?;
    let newest = told.first().map(|told| told.place);
    let title = page.t("web-notifications");
    frame::html(&Centre {
        days: days(&app, &page, told)?,
        next: next.map(|next| format!("{PATH}?before={next}")),
        through: newest.filter(|_| page.unread > 0),
        page: page.titled(title).hidden_from_search(),
    })
}

/// In days of the member's home city.
fn days(app: &App, page: &Page, told: Vec<Told>) -> Result<Vec<Day>> {
    let cities = app.view::<Cities>()?;
    let home = told.first().and_then(|told| told.home_city_id);
    let home = home.and_then(|home| cities.by_id(home));
    let zone = home.map_or(TimeZone::UTC, |city| city.zone.clone());
    let reading = Reading {
        lang: page.lang,
        zone: &zone,
        now_ms: app.now_ms(),
    };
    let mut days: Vec<Day> = Vec::new();
    for told in told {
        let at = when::civil(told.place.at_ms, &zone);
        let name = reading.day(at.date());
        let city = told.city_id.and_then(|city| cities.by_id(city));
        let city = city.map_or_else(String::new, |city| city.names.get(page.lang).to_owned());
        let line = line(&told, page, city, rfc3339(told.place.at_ms, &zone), at);
        match days.last_mut().filter(|day| day.name == name) {
            Some(day) => day.lines.push(line),
            None => days.push(Day {
                name,
                lines: vec![line],
            }),
        }
    }
    Ok(days)
}

fn line(told: &Told, page: &Page, city: String, at: String, local: jiff::civil::DateTime) -> Line {
    let actor = told.actor.as_ref();
    Line {
        // Following the link is reading it.
        href: if told.is_read {
            told.subject.address(told.handle())
        } else {
            format!("{PATH}/{}", told.place.id)
        },
        is_read: told.is_read,
        icon: told.kind.icon,
        letter: actor.map_or_else(String::new, |actor| accounts::letter(&actor.display_name)),
        hue: actor.map_or(0, |actor| accounts::hue(actor.id)),
        is_demo: actor.is_some_and(|actor| actor.is_demo),
        sentence: told.sentence(page.lang),
        text: told.words(page.lang),
        text_lang: if told.lang == "und" { "" } else { &told.lang }.to_owned(),
        city,
        at,
        time: when::time(page.lang, local.time()),
    }
}

/// Leads to what the notification is about, and marks it as read: a link that a page can hold. A
/// browser that looks ahead reads nothing.
pub(super) async fn open(
    State(app): State<App>,
    member: Member,
    AtNotification(id): AtNotification,
    headers: HeaderMap,
) -> Result<Response> {
    let looks_ahead = headers
        .get("sec-purpose")
        .and_then(|purpose| purpose.to_str().ok())
        .is_some_and(|purpose| purpose.contains("prefetch"));
    let to = if looks_ahead {
        app.read(async |tx: &mut Tx| {
            let subject = about(tx, &member, id).await?;
            address(tx, subject).await
        })
        .await?
    } else {
        app.write(async |tx: &mut Tx| {
            let subject = read(tx, &member, id).await?;
            address(tx, subject).await
        })
        .await?
    };
    let headers = [
        (header::LOCATION, to),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

async fn address(tx: &mut Tx, subject: Subject) -> Result<String> {
    let name = match subject {
        Subject::Person(person) => {
            let sql = "select handle from account where id = $1";
            let row = tx.optional::<(String,)>(sql, args![person]).await?;
            row.map_or_else(String::new, |(handle,)| handle)
        }
        Subject::Organising { city, .. }
        | Subject::Lottery { city, .. }
        | Subject::Campaign { city, .. } => {
            let sql = "select slug from city where id = $1";
            let row = tx.optional::<(String,)>(sql, args![city]).await?;
            row.map_or_else(String::new, |(slug,)| slug)
        }
        _ => String::new(),
    };
    Ok(subject.address(&name))
}

#[derive(Deserialize)]
pub(super) struct ReadForm {
    /// The newest that the reader saw.
    through: Option<String>,
}

pub(super) async fn read_all(
    State(app): State<App>,
    member: Member,
    Form(form): Form<ReadForm>,
) -> Result<Response> {
    let through = form.through.and_then(|through| through.parse().ok());
    let through = through.unwrap_or_else(Place::end);
    app.write(async |tx: &mut Tx| read_through(tx, &member, through).await)
        .await?;
    Ok(done(PATH, "notice-notifications-read"))
}
