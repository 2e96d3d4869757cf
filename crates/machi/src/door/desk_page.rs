//! A date's door for its organiser: how many came, what needs a look, the links of stewards, and who
//! wrote afterwards.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use jiff::civil::DateTime;
use serde::Deserialize;
use store::Tx;

use super::numbers::{self, Doubt, Numbers, Posted};
use super::open::{self, Door, NewDoor};
use super::scan::Outcome;
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::events::{self, Occurrence, Reading};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::{DoorId, OccurrenceId};
use crate::publishing::Host;
use crate::text::when;

/// A new door is open from so long before the date until so long after it, unless it is said otherwise.
const BEFORE_MS: i64 = 2 * 60 * 60 * 1000;
const AFTER_MS: i64 = 3 * 60 * 60 * 1000;
/// Of a note that has no title.
const TITLE_CHARS_MAX: usize = 80;

struct Hour {
    text: String,
    count: i64,
}

struct Line {
    what: String,
    /// Somebody went in who should not have.
    grave: bool,
    code: String,
    name: String,
    /// "8:04 PM · Ana · Main entrance".
    then: String,
    first: String,
}

struct DoorLine {
    id: DoorId,
    name: String,
    when: String,
    /// In full, to be sent to a steward.
    address: String,
    over: bool,
}

struct NoteLine {
    href: String,
    who: String,
    title: String,
}

#[derive(Template)]
#[template(path = "door/desk.html")]
struct DeskPage {
    page: Page,
    path: String,
    when: String,
    tickets: i64,
    admitted: i64,
    hours: Vec<Hour>,
    hour_max: i64,
    doubts: Vec<Line>,
    doors: Vec<DoorLine>,
    posted: Vec<NoteLine>,
    begun: bool,
    problems: Problems,
    typed: DoorForm,
}

/// What the form of a new door says.
#[derive(Deserialize, Default)]
pub(super) struct DoorForm {
    name: String,
    /// On the city's clock: `2026-11-28T17:00`.
    from: String,
    until: String,
    /// `1` for each date in that time.
    #[serde(default)]
    all_dates: String,
}

struct Found {
    date: Occurrence,
    numbers: Numbers,
    doubts: Vec<Doubt>,
    doors: Vec<Door>,
    posted: Vec<Posted>,
}

async fn find(tx: &mut Tx, by: &Host, at: OccurrenceId) -> Result<Found> {
    Ok(Found {
        date: events::occurrence(tx, by.event, at).await?,
        numbers: numbers::numbers(tx, at, &by.city.zone).await?,
        doubts: numbers::doubts(tx, at).await?,
        doors: open::doors(tx, by).await?,
        posted: numbers::posted(tx, (by.event, at)).await?,
    })
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: Host,
    Path((_, at)): Path<(String, OccurrenceId)>,
) -> Result<Response> {
    let found = app
        .read(async |tx: &mut Tx| find(tx, &by, at).await)
        .await?;
    let zone = &by.city.zone;
    let civil = |at_ms| when::civil(at_ms, zone).strftime("%Y-%m-%dT%H:%M");
    let times = found.date.times;
    let typed = DoorForm {
        name: page.t("door-name-first"),
        from: civil(times.starts_at_ms - BEFORE_MS).to_string(),
        until: civil(times.over_at_ms(zone) + AFTER_MS).to_string(),
        all_dates: String::new(),
    };
    frame::html(&view(&app, page, &by, found, (typed, Problems::default())))
}

fn view(
    app: &App,
    page: Page,
    by: &Host,
    found: Found,
    (typed, problems): (DoorForm, Problems),
) -> DeskPage {
    let reading = Reading {
        lang: page.lang,
        zone: &by.city.zone,
        now_ms: app.now_ms(),
    };
    let hour = |&(at_ms, count): &(i64, i64)| Hour {
        text: day_and_time(reading, at_ms),
        count,
    };
    let hours: Vec<Hour> = found.numbers.hours.iter().map(hour).collect();
    let doubt = |doubt: &Doubt| line(&page, reading, doubt);
    let door = |door: Door| door_line(app, reading, door);
    DeskPage {
        path: format!("/events/{}/{}", by.event, found.date.id),
        when: found.date.times.full(reading),
        tickets: found.numbers.tickets,
        admitted: found.numbers.admitted,
        hour_max: hours.iter().map(|hour| hour.count).max().unwrap_or(0),
        hours,
        doubts: found.doubts.iter().map(doubt).collect(),
        doors: found.doors.into_iter().map(door).collect(),
        posted: found.posted.into_iter().map(note_line).collect(),
        begun: found.date.times.starts_at_ms <= app.now_ms(),
        problems,
        typed,
        page: {
            let title = page.t("door-desk");
            page.in_city(&by.city.slug, &by.city.names)
                .titled(title)
                .hidden_from_search()
        },
    }
}

