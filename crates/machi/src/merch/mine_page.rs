//! What a member claimed, and the prizes that they may choose.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use store::Tx;

use super::cancel::cancel_own;
use super::grant::{self, Grant};
use super::own::{Claimed, PAGE_CLAIMS, of_member};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::{Cities, own_city};
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::MerchClaimId;
use crate::text::when;

#[derive(Deserialize)]
pub(super) struct Asked {
    before: Option<MerchClaimId>,
}

struct Line {
    id: MerchClaimId,
    href: String,
    name: String,
    state: String,
    /// What is to be known of that state: the tracking, where to fetch it, why it was cancelled.
    more: String,
    when: String,
    may_cancel: bool,
}

struct Prize {
    href: String,
    reason: String,
    until: String,
}

#[derive(Template)]
#[template(path = "merch/mine.html")]
struct MinePage {
    page: Page,
    problems: Problems,
    prizes: Vec<Prize>,
    lines: Vec<Line>,
    next: Option<String>,
    /// Where there is something to have.
    gallery: String,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    view(&app, page, &member, (asked.before, Problems::default())).await
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    (before, problems): (Option<MerchClaimId>, Problems),
) -> Result<Response> {
    let (claims, grants) = app
        .read(async |tx: &mut Tx| {
            let claims = of_member(tx, member.id, before).await?;
            Ok((claims, grant::open(tx, member.id).await?))
        })
        .await?;
    let cities = app.view::<Cities>()?;
    let own = own_city(app, Some(member)).await?;
    let full = i64::try_from(claims.len()).is_ok_and(|count| count == PAGE_CLAIMS);
    let next = claims.last().filter(|_| full);
    let title = page.t("merch-mine");
    frame::html(&MinePage {
        problems,
        next: next.map(|last| format!("/me/merch?before={}", last.id)),
        prizes: grants
            .iter()
            .filter_map(|one| prize(app, &page, &cities, one))
            .collect(),
        lines: claims
            .into_iter()
            .map(|one| line(app, &page, &cities, one))
            .collect(),
        gallery: own.map_or_else(
            || "/cities".into(),
            |city| format!("/cities/{}/merch", city.slug),
        ),
        page: page.titled(title).hidden_from_search(),
    })
}

fn prize(app: &App, page: &Page, cities: &Cities, grant: &Grant) -> Option<Prize> {
    let city = cities.by_id(grant.city_id)?;
    let date = |ms| when::civil(ms, &city.zone).date();
    let day = |ms| when::day(page.lang, date(ms), date(app.now_ms()));
    let until = grant
        .expires_at_ms
        .map(|ms| page.t1("merch-until", "day", day(ms)));
    Some(Prize {
        href: format!("/cities/{}/merch", city.slug),
        reason: page.t(&format!("merch-grant-{}", grant.reason)),
        until: until.unwrap_or_default(),
    })
}

fn line(app: &App, page: &Page, cities: &Cities, claim: Claimed) -> Line {
    let zone = cities
        .by_id(claim.city_id)
        .map_or(TimeZone::UTC, |city| city.zone.clone());
    let date = |ms| when::civil(ms, &zone).date();
    let name = claim.names.get(page.lang);
    let waits = matches!(claim.state.as_str(), "claimed" | "packed");
    let more = match claim.state.as_str() {
        "shipped" if !claim.tracking.is_empty() => {
            page.t1("merch-tracking-is", "tracking", claim.tracking.as_str())
        }
        "cancelled" => claim.reason.clone(),
        _ if waits && !claim.ships => page.t1("merch-pick-up-at", "place", claim.pick_up.as_str()),
        _ => String::new(),
    };
    Line {
        id: claim.id,
        href: format!("/merch/{}", claim.item_id),
        name: match claim.size.as_str() {
            "" => name.to_owned(),
            size => format!("{name} · {size}"),
        },
        state: page.t(&format!("merch-state-{}", claim.state)),
        more,
        when: when::day(page.lang, date(claim.claimed_at_ms), date(app.now_ms())),
        may_cancel: claim.state == "claimed",
    }
}

pub(super) async fn post_cancel(
    State(app): State<App>,
    page: Page,
    member: Member,
    Path(claim): Path<MerchClaimId>,
) -> Result<Response> {
    let cancelled = app
        .write(async |tx: &mut Tx| cancel_own(tx, &member, claim).await)
        .await;
    match cancelled {
        Ok(()) => Ok(done("/me/merch", "notice-merch-cancelled")),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &member, (None, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
