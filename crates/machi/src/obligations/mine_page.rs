//! "My obligations": what is open, with its time; what is settled, below.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use rules::obligation::{GRACE_DAYS, REMIND_HOURS};
use serde::Deserialize;
use store::Tx;

use super::list::{self, Mine};
use super::shown::Line;
use crate::accounts::Member;
use crate::app::App;
use crate::cities::Cities;
use crate::error::Result;
use crate::frame::{self, Page};
use crate::ids::ObligationId;

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Where the page before ended.
    before: Option<ObligationId>,
}

#[derive(Template)]
#[template(path = "obligations/mine.html")]
struct MinePage {
    page: Page,
    open: Vec<Line>,
    settled: Vec<Line>,
    next: Option<String>,
    grace_days: i64,
    remind_hours: i64,
    tonight: String,
}

pub(super) fn line(page: &Page, cities: &Cities, mine: &Mine, now_ms: i64) -> Option<Line> {
    let city = cities.by_id(mine.city_id)?;
    Some(Line::of(page.lang, &city, mine, now_ms))
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (open, settled) = app
        .read(async |tx: &mut Tx| {
            // The pages after the first go on with what is settled.
            let open = match asked.before {
                None => list::open(tx, member.id).await?,
                Some(_) => Vec::new(),
            };
            Ok((open, list::settled(tx, member.id, asked.before).await?))
        })
        .await?;
    let cities = app.view::<Cities>()?;
    let now_ms = app.now_ms();
    let lines = |list: &[Mine]| {
        let lines = list
            .iter()
            .filter_map(|one| line(&page, &cities, one, now_ms));
        lines.collect()
    };
    let title = page.t("obligations-title");
    frame::html(&MinePage {
        open: lines(&open),
        settled: lines(&settled),
        next: list::next(&settled).map(|last| format!("/me/obligations?before={last}")),
        grace_days: GRACE_DAYS,
        remind_hours: REMIND_HOURS,
        tonight: page.here("tonight"),
        page: page.titled(title).hidden_from_search(),
    })
}
