//! Visits: answers to a date without an account, known by a mail address and its link.

mod api;
mod ask_page;
mod claim;
mod confirm;
mod hold;
mod mails;
mod page;
mod tell;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use store::{Tx, args};
use utoipa_axum::router::OpenApiRouter;

use super::answer::leave;
use super::rsvp::{self, Rsvp, Who};
use crate::app::App;
use crate::cities::{Cities, City};
use crate::error::{Error, Result};
use crate::events::{Reading, Times};
use crate::ids::{EventId, OccurrenceId};
use crate::text::{Lang, Names};
use crate::visitors::{self, Visitor};

pub(super) use ask_page::AskForm;
pub use claim::CLAIM;
#[cfg(test)]
pub(super) use hold::{Promised, hold};
pub use mails::{CANCELLED, LINK, MOVED, News, OFFERED, REFUSED, SEAT};
pub use tell::{TELL, tell, was_told_of_seat};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub(super) fn pages() -> Router<App> {
    Router::new()
        .route(
            "/events/{event}/{occurrence}/visits",
            get(ask_page::show).post(ask_page::post_ask),
        )
        .route("/visits/{link}", get(page::show).post(page::post_answer))
}

pub(super) fn api() -> OpenApiRouter<App> {
    api::routes()
}

/// The date of a visit in words.
struct Date {
    city: Arc<City>,
    title: String,
    /// By the city's clocks.
    when: String,
}

impl Date {
    async fn of(
        app: &App,
        tx: &mut Tx,
        (event, occurrence): (EventId, OccurrenceId),
        lang: Lang,
    ) -> Result<Self> {
        let at = rsvp::at(tx, event, occurrence).await?;
        let city = app.view::<Cities>()?.by_id(at.city);
        let city = city.ok_or(Error::NotFound)?;
        // `event` and `occurrence` belong to events.
        let sql =
            "select e.titles, o.ends_at_ms from event e join occurrence o on o.event_id = e.id
                   where o.id = $1";
        let (titles, ends_at_ms) = tx
            .one::<(Names, Option<i64>)>(sql, args![occurrence])
            .await?;
        let times = Times {
            starts_at_ms: at.starts_at_ms,
            ends_at_ms,
            all_day: false,
        };
        let reading = Reading {
            lang,
            zone: &city.zone,
            now_ms: app.now_ms(),
        };
        Ok(Self {
            title: titles.get(lang).to_owned(),
            when: times.full(reading),
            city,
        })
    }
}

/// A visit as its link opens it.
struct Visit {
    visitor: Visitor,
    /// None once it is an account's.
    rsvp: Option<Rsvp>,
}

/// The visit of a link.
///
/// # Errors
/// `NotFound` for a link that is not ours, whose date was more than a day ago, or whose address
/// nobody has proven in time.
async fn visit(app: &App, tx: &mut Tx, link: &str) -> Result<Visit> {
    let visitor = visitors::find(tx, visitors::of_link(app, link)?).await?;
    let visitor = visitor.ok_or(Error::NotFound)?;
    let at = rsvp::at(tx, visitor.event, visitor.occurrence).await?;
    if at.starts_at_ms + DAY_MS < tx.now_ms() || (!visitor.confirmed && visitor.address.is_none()) {
        return Err(Error::NotFound);
    }
    let rsvp = rsvp::of(tx, visitor.occurrence, Who::Visitor(visitor.id)).await?;
    // Whose name is forgotten before that has given the visit to their account.
    let rsvp = rsvp.filter(|_| visitor.address.is_some());
    Ok(Visit { visitor, rsvp })
}

/// Comes no more, or waits no more.
async fn come_no_more(app: &App, tx: &mut Tx, link: &str) -> Result<()> {
    let Visit { visitor, .. } = visit(app, tx, link).await?;
    let at = (visitor.event, visitor.occurrence);
    leave(tx, Who::Visitor(visitor.id), at).await
}

/// Whether the visit proves its address: its link gets around later, as tickets do.
fn proves(visitor: &Visitor, now_ms: i64) -> bool {
    const PROVES_MS: i64 = 60 * 60 * 1000;
    let confirmed_at_ms = visitor.confirmed_at_ms;
    confirmed_at_ms.is_some_and(|at_ms| now_ms < at_ms + PROVES_MS)
}
