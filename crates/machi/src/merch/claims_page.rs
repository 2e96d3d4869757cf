//! The desk's list of claims: what waits, with its address, and what is out.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::address::Address;
use super::cancel::{REASON_CHARS_MAX, cancel_at_desk};
use super::hand_out::{Step, TRACKING_CHARS_MAX, step};
use super::own::{Claimed, PAGE_CLAIMS, out, waiting};
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::MerchClaimId;
use crate::text::when;

struct Line {
    id: MerchClaimId,
    name: String,
    size: String,
    handle: String,
    display_name: String,
    state: String,
    day: String,
    /// Until it is out.
    address: Option<Address>,
    pick_up: String,
    tracking: String,
    reason: String,
    ships: bool,
    is_out: bool,
    is_packed: bool,
    may_track: bool,
}

#[derive(Template)]
#[template(path = "merch/claims.html")]
struct ClaimsPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    /// Whether these are the ones that are out.
    is_out: bool,
    lines: Vec<Line>,
    next: Option<String>,
    problems: Problems,
    reason_chars_max: usize,
    tracking_chars_max: usize,
}

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    /// `out` for what is out.
    list: Option<String>,
    from: Option<MerchClaimId>,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    view(&app, page, &by, (asked, Problems::default())).await
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    (asked, problems): (Asked, Problems),
) -> Result<Response> {
    let is_out = asked.list.as_deref() == Some("out");
    let city = by.city.id;
    let claims = app
        .read(async |tx: &mut Tx| match is_out {
            true => out(tx, city, asked.from).await,
            false => waiting(tx, city, asked.from, PAGE_CLAIMS).await,
        })
        .await?;
    let full = i64::try_from(claims.len()).is_ok_and(|count| count == PAGE_CLAIMS);
    let slug = &by.city.slug;
    let list = if is_out { "list=out&" } else { "" };
    let next = claims.last().filter(|_| full);
    let next = next.map(|last| format!("/desk/{slug}/merch/claims?{list}from={}", last.id));
    let lines: Result<Vec<_>> = claims
        .into_iter()
        .map(|one| line(app, &page, by, one))
        .collect();
    let title = page.t("merch-claims");
    frame::html(&ClaimsPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        slug: slug.clone(),
        is_out,
        lines: lines?,
        next,
        problems,
        reason_chars_max: REASON_CHARS_MAX,
        tracking_chars_max: TRACKING_CHARS_MAX,
        page: page.titled(title).hidden_from_search(),
    })
}

fn line(app: &App, page: &Page, by: &CityOperator, claim: Claimed) -> Result<Line> {
    let date = |ms| when::civil(ms, &by.city.zone).date();
    Ok(Line {
        id: claim.id,
        address: claim.address(app.key())?,
        name: claim.names.get(page.lang).to_owned(),
        state: page.t(&format!("merch-state-{}", claim.state)),
        day: when::day(page.lang, date(claim.claimed_at_ms), date(app.now_ms())),
        is_out: claim.is_out(),
        is_packed: claim.state == "packed",
        may_track: claim.state == "shipped",
        size: claim.size,
        handle: claim.handle,
        display_name: claim.display_name,
        pick_up: claim.pick_up,
        tracking: claim.tracking,
        reason: claim.reason,
        ships: claim.ships,
    })
}

#[derive(Deserialize)]
pub(super) struct StepForm {
    step: Step,
    #[serde(default)]
    tracking: String,
    #[serde(default)]
    reason: String,
}

/// Does the step, whichever it is.
pub(super) async fn take(
    tx: &mut Tx,
    by: &CityOperator,
    claim: MerchClaimId,
    (wanted, tracking, reason): (Step, &str, &str),
) -> Result<()> {
    match wanted {
        Step::Cancel => cancel_at_desk(tx, by, claim, reason).await,
        other => step(tx, by, claim, other, tracking).await,
    }
}

pub(super) async fn post_step(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Path((_, claim)): Path<(String, MerchClaimId)>,
    Form(form): Form<StepForm>,
) -> Result<Response> {
    let wanted = (form.step, form.tracking.as_str(), form.reason.as_str());
    let taken = app
        .write(async |tx: &mut Tx| take(tx, &by, claim, wanted).await)
        .await;
    let notice = match form.step {
        Step::Pack => "notice-merch-packed",
        Step::Ship => "notice-merch-shipped",
        Step::HandOver => "notice-merch-handed-over",
        Step::Cancel => "notice-merch-cancelled",
    };
    match taken {
        Ok(()) => Ok(done(
            &format!("/desk/{}/merch/claims", by.city.slug),
            notice,
        )),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &by, (Asked::default(), problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
