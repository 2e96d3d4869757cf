//! The tickets of a date for its organiser: taking one back, issuing one anew.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;
use url::form_urlencoded;

use super::guest_tickets::{GuestTicket, PAGE_TICKETS, Which, tickets};
use crate::app::App;
use crate::error::{Error, Result};
use crate::events::{self, Reading};
use crate::frame::form::done;
use crate::frame::{self, Page};
use crate::going;
use crate::ids::{OccurrenceId, TicketId};
use crate::publishing::Host;
use crate::text::when;

struct Line {
    id: TicketId,
    code: String,
    who: String,
    seat_type: String,
    stands: String,
    /// It can be taken back, and issued anew.
    open: bool,
}

#[derive(Template)]
#[template(path = "door/tickets.html")]
struct TicketsPage {
    page: Page,
    path: String,
    when: String,
    words: String,
    lines: Vec<Line>,
    next: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    after: Option<TicketId>,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: Host,
    Path((_, at)): Path<(String, OccurrenceId)>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let which = Which {
        words: asked.q.trim().to_owned(),
        after: asked.after,
    };
    let (date, found) = app
        .read(async |tx: &mut Tx| {
            let date = events::occurrence(tx, by.event, at).await?;
            Ok((date, tickets(tx, at, &which).await?))
        })
        .await?;
    let reading = Reading {
        lang: page.lang,
        zone: &by.city.zone,
        now_ms: app.now_ms(),
    };
    let full = i64::try_from(found.len()).is_ok_and(|count| count == PAGE_TICKETS);
    let last = found.last().filter(|_| full).map(|last| last.id);
    let next = last.map(|last| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &which.words);
        query.append_pair("after", &last.to_string());
        format!("/events/{}/{at}/tickets?{}", by.event, query.finish())
    });
    let title = page.t("door-tickets");
    frame::html(&TicketsPage {
        path: format!("/events/{}/{at}", by.event),
        when: date.times.full(reading),
        words: which.words,
        next,
        lines: found
            .into_iter()
            .map(|ticket| line(&page, reading, ticket))
            .collect(),
        page: page
            .in_city(&by.city.slug, &by.city.names)
            .titled(title)
            .hidden_from_search(),
    })
}

fn line(page: &Page, reading: Reading<'_>, ticket: GuestTicket) -> Line {
    let stands = match ticket.used_at_ms {
        Some(at_ms) => {
            let at = when::civil(at_ms, reading.zone);
            let time = when::day_and_time(reading.lang, at, reading.today());
            page.t1("tickets-used-at", "time", time)
        }
        None if ticket.void => page.t("door-ticket-void"),
        None if ticket.issue > 1 => page.t("door-ticket-anew"),
        None => String::new(),
    };
    let (first, second) = ticket.code.split_at(ticket.code.len() / 2);
    Line {
        code: format!("{first}-{second}"),
        id: ticket.id,
        who: if ticket.handle.is_empty() {
            ticket.name
        } else {
            format!("{} @{}", ticket.name, ticket.handle)
        },
        seat_type: ticket.seat_type,
        open: !ticket.void && ticket.used_at_ms.is_none(),
        stands,
    }
}

#[derive(Deserialize)]
pub(super) struct ChangeForm {
    change: String,
}

pub(super) async fn post_change(
    State(app): State<App>,
    by: Host,
    Path((_, at, ticket)): Path<(String, OccurrenceId, TicketId)>,
    Form(form): Form<ChangeForm>,
) -> Result<Response> {
    let notice = app
        .write(async |tx: &mut Tx| match form.change.as_str() {
            "void" => {
                going::take_back(tx, &by, ticket).await?;
                Ok("notice-ticket-taken-back")
            }
            "reissue" => {
                going::reissue(tx, &by, ticket).await?;
                Ok("notice-ticket-issued-anew")
            }
            _ => Err(Error::NotFound),
        })
        .await?;
    Ok(done(&format!("/events/{}/{at}/tickets", by.event), notice))
}
