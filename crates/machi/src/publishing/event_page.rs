//! The form of an event: a new one, a copy of another, or a change; and calling off.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::{Tx, args};

use super::call_off::{call_off, call_off_date};
use super::form::{EventForm, Read, weekday_codes};
use super::hosted::{Host, hosted};
use super::input::EventInput;
use super::publish::{change, publish};
use super::seat_types::SEAT_TYPES_MAX;
use super::{Kind, Repeats, Way, typed};
use crate::accounts::Role;
use crate::app::App;
use crate::cities::City;
use crate::error::{Error, Refusal, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::{EventId, OccurrenceId};
use crate::organisers::Organiser;
use crate::places::named::Named;
use crate::text::{Lang, Names};

struct Choice {
    value: String,
    text: String,
    chosen: bool,
}

/// Title and text in one of the languages beside the organiser's own.
struct OtherLang {
    lang: Lang,
    name: &'static str,
    title: String,
    text: String,
}

#[derive(Default)]
struct SeatLine {
    id: String,
    name: String,
    price: String,
    capacity: String,
}

#[derive(Template)]
#[template(path = "publishing/form.html")]
struct FormPage {
    page: Page,
    action: String,
    back: String,
    /// Whether it is published already.
    changes: bool,
    typed: EventForm,
    own_lang: &'static str,
    other_langs: Vec<OtherLang>,
    kinds: Vec<Choice>,
    repeats: Vec<Choice>,
    weekdays: Vec<Choice>,
    ways: Vec<Choice>,
    communities: Vec<Choice>,
    places: Vec<Choice>,
    seat_lines: Vec<SeatLine>,
    currency: String,
    zone: String,
    problems: Problems,
}

/// Where a form goes, and what it begins with.
struct Filled {
    title: String,
    action: String,
    back: String,
    changes: bool,
    typed: EventForm,
    places: Vec<Named>,
    problems: Problems,
}

/// What is chosen from a few words.
struct Choices {
    kinds: Vec<Choice>,
    repeats: Vec<Choice>,
    ways: Vec<Choice>,
    weekdays: Vec<Choice>,
}

impl Choices {
    fn of(page: &Page, typed: &EventForm) -> Self {
        let choice = |key: &str, name: &'static str, chosen: bool| Choice {
            value: name.to_owned(),
            text: page.t(&format!("publishing-{key}-{name}")),
            chosen,
        };
        let kind = Kind::parse(&typed.kind).unwrap_or_default();
        let repeats = Repeats::parse(&typed.repeats).unwrap_or_default();
        // Most organisers who come here have seats to give.
        let way = Way::parse(&typed.way).unwrap_or(Way::Open);
        let weekday = |(code, _): (&'static str, _)| Choice {
            value: code.to_owned(),
            text: page.t(&format!("publishing-weekday-{}", code.to_lowercase())),
            chosen: typed.weekdays.iter().any(|chosen| chosen == code),
        };
        Self {
            kinds: Kind::ALL
                .iter()
                .map(|&one| choice("kind", one.name(), one == kind))
                .collect(),
            repeats: Repeats::ALL
                .iter()
                .map(|&one| choice("repeats", one.name(), one == repeats))
                .collect(),
            ways: Way::ALL
                .iter()
                .map(|&one| choice("way", one.name(), one == way))
                .collect(),
            weekdays: weekday_codes().map(weekday).collect(),
        }
    }
}

