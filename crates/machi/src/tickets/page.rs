//! The page of a ticket: whoever has its address has the ticket. What its owner does with it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::held::{self, Held};
use super::qr;
use crate::accounts::{self, Member, Reader};
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::events::Reading;
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::going;
use crate::seats::{self, Ticket};
use crate::text::{Lang, when};

/// The picture says the same for ever: a ticket that is issued anew has another address.
const QR_CACHE: &str = "private, max-age=604800, immutable";

/// How a ticket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Valid,
    Used,
    /// Its date does not take place.
    Cancelled,
    /// Taken back, given up, or issued anew.
    Void,
}

struct TicketLink {
    href: String,
    text: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "tickets/ticket.html")]
struct TicketPage {
    page: Page,
    path: String,
    event_href: String,
    calendar_href: String,
    title: String,
    when: String,
    location: String,
    meeting_point: String,
    name: String,
    seat_type: String,
    code: String,
    stands: Stands,
    used_at: String,
    /// Those that came with it, when there are several.
    together: Vec<TicketLink>,
    may_reissue: bool,
    may_hand_over: bool,
    problems: Problems,
    /// The handle that was typed.
    to: String,
}

/// `7QK2M4XZ` as people read it out: `7QK2-M4XZ`.
pub(super) fn spaced(code: &str) -> String {
    match code.split_at_checked(code.len() / 2) {
        Some((first, second)) => format!("{first}-{second}"),
        None => code.to_owned(),
    }
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Reader(by): Reader,
    Path(link): Path<String>,
) -> Result<Response> {
    let held = app
        .read(async |tx: &mut Tx| held::by_link(&app, tx, &link).await)
        .await?;
    answer(&view(&app, page, by.as_ref(), &link, held))
}

fn answer(view: &TicketPage) -> Result<Response> {
    let mut response = frame::html(view)?;
    // The address is the ticket: it is told to no other site.
    let policy = header::HeaderValue::from_static("same-origin");
    response
        .headers_mut()
        .insert(header::REFERRER_POLICY, policy);
    Ok(response)
}

fn view(app: &App, page: Page, by: Option<&Member>, link: &str, held: Held) -> TicketPage {
    let event = &held.event;
    let reading = Reading {
        lang: page.lang,
        zone: &event.city.zone,
        now_ms: app.now_ms(),
    };
    let stands = stands(&held);
    let owns = by.is_some_and(|by| Some(by.id) == held.of.account_id);
    let ahead = stands == Stands::Valid && held.date.times.starts_at_ms > app.now_ms();
    let event_href = format!("/events/{}/{}", event.id, held.date.id);
    let used_at = held.of.used_at_ms.map(|at_ms| {
        let at = when::civil(at_ms, reading.zone);
        when::day_and_time(reading.lang, at, reading.today())
    });
    let title = event.titles.get(page.lang).to_owned();
    TicketPage {
        path: format!("/tickets/{link}"),
        calendar_href: format!("{event_href}.ics"),
        event_href,
        when: held.date.times.full(reading),
        location: event.location(page.lang),
        meeting_point: held.meeting_point.clone(),
        name: held.of.name.clone(),
        seat_type: held.of.seat_type.clone(),
        code: spaced(&held.ticket.code),
        stands,
        used_at: used_at.unwrap_or_default(),
        together: together(app, page.lang, &held),
        may_reissue: owns && stands == Stands::Valid,
        may_hand_over: owns && ahead && held.may_hand_over,
        problems: Problems::default(),
        to: String::new(),
        page: page
            .in_city(&event.city.slug, &event.city.names)
            .titled(title.clone())
            .hidden_from_search(),
        title,
    }
}

fn stands(held: &Held) -> Stands {
    if !held.current {
        Stands::Void
    } else if held.ticket.used {
        Stands::Used
    } else if held.date.cancelled || held.event.cancelled {
        Stands::Cancelled
    } else {
        Stands::Valid
    }
}

/// Only of a ticket that is valid: an old address does not lead to the new ones.
fn together(app: &App, lang: Lang, held: &Held) -> Vec<TicketLink> {
    if !held.current || held.together.len() < 2 {
        return Vec::new();
    }
    let link = |(at, ticket): (usize, &Ticket)| TicketLink {
        href: format!("/tickets/{}", seats::link(app, ticket)),
        text: lang.t_with("tickets-nth", &[("n", (at + 1).into())]),
        current: ticket.id == held.ticket.id,
    };
    held.together.iter().enumerate().map(link).collect()
}

