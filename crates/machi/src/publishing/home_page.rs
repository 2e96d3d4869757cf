//! An organiser's own page of a city: what they publish there.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use store::{Tx, args};

use crate::accounts::{Member, Role};
use crate::app::App;
use crate::cities::{City, InCity, own_city};
use crate::error::Result;
use crate::events::{Reading, Times};
use crate::frame::{self, Page};
use crate::ids::{AccountId, EventId};
use crate::text::Names;

/// Events on a page, the newest first.
const PAGE_EVENTS: i64 = 50;

store::row! {
    pub(super) struct Published {
        pub(super) id: EventId,
        pub(super) titles: Names,
        pub(super) cancelled: bool,
        /// The next date, else the last one.
        pub(super) starts_at_ms: Option<i64>,
        pub(super) dates: i64,
    }
}

struct Line {
    id: EventId,
    title: String,
    when: String,
    dates: i64,
    cancelled: bool,
    over: bool,
}

#[derive(Template)]
#[template(path = "publishing/home.html")]
struct HomePage {
    page: Page,
    slug: String,
    me: AccountId,
    lines: Vec<Line>,
    older: Option<EventId>,
}

/// The member's events of the city, the newest first.
pub(super) async fn published(
    tx: &mut Tx,
    city: &City,
    host: AccountId,
    before: Option<EventId>,
) -> Result<Vec<Published>> {
    Ok(tx
        .all(
            "select e.id, e.titles, e.cancelled,
               coalesce(min(case when o.starts_at_ms >= $4 and not o.cancelled then o.starts_at_ms end),
                        max(o.starts_at_ms)) as starts_at_ms,
               count(o.id) as dates
             from event e left join occurrence o on o.event_id = e.id
             where e.host_id = $1 and e.city_id = $2 and e.id < $3
             group by e.id, e.titles, e.cancelled order by e.id desc limit $5",
            args![
                host,
                city.id,
                before.map_or(i64::MAX, EventId::get),
                tx.now_ms(),
                PAGE_EVENTS
            ],
        )
        .await?)
}

#[derive(Deserialize)]
pub(super) struct From {
    before: Option<EventId>,
}

/// To the member's own city.
pub(super) async fn to_own_city(State(app): State<App>, member: Member) -> Result<Response> {
    let city = own_city(&app, Some(&member)).await?;
    let to = city.map_or_else(
        || "/cities".to_owned(),
        |city| format!("/cities/{}/organise", city.slug),
    );
    Ok(Redirect::to(&to).into_response())
}

/// Whoever may not publish here yet is shown how to ask.
pub(super) async fn home(
    State(app): State<App>,
    page: Page,
    member: Member,
    InCity(city): InCity,
    Query(from): Query<From>,
) -> Result<Response> {
    if !member.holds(Role::Organiser, city.id) {
        let to = format!("/cities/{}/organise/apply", city.slug);
        return Ok(Redirect::to(&to).into_response());
    }
    let found = app
        .read(async |tx: &mut Tx| published(tx, &city, member.id, from.before).await)
        .await?;
    let full = i64::try_from(found.len()).is_ok_and(|count| count == PAGE_EVENTS);
    let reading = Reading {
        lang: page.lang,
        zone: &city.zone,
        now_ms: app.now_ms(),
    };
    let title = page.t1("publishing-home-title", "city", city.names.get(page.lang));
    frame::html(&HomePage {
        slug: city.slug.clone(),
        me: member.id,
        older: found.last().filter(|_| full).map(|last| last.id),
        lines: found
            .into_iter()
            .map(|found| line(found, reading))
            .collect(),
        page: page
            .titled(title)
            .in_city(&city.slug, &city.names)
            .hidden_from_search(),
    })
}

fn line(found: Published, reading: Reading<'_>) -> Line {
    let starts_at_ms = found.starts_at_ms.unwrap_or_default();
    let times = Times {
        starts_at_ms,
        ends_at_ms: None,
        all_day: false,
    };
    Line {
        id: found.id,
        title: found.titles.get(reading.lang).to_owned(),
        when: times.full(reading),
        dates: found.dates,
        cancelled: found.cancelled,
        over: starts_at_ms < reading.now_ms,
    }
}