fn form(page: Page, city: &City, filled: Filled) -> FormPage {
    let (lang, typed) = (page.lang, filled.typed);
    let choices = Choices::of(&page, &typed);
    let communities = city.communities.iter().map(|community| Choice {
        chosen: typed.community == community.id.to_string(),
        value: community.id.to_string(),
        text: community.names.get(lang).to_owned(),
    });
    let places = filled.places.iter().map(|place| Choice {
        chosen: false,
        value: place.id.to_string(),
        text: place.names.get(lang).to_owned(),
    });
    FormPage {
        kinds: choices.kinds,
        repeats: choices.repeats,
        ways: choices.ways,
        weekdays: choices.weekdays,
        communities: communities.collect(),
        places: places.collect(),
        own_lang: typed.own_lang().endonym(),
        other_langs: other_langs(&typed),
        seat_lines: seat_lines(&typed),
        currency: city.currency.code().to_owned(),
        zone: page.t1("events-city-time", "city", city.names.get(lang)),
        action: filled.action,
        back: filled.back,
        changes: filled.changes,
        problems: filled.problems,
        typed,
        page: page
            .in_city(&city.slug, &city.names)
            .titled(filled.title)
            .hidden_from_search(),
    }
}

fn other_langs(typed: &EventForm) -> Vec<OtherLang> {
    let text = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
    EventForm::other_langs(typed.own_lang())
        .enumerate()
        .map(|(at, lang)| OtherLang {
            lang,
            name: lang.endonym(),
            title: text(&typed.titles, at),
            text: text(&typed.texts, at),
        })
        .collect()
}

/// Those that were typed, and room for more.
fn seat_lines(typed: &EventForm) -> Vec<SeatLine> {
    let text = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
    let lines = (0..typed.seat_names.len()).map(|at| SeatLine {
        id: text(&typed.seat_ids, at),
        name: text(&typed.seat_names, at),
        price: text(&typed.seat_prices, at),
        capacity: text(&typed.seat_capacities, at),
    });
    let mut lines: Vec<_> = lines.filter(|line| !line.name.is_empty()).collect();
    let shown = (lines.len() + 2).min(SEAT_TYPES_MAX).max(lines.len());
    lines.resize_with(shown, SeatLine::default);
    lines
}

fn for_new(page: &Page, city: &City, typed: EventForm) -> Filled {
    Filled {
        title: page.t1("publishing-new-title", "city", city.names.get(page.lang)),
        action: format!("/cities/{}/organise/events", city.slug),
        back: format!("/cities/{}/organise", city.slug),
        changes: false,
        typed,
        places: Vec::new(),
        problems: Problems::default(),
    }
}

fn for_change(page: &Page, event: EventId, typed: EventForm) -> Filled {
    Filled {
        title: page.t("publishing-edit-title"),
        action: format!("/events/{event}/edit"),
        back: format!("/events/{event}"),
        changes: true,
        typed,
        places: Vec::new(),
        problems: Problems::default(),
    }
}

#[derive(Deserialize)]
pub(super) struct Copied {
    /// The event that the new one begins as.
    copy: Option<EventId>,
}

pub(super) async fn new(
    State(app): State<App>,
    page: Page,
    by: Organiser,
    Query(asked): Query<Copied>,
) -> Result<Response> {
    let typed = app
        .read(async |tx: &mut Tx| match asked.copy {
            Some(event) => {
                let operates = by.member.holds(Role::Operator, by.city.id);
                let old = hosted(tx, event).await?;
                let old = old.filter(|old| operates || old.host == by.member.id);
                let mut input = old.ok_or(Error::NotFound)?.input;
                input.day.clear();
                input.until.clear();
                input.except_days.clear();
                for one in &mut input.seat_types {
                    one.id = None;
                }
                filled_in(tx, &by.city, page.lang, input).await
            }
            None => Ok(EventForm {
                lang: page.lang.tag().to_owned(),
                ..EventForm::default()
            }),
        })
        .await?;
    let filled = for_new(&page, &by.city, typed);
    frame::html(&form(page, &by.city, filled))
}

/// What was said before, in a form.
async fn filled_in(tx: &mut Tx, city: &City, lang: Lang, input: EventInput) -> Result<EventForm> {
    let place = match input.place {
        Some(place) => {
            let sql = "select names from place where id = $1";
            let names = tx.optional::<(Names,)>(sql, args![place]).await?;
            names
                .map(|(names,)| names.get(lang).to_owned())
                .unwrap_or_default()
        }
        None => String::new(),
    };
    Ok(typed::typed(input, &place, city.currency))
}

