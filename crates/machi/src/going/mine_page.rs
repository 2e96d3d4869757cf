//! The dates to which a member goes, of every city.

use askama::Template;
use axum::extract::State as AppState;
use axum::response::Response;
use store::{Tx, args};

use super::rsvp::State;
use crate::accounts::Member;
use crate::app::App;
use crate::cities::Cities;
use crate::error::Result;
use crate::events::{Reading, Times};
use crate::frame::{self, Page};
use crate::ids::{AccountId, CityId, EventId, OccurrenceId};
use crate::text::Names;

/// Dates on the page, the next first.
const DATES_MAX: i64 = 200;

store::row! {
    #[derive(Debug, Clone)]
    pub(super) struct Mine {
        pub(super) event_id: EventId,
        pub(super) occurrence_id: OccurrenceId,
        pub(super) city_id: CityId,
        pub(super) titles: Names,
        pub(super) starts_at_ms: i64,
        pub(super) ends_at_ms: Option<i64>,
        pub(super) all_day: bool,
        pub(super) cancelled: bool,
        pub(super) state: String,
        pub(super) party: i64,
    }
}

/// What is ahead, the next first.
pub(super) async fn mine(tx: &mut Tx, account: AccountId) -> Result<Vec<Mine>> {
    const OPEN_END_MS: i64 = 25 * 60 * 60 * 1000;
    Ok(tx
        .all(
            "select r.event_id, r.occurrence_id, e.city_id, e.titles, o.starts_at_ms, o.ends_at_ms,
               o.all_day, (o.cancelled or e.cancelled) as cancelled, r.state, r.party
             from rsvp r join occurrence o on o.id = r.occurrence_id
             join event e on e.id = r.event_id
             where r.account_id = $1 and r.state not in ('left', 'declined')
               and coalesce(o.ends_at_ms, o.starts_at_ms + $2) > $3
             order by o.starts_at_ms, o.id limit $4",
            args![account, OPEN_END_MS, tx.now_ms(), DATES_MAX],
        )
        .await?)
}

struct Line {
    href: String,
    title: String,
    when: String,
    city: String,
    state: String,
    cancelled: bool,
}

#[derive(Template)]
#[template(path = "going/mine.html")]
struct MinePage {
    page: Page,
    lines: Vec<Line>,
    tonight: String,
}

pub(super) async fn show(
    AppState(app): AppState<App>,
    page: Page,
    member: Member,
) -> Result<Response> {
    let found = app
        .read(async |tx: &mut Tx| mine(tx, member.id).await)
        .await?;
    let cities = app.view::<Cities>()?;
    let lines = found.into_iter().filter_map(|mine| {
        let city = cities.by_id(mine.city_id)?;
        let reading = Reading {
            lang: page.lang,
            zone: &city.zone,
            now_ms: app.now_ms(),
        };
        let times = Times {
            starts_at_ms: mine.starts_at_ms,
            ends_at_ms: mine.ends_at_ms,
            all_day: mine.all_day,
        };
        let state = State::parse(&mine.state)?;
        Some(Line {
            href: format!("/events/{}/{}", mine.event_id, mine.occurrence_id),
            title: mine.titles.get(page.lang).to_owned(),
            when: times.full(reading),
            city: city.names.get(page.lang).to_owned(),
            state: page.tn(&format!("going-mine-{}", state.name()), mine.party),
            cancelled: mine.cancelled,
        })
    });
    let lines = lines.collect();
    let title = page.t("going-mine-title");
    frame::html(&MinePage {
        lines,
        tonight: page.here("tonight"),
        page: page.titled(title).hidden_from_search(),
    })
}