fn day_and_time(reading: Reading<'_>, at_ms: i64) -> String {
    let at = when::civil(at_ms, reading.zone);
    when::day_and_time(reading.lang, at, reading.today())
}

fn line(page: &Page, reading: Reading<'_>, doubt: &Doubt) -> Line {
    let scan = |at_ms, steward: &str, door: &str| {
        format!("{} · {steward} · {door}", day_and_time(reading, at_ms))
    };
    let first = doubt.first_at_ms.map(|at_ms| {
        let steward = doubt.first_steward.as_deref().unwrap_or_default();
        scan(
            at_ms,
            steward,
            doubt.first_door.as_deref().unwrap_or_default(),
        )
    });
    Line {
        what: page.t(match doubt.outcome() {
            Outcome::Again => "door-doubt-again",
            Outcome::Conflict => "door-doubt-conflict",
            Outcome::Void => "door-doubt-void",
            Outcome::Stale => "door-doubt-stale",
            _ => "door-doubt-other-date",
        }),
        grave: doubt.let_in,
        code: doubt.code.clone(),
        name: doubt.name.clone(),
        then: scan(doubt.at_ms, &doubt.steward, &doubt.door),
        first: first.unwrap_or_default(),
    }
}

fn door_line(app: &App, reading: Reading<'_>, door: Door) -> DoorLine {
    let (from, until) = (
        day_and_time(reading, door.from_ms),
        day_and_time(reading, door.until_ms),
    );
    DoorLine {
        when: format!("{from} – {until}"),
        over: door.until_ms <= reading.now_ms,
        address: address(app, door.id),
        id: door.id,
        name: door.name,
    }
}

/// The address of a door in full.
pub(super) fn address(app: &App, door: DoorId) -> String {
    let link = open::link(app, door);
    format!("{}/door/{link}", app.settings().public_url)
}

fn note_line(posted: Posted) -> NoteLine {
    let title = if posted.title.is_empty() {
        posted.body.chars().take(TITLE_CHARS_MAX).collect()
    } else {
        posted.title
    };
    NoteLine {
        href: format!("/notes/{}", posted.id),
        who: format!("{} @{}", posted.display_name, posted.handle),
        title,
    }
}

pub(super) async fn post_open(
    State(app): State<App>,
    page: Page,
    by: Host,
    Path((_, at)): Path<(String, OccurrenceId)>,
    Form(form): Form<DoorForm>,
) -> Result<Response> {
    let opened = match typed(&by, at, &form) {
        Ok(new) => {
            let made = app.write(async |tx: &mut Tx| open::open(tx, &by, new.clone()).await);
            made.await.map(|_| ())
        }
        Err(error) => Err(error),
    };
    match opened {
        Ok(()) => Ok(done(
            &format!("/events/{}/{at}/door", by.event),
            "notice-door-opened",
        )),
        Err(Error::Refused(refusal)) => {
            let found = app
                .read(async |tx: &mut Tx| find(tx, &by, at).await)
                .await?;
            let problems = Problems::of(&refusal, page.lang);
            let view = view(&app, page, &by, found, (form, problems));
            let mut response = frame::html(&view)?;
            *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

fn typed(by: &Host, at: OccurrenceId, form: &DoorForm) -> Result<NewDoor> {
    let at_ms = |typed: &str, field| -> Result<i64> {
        let refusal = || Refusal::new("door-time").on(field);
        let at: DateTime = typed.parse().map_err(|_| refusal())?;
        let at = at.to_zoned(by.city.zone.clone()).map_err(|_| refusal())?;
        Ok(at.timestamp().as_millisecond())
    };
    Ok(NewDoor {
        name: form.name.clone(),
        occurrence: (form.all_dates != "1").then_some(at),
        from_ms: at_ms(&form.from, "from")?,
        until_ms: at_ms(&form.until, "until")?,
    })
}

pub(super) async fn post_revoke(
    State(app): State<App>,
    by: Host,
    Path((_, at, door)): Path<(String, OccurrenceId, DoorId)>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| open::revoke(tx, &by, door).await)
        .await?;
    let back = format!("/events/{}/{at}/door", by.event);
    Ok(done(&back, "notice-door-revoked"))
}