/// What became of a form.
enum Outcome {
    Done(EventId),
    /// The name of the place may mean each of these.
    Several(Vec<Named>),
}

/// What the form says: looked up before anything is written.
async fn said(app: &App, city: &City, typed: &EventForm) -> Result<Read> {
    app.read(async |tx: &mut Tx| typed.read(tx, city).await)
        .await
}

pub(super) async fn post_new(
    State(app): State<App>,
    page: Page,
    by: Organiser,
    Form(typed): Form<EventForm>,
) -> Result<Response> {
    let posted = match said(&app, &by.city, &typed).await {
        Ok(Read::Several(several)) => Ok(Outcome::Several(several)),
        Ok(Read::Said(input)) => {
            let published = app.write(async |tx: &mut Tx| publish(tx, &by, &input).await);
            published.await.map(Outcome::Done)
        }
        Err(error) => Err(error),
    };
    let filled = for_new(&page, &by.city, typed);
    answer(page, &by.city, filled, posted, "notice-event-published")
}

pub(super) async fn edit(State(app): State<App>, page: Page, by: Host) -> Result<Response> {
    let typed = app
        .read(async |tx: &mut Tx| {
            let old = hosted(tx, by.event).await?.ok_or(Error::NotFound)?;
            filled_in(tx, &by.city, page.lang, old.input).await
        })
        .await?;
    let filled = for_change(&page, by.event, typed);
    frame::html(&form(page, &by.city, filled))
}

pub(super) async fn post_edit(
    State(app): State<App>,
    page: Page,
    by: Host,
    Form(typed): Form<EventForm>,
) -> Result<Response> {
    let posted = match said(&app, &by.city, &typed).await {
        Ok(Read::Several(several)) => Ok(Outcome::Several(several)),
        Ok(Read::Said(input)) => {
            let changed = app.write(async |tx: &mut Tx| change(tx, &by, &input).await);
            changed.await.map(|()| Outcome::Done(by.event))
        }
        Err(error) => Err(error),
    };
    let filled = for_change(&page, by.event, typed);
    answer(page, &by.city, filled, posted, "notice-event-changed")
}

/// To the event, or the form as it was typed with what is wrong (422).
fn answer(
    page: Page,
    city: &City,
    filled: Filled,
    outcome: Result<Outcome>,
    notice: &'static str,
) -> Result<Response> {
    let (refusal, places) = match outcome {
        Ok(Outcome::Done(event)) => return Ok(done(&format!("/events/{event}"), notice)),
        Ok(Outcome::Several(several)) => (
            Refusal::new("publishing-place-several").on("location"),
            several,
        ),
        Err(Error::Refused(refusal)) => (refusal, Vec::new()),
        Err(error) => return Err(error),
    };
    let filled = Filled {
        problems: Problems::of(&refusal, page.lang),
        places,
        ..filled
    };
    let page = frame::html(&form(page, city, filled))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

#[derive(Deserialize)]
pub(super) struct OffForm {
    off: bool,
}

fn told(off: bool) -> &'static str {
    if off {
        "notice-event-called-off"
    } else {
        "notice-event-on-again"
    }
}

pub(super) async fn post_call_off(
    State(app): State<App>,
    by: Host,
    Form(form): Form<OffForm>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| call_off(tx, &by, form.off).await)
        .await?;
    Ok(done(&format!("/events/{}", by.event), told(form.off)))
}

pub(super) async fn post_call_off_date(
    State(app): State<App>,
    by: Host,
    Path((_, occurrence)): Path<(String, OccurrenceId)>,
    Form(form): Form<OffForm>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| call_off_date(tx, &by, occurrence, form.off).await)
        .await?;
    Ok(done(
        &format!("/events/{}/{occurrence}", by.event),
        told(form.off),
    ))
}