pub(super) async fn qr(State(app): State<App>, Path(link): Path<String>) -> Result<Response> {
    let (ticket, current) = app
        .read(async |tx: &mut Tx| seats::by_link(&app, tx, &link).await)
        .await?;
    if !current {
        return Err(Error::NotFound);
    }
    let picture = qr::svg(&seats::sign(app.key(), ticket.paper())?)?;
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, QR_CACHE),
    ];
    Ok((headers, picture).into_response())
}

/// The page again, with why it did not work and what was typed.
async fn refused(
    app: &App,
    page: Page,
    (by, link): (&Member, &str),
    (refusal, to): (&Refusal, String),
) -> Result<Response> {
    let held = app
        .read(async |tx: &mut Tx| held::by_link(app, tx, link).await)
        .await?;
    let problems = Problems::of(refusal, page.lang);
    let view = TicketPage {
        problems,
        to,
        ..view(app, page, Some(by), link, held)
    };
    let mut response = answer(&view)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

pub(super) async fn post_reissue(
    State(app): State<App>,
    page: Page,
    member: Member,
    Path(link): Path<String>,
) -> Result<Response> {
    let issued = app
        .write(async |tx: &mut Tx| {
            let (ticket, _) = seats::by_link(&app, tx, &link).await?;
            going::reissue_own(tx, &member, ticket.id).await
        })
        .await;
    match issued {
        Ok(issued) => {
            let to = format!("/tickets/{}", seats::link(&app, &issued));
            Ok(done(&to, "notice-ticket-reissued"))
        }
        Err(Error::Refused(refusal)) => {
            refused(&app, page, (&member, &link), (&refusal, String::new())).await
        }
        Err(error) => Err(error),
    }
}

#[derive(Deserialize)]
pub(super) struct HandOverForm {
    to: String,
}

pub(super) async fn post_hand_over(
    State(app): State<App>,
    page: Page,
    member: Member,
    Path(link): Path<String>,
    Form(form): Form<HandOverForm>,
) -> Result<Response> {
    let handed = app.write(async |tx: &mut Tx| {
        let (ticket, current) = seats::by_link(&app, tx, &link).await?;
        if !current {
            return Err(Error::NotFound);
        }
        let to = accounts::by_handle(tx, form.to.trim().trim_start_matches('@')).await?;
        let to = to.ok_or_else(|| Refusal::new("tickets-nobody").on("to"))?;
        going::hand_over(tx, &member, ticket.id, to).await
    });
    match handed.await {
        Ok(()) => Ok(done("/me/tickets", "notice-ticket-handed-over")),
        Err(Error::Refused(refusal)) => {
            refused(&app, page, (&member, &link), (&refusal, form.to.clone())).await
        }
        Err(error) => Err(error),
    }
}

struct DateLine {
    href: String,
    title: String,
    when: String,
    city: String,
    cancelled: bool,
    tickets: Vec<TicketLink>,
}

#[derive(Template)]
#[template(path = "tickets/mine.html")]
struct MinePage {
    page: Page,
    dates: Vec<DateLine>,
    tonight: String,
}

pub(super) async fn mine(State(app): State<App>, page: Page, member: Member) -> Result<Response> {
    let found = app
        .read(async |tx: &mut Tx| held::mine(&app, tx, member.id).await)
        .await?;
    let dates = found.into_iter().map(|mine| {
        let reading = Reading {
            lang: page.lang,
            zone: &mine.event.city.zone,
            now_ms: app.now_ms(),
        };
        let link = |ticket: &Ticket| TicketLink {
            href: format!("/tickets/{}", seats::link(&app, ticket)),
            text: spaced(&ticket.code),
            current: ticket.used,
        };
        DateLine {
            href: format!("/events/{}/{}", mine.event.id, mine.date.id),
            title: mine.event.titles.get(page.lang).to_owned(),
            when: mine.date.times.full(reading),
            city: mine.event.city.names.get(page.lang).to_owned(),
            cancelled: mine.event.cancelled || mine.date.cancelled,
            tickets: mine.tickets.iter().map(link).collect(),
        }
    });
    let dates = dates.collect();
    let title = page.t("tickets-mine");
    frame::html(&MinePage {
        dates,
        tonight: page.here("tonight"),
        page: page.titled(title).hidden_from_search(),
    })
}
