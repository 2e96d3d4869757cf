//! One obligation: what it asks, how far it is, and asking to be excused from it.

use askama::Template;
use axum::extract::{Path, State as AppState};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use rules::obligation::{GRACE_DAYS, MEND_HOURS};
use serde::Deserialize;
use store::Tx;

use super::excuse::{Answer, TEXT_CHARS_MAX, ask, may_ask, withdraw};
use super::list::{self, Mine};
use super::mine_page::line;
use super::shown::Line;
use crate::accounts::Member;
use crate::app::App;
use crate::cities::Cities;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::ObligationId;

/// A request to be excused, and what became of it.
struct Asked {
    state: String,
    text: String,
    reason: String,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "obligations/one.html")]
struct OnePage {
    page: Page,
    problems: Problems,
    line: Line,
    asked: Option<Asked>,
    may_ask: bool,
    typed: String,
    text_chars_max: usize,
    grace_days: i64,
    mend_hours: i64,
}

fn asked(page: &Page, mine: &Mine) -> Option<Asked> {
    let answer = Answer::parse(&mine.excuse_state)?;
    Some(Asked {
        state: page.t(&format!("excuses-state-{}", answer.name())),
        text: mine.excuse_text.clone(),
        reason: mine.excuse_reason.clone(),
        is_open: answer == Answer::Open,
    })
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    id: ObligationId,
    (typed, problems): (String, Problems),
) -> Result<Response> {
    let mine = app
        .read(async |tx: &mut Tx| list::one(tx, member.id, id).await)
        .await?;
    let cities = app.view::<Cities>()?;
    let line = line(&page, &cities, &mine, app.now_ms()).ok_or(Error::NotFound)?;
    let asked = asked(&page, &mine);
    let is_asked = asked.as_ref().is_some_and(|asked| asked.is_open);
    let title = line.what.clone();
    frame::html(&OnePage {
        problems,
        line,
        asked,
        may_ask: !is_asked && mine.state().is_some_and(may_ask),
        typed,
        text_chars_max: TEXT_CHARS_MAX,
        grace_days: GRACE_DAYS,
        mend_hours: MEND_HOURS,
        page: page.titled(title).hidden_from_search(),
    })
}

pub(super) async fn show(
    AppState(app): AppState<App>,
    page: Page,
    member: Member,
    Path(id): Path<ObligationId>,
) -> Result<Response> {
    view(
        &app,
        page,
        &member,
        id,
        (String::new(), Problems::default()),
    )
    .await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ExcuseForm {
    text: String,
}

async fn answered(
    app: &App,
    page: Page,
    member: &Member,
    id: ObligationId,
    (result, typed, notice): (Result<()>, String, &'static str),
) -> Result<Response> {
    match result {
        Ok(()) => Ok(done(&format!("/me/obligations/{id}"), notice)),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(app, page, member, id, (typed, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn post_ask(
    AppState(app): AppState<App>,
    page: Page,
    member: Member,
    Path(id): Path<ObligationId>,
    Form(form): Form<ExcuseForm>,
) -> Result<Response> {
    let asked = app
        .write(async |tx: &mut Tx| ask(tx, &member, id, &form.text).await)
        .await;
    let answer = (asked, form.text, "notice-excuses-asked");
    answered(&app, page, &member, id, answer).await
}

pub(super) async fn post_withdraw(
    AppState(app): AppState<App>,
    page: Page,
    member: Member,
    Path(id): Path<ObligationId>,
) -> Result<Response> {
    let withdrawn = app
        .write(async |tx: &mut Tx| withdraw(tx, &member, id).await)
        .await;
    let answer = (withdrawn, String::new(), "notice-excuses-withdrawn");
    answered(&app, page, &member, id, answer).await
}
