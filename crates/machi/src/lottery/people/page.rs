//! The desk's page of who is kept out of the city's lotteries, and which accounts are one person's.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::bar::{BarInput, Reason, bar, lift};
use super::link::{LinkInput, link, unlink};
use super::listed::{self, Barred, Linked};
use crate::app::App;
use crate::cities::{City, CityOperator};
use crate::desk::DeskFrame;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::text::when;

/// Of a day's end, a moment of that day.
const MOMENT_MS: i64 = 1;

struct BarLine {
    handle: String,
    name: String,
    reason: String,
    until: String,
    since: String,
    by: String,
}

struct AccountLine {
    handle: String,
    name: String,
    since: String,
    by: String,
}

struct Choice {
    value: &'static str,
    name: String,
    selected: bool,
}

/// What was typed into one of the forms.
#[derive(Default)]
struct Typed {
    handle: String,
    bar: BarInput,
    link: LinkInput,
}

#[derive(Template)]
#[template(path = "lottery/people/people.html")]
struct PeoplePage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    barred: Vec<BarLine>,
    people: Vec<Vec<AccountLine>>,
    reasons: Vec<Choice>,
    typed: Typed,
    problems: Problems,
}

fn day(page: &Page, city: &City, at_ms: i64, now_ms: i64) -> String {
    let date = |ms| when::civil(ms, &city.zone).date();
    when::day(page.lang, date(at_ms), date(now_ms))
}

/// Until when somebody is kept out: the last day of it.
fn until(page: &Page, city: &City, until_ms: Option<i64>, now_ms: i64) -> String {
    match until_ms {
        Some(end_ms) => {
            let last = day(page, city, end_ms - MOMENT_MS, now_ms);
            page.t1("lottery-bar-until-day", "day", last)
        }
        None => page.t("lottery-bar-for-good"),
    }
}

/// What the member reads who is kept out.
pub(in crate::lottery) fn bar_words(
    page: &Page,
    city: &City,
    (reason, until_ms): (Reason, Option<i64>),
    now_ms: i64,
) -> String {
    let (not, why) = (page.t("lottery-not-barred"), page.t(reason.key()));
    let until = until(page, city, until_ms, now_ms);
    page.lang.t_with(
        "lottery-barred-why",
        &[
            ("not", not.into()),
            ("reason", why.into()),
            ("until", until.into()),
        ],
    )
}

fn bar_line(page: &Page, city: &City, barred: Barred, now_ms: i64) -> BarLine {
    BarLine {
        reason: Reason::parse(&barred.reason).map_or_else(String::new, |why| page.t(why.key())),
        until: until(page, city, barred.until_ms, now_ms),
        since: day(page, city, barred.barred_at_ms, now_ms),
        by: barred.barred_by,
        handle: barred.handle,
        name: barred.name,
    }
}

fn account_line(page: &Page, city: &City, linked: Linked, now_ms: i64) -> AccountLine {
    AccountLine {
        since: day(page, city, linked.linked_at_ms, now_ms),
        by: linked.linked_by,
        handle: linked.handle,
        name: linked.name,
    }
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    (typed, problems): (Typed, Problems),
) -> Result<Response> {
    let (city, now_ms) = (&by.city, app.now_ms());
    let (barred, people) = app
        .read(async |tx: &mut Tx| {
            let barred = listed::barred(tx, city.id).await?;
            Ok((barred, listed::linked(tx, city.id).await?))
        })
        .await?;
    let reason = |reason: Reason| Choice {
        value: reason.name(),
        name: page.t(reason.key()),
        selected: reason.name() == typed.bar.reason,
    };
    let barred = barred.into_iter();
    let account = |linked| account_line(&page, city, linked, now_ms);
    let people = people.into_iter();
    let title = page.t("lottery-people");
    frame::html(&PeoplePage {
        desk: DeskFrame::new(&page, &by.member, city),
        slug: city.slug.clone(),
        barred: barred
            .map(|one| bar_line(&page, city, one, now_ms))
            .collect(),
        people: people
            .map(|person| person.into_iter().map(account).collect())
            .collect(),
        reasons: Reason::ALL.into_iter().map(reason).collect(),
        typed,
        problems,
        page: page.titled(title).hidden_from_search(),
    })
}

pub(super) async fn show(State(app): State<App>, page: Page, by: CityOperator) -> Result<Response> {
    view(&app, page, &by, (Typed::default(), Problems::default())).await
}

async fn answered(
    app: &App,
    page: Page,
    by: &CityOperator,
    typed: Typed,
    (result, notice): (Result<()>, &'static str),
) -> Result<Response> {
    match result {
        Ok(()) => Ok(done(
            &format!("/desk/{}/lottery/people", by.city.slug),
            notice,
        )),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(app, page, by, (typed, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct BarForm {
    handle: String,
    reason: String,
    until: String,
}

pub(super) async fn post_bar(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<BarForm>,
) -> Result<Response> {
    let typed = Typed {
        handle: form.handle,
        bar: BarInput {
            reason: form.reason,
            until: form.until,
        },
        ..Typed::default()
    };
    let barred = app
        .write(async |tx: &mut Tx| bar(tx, &by, &typed.handle, &typed.bar).await)
        .await;
    answered(&app, page, &by, typed, (barred, "notice-lottery-barred")).await
}

pub(super) async fn post_link(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<LinkInput>,
) -> Result<Response> {
    let linked = app
        .write(async |tx: &mut Tx| link(tx, &by, &form).await)
        .await;
    let typed = Typed {
        link: form,
        ..Typed::default()
    };
    answered(&app, page, &by, typed, (linked, "notice-lottery-linked")).await
}

/// Of a line in one of the lists.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LineForm {
    handle: String,
}

pub(super) async fn post_lift(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<LineForm>,
) -> Result<Response> {
    let lifted = app
        .write(async |tx: &mut Tx| lift(tx, &by, &form.handle).await)
        .await;
    let result = (lifted, "notice-lottery-lifted");
    answered(&app, page, &by, Typed::default(), result).await
}

pub(super) async fn post_unlink(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<LineForm>,
) -> Result<Response> {
    let unlinked = app
        .write(async |tx: &mut Tx| unlink(tx, &by, &form.handle).await)
        .await;
    let result = (unlinked, "notice-lottery-unlinked");
    answered(&app, page, &by, Typed::default(), result).await
}
