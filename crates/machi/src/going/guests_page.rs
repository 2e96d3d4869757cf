//! The guests of a date, for who publishes it.

use askama::Template;
use axum::extract::{Path, Query, State as AppState};
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::decide::decide;
use super::guests::{self, Guest, PAGE_GUESTS};
use super::messages::{self, Sent};
use super::rsvp::{self, State};
use crate::accounts::{hue, letter};
use crate::app::App;
use crate::error::{Error, Result};
use crate::events::{Reading, Times};
use crate::frame::form::done;
use crate::frame::{self, Page};
use crate::ids::{OccurrenceId, RsvpId};
use crate::publishing::Host;
use crate::text::when;

/// What an organiser looks at, in this order.
const STATES: [State; 7] = [
    State::Asked,
    State::Going,
    State::Held,
    State::Offered,
    State::Waiting,
    State::Interested,
    State::Declined,
];

struct Tab {
    href: String,
    text: String,
    current: bool,
}

struct Line {
    id: RsvpId,
    /// None for who has no account.
    handle: Option<String>,
    display_name: String,
    letter: String,
    hue: u8,
    /// "2 people · Front rows".
    seats: String,
    since: String,
}

/// What was written to them.
struct MessageLine {
    href: String,
    subject: String,
    /// "Going · this date".
    to: String,
    when: String,
    /// "Sent to 12 people".
    sent: String,
}

#[derive(Template)]
#[template(path = "going/guests.html")]
struct GuestsPage {
    page: Page,
    path: String,
    when: String,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    messages: Vec<MessageLine>,
    next: Option<String>,
    can_accept: bool,
    can_refuse: bool,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    state: String,
    after: Option<RsvpId>,
}

pub(super) async fn show(
    AppState(app): AppState<App>,
    page: Page,
    by: Host,
    Path((_, occurrence)): Path<(String, OccurrenceId)>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (at, counts, state, found, sent) = app
        .read(async |tx: &mut Tx| {
            let at = rsvp::at(tx, by.event, occurrence).await?;
            let counts = guests::counts(tx, occurrence).await?;
            let some = |state: &State| counts.iter().any(|(one, ..)| one == state);
            // First what waits for the organiser, else who comes.
            let first = STATES.into_iter().find(some).unwrap_or(State::Going);
            let state = State::parse(&asked.state).unwrap_or(first);
            let found = guests::guests(tx, occurrence, state, asked.after).await?;
            let sent = messages::sent(tx, by.event).await?;
            Ok((at, counts, state, found, sent))
        })
        .await?;
    let path = format!("/events/{}/{occurrence}", by.event);
    let reading = Reading {
        lang: page.lang,
        zone: &by.city.zone,
        now_ms: app.now_ms(),
    };
    let times = Times {
        starts_at_ms: at.starts_at_ms,
        ends_at_ms: None,
        all_day: false,
    };
    let full = i64::try_from(found.len()).is_ok_and(|count| count == PAGE_GUESTS);
    let last = found.last().filter(|_| full).map(|last| last.id);
    let title = page.t("going-guests");
    frame::html(&GuestsPage {
        tabs: tabs(&page, &path, &counts, state),
        lines: found
            .into_iter()
            .map(|guest| line(&page, guest, reading))
            .collect(),
        messages: sent
            .into_iter()
            .map(|sent| message(&page, &by, sent, reading))
            .collect(),
        next: last.map(|last| format!("{path}/guests?state={}&after={last}", state.name())),
        when: times.full(reading),
        can_accept: matches!(state, State::Asked | State::Declined),
        can_refuse: !matches!(state, State::Declined | State::Interested),
        path,
        page: page
            .in_city(&by.city.slug, &by.city.names)
            .titled(title)
            .hidden_from_search(),
    })
}

fn tabs(page: &Page, path: &str, counts: &[(State, i64, i64)], current: State) -> Vec<Tab> {
    STATES
        .into_iter()
        .map(|state| {
            let found = counts.iter().find(|(one, ..)| *one == state);
            // Who is only interested brings nobody yet.
            let people = found.map_or(0, |&(_, answers, people)| people.max(answers));
            Tab {
                href: format!("{path}/guests?state={}", state.name()),
                text: page.tn(&format!("going-state-{}", state.name()), people),
                current: state == current,
            }
        })
        .collect()
}

fn line(page: &Page, guest: Guest, reading: Reading<'_>) -> Line {
    let mut seats = page.tn("going-people", guest.party.max(1));
    if !guest.seat_type.is_empty() {
        seats = format!("{seats} · {}", guest.seat_type);
    }
    let at = when::civil(guest.changed_at_ms, reading.zone);
    let name = if guest.display_name.is_empty() {
        page.t("visits-forgotten")
    } else {
        guest.display_name
    };
    let (account, handle) = guest.account.unzip();
    Line {
        id: guest.id,
        letter: letter(&name),
        hue: account.map_or(0, hue),
        handle,
        display_name: name,
        seats,
        since: when::day_and_time(reading.lang, at, reading.today()),
    }
}

fn message(page: &Page, by: &Host, sent: Sent, reading: Reading<'_>) -> MessageLine {
    let dates = match sent.occurrence {
        Some(_) => page.t("messages-one-date"),
        None => page.t("messages-all-dates"),
    };
    let to = page.t(&format!("messages-to-{}", sent.audience.name()));
    let at = when::civil(sent.written_at_ms, reading.zone);
    let key = if sent.done {
        "messages-sent"
    } else {
        "messages-being-sent"
    };
    MessageLine {
        href: format!("/events/{}/messages/{}", by.event, sent.id),
        subject: sent.subject,
        to: format!("{to} · {dates}"),
        when: when::day_and_time(reading.lang, at, reading.today()),
        sent: page.tn(key, sent.people),
    }
}

#[derive(Deserialize)]
pub(super) struct DecideForm {
    accepted: bool,
}

pub(super) async fn post_decide(
    AppState(app): AppState<App>,
    by: Host,
    Path((_, occurrence, id)): Path<(String, OccurrenceId, RsvpId)>,
    Form(form): Form<DecideForm>,
) -> Result<Response> {
    let decided =
        app.write(async |tx: &mut Tx| decide(tx, &by, (occurrence, id), form.accepted).await);
    decided.await?;
    let notice = if form.accepted {
        "notice-guest-accepted"
    } else {
        "notice-guest-refused"
    };
    let back = format!("/events/{}/{occurrence}/guests", by.event);
    Ok::<_, Error>(done(&back, notice))
}
