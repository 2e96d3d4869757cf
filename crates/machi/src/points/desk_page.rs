//! The desk's page of points: giving some by hand, taking them back, and the rule by which they expire.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::gift::{self, AMOUNT_MAX, Gift, Giving, PAGE_GIFTS, WORDS_CHARS_MAX};
use super::rule;
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::TransferId;
use crate::secrets::random_token;
use crate::text::{money, when};

struct Line {
    id: TransferId,
    handle: String,
    name: String,
    amount: String,
    words: String,
    given_by: String,
    day: String,
    taken_back: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct GiftForm {
    handle: String,
    amount: String,
    words: String,
    key: String,
}

#[derive(Template)]
#[template(path = "points/desk.html")]
struct DeskPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    problems: Problems,
    typed: GiftForm,
    amount_max: i64,
    words_chars_max: usize,
    /// Empty: points do not expire.
    months: String,
    lines: Vec<Line>,
    older: Option<TransferId>,
}

/// What the page shows beside the list.
#[derive(Default)]
struct Shown {
    before: Option<TransferId>,
    problems: Problems,
    typed: GiftForm,
    months: Option<String>,
}

async fn view(app: &App, page: Page, by: &CityOperator, shown: Shown) -> Result<Response> {
    let (gifts, rule) = app
        .read(async |tx: &mut Tx| {
            let gifts = gift::gifts(tx, by.city.id, shown.before).await?;
            Ok((gifts, rule::of(tx, by.city.id).await?))
        })
        .await?;
    let full = i64::try_from(gifts.len()).is_ok_and(|count| count == PAGE_GIFTS);
    let months = rule.map(|rule| rule.months.to_string());
    let mut typed = shown.typed;
    if typed.key.is_empty() {
        typed.key = random_token();
    }
    frame::html(&DeskPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        slug: by.city.slug.clone(),
        problems: shown.problems,
        typed,
        amount_max: AMOUNT_MAX,
        words_chars_max: WORDS_CHARS_MAX,
        months: shown.months.or(months).unwrap_or_default(),
        older: gifts.last().filter(|_| full).map(|last| last.transfer_id),
        lines: gifts
            .into_iter()
            .map(|gift| line(app, &page, by, gift))
            .collect(),
        page: {
            let title = page.t("points-desk");
            page.titled(title).hidden_from_search()
        },
    })
}

fn line(app: &App, page: &Page, by: &CityOperator, gift: Gift) -> Line {
    let date = |ms| when::civil(ms, &by.city.zone).date();
    Line {
        id: gift.transfer_id,
        handle: gift.handle,
        name: gift.display_name,
        amount: money::number(page.lang, gift.amount),
        words: gift.words,
        given_by: gift.given_by,
        day: when::day(page.lang, date(gift.at_ms), date(app.now_ms())),
        taken_back: gift.taken_back,
    }
}

#[derive(Deserialize)]
pub(super) struct From {
    before: Option<TransferId>,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Query(from): Query<From>,
) -> Result<Response> {
    let shown = Shown {
        before: from.before,
        ..Shown::default()
    };
    view(&app, page, &by, shown).await
}

/// To the list, or the page with what is wrong (422).
async fn answer(
    app: &App,
    page: Page,
    by: &CityOperator,
    outcome: Result<&'static str>,
    shown: Shown,
) -> Result<Response> {
    match outcome {
        Ok(notice) => Ok(done(&format!("/desk/{}/points", by.city.slug), notice)),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(app, page, by, Shown { problems, ..shown }).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn post_gift(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(typed): Form<GiftForm>,
) -> Result<Response> {
    let giving = Giving {
        handle: typed.handle.clone(),
        amount: typed.amount.trim().parse().unwrap_or(0),
        words: typed.words.clone(),
        key: typed.key.clone(),
    };
    let given = app
        .write(async |tx: &mut Tx| gift::give(tx, &by, &giving).await)
        .await;
    let shown = Shown {
        typed,
        ..Shown::default()
    };
    answer(&app, page, &by, given.map(|_| "notice-points-given"), shown).await
}

pub(super) async fn post_take_back(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Path((_, gift)): Path<(String, TransferId)>,
) -> Result<Response> {
    let taken = app
        .write(async |tx: &mut Tx| gift::take_back(tx, &by, gift).await)
        .await;
    let outcome = taken.map(|()| "notice-points-taken-back");
    answer(&app, page, &by, outcome, Shown::default()).await
}

#[derive(Deserialize)]
pub(super) struct RuleForm {
    #[serde(default)]
    months: String,
}

pub(super) async fn post_rule(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<RuleForm>,
) -> Result<Response> {
    let months = match form.months.trim() {
        "" => None,
        typed => Some(typed.parse().unwrap_or(0)),
    };
    let put = app
        .write(async |tx: &mut Tx| rule::put(tx, &by, months).await)
        .await;
    let shown = Shown {
        months: Some(form.months),
        ..Shown::default()
    };
    answer(&app, page, &by, put.map(|()| "notice-points-rule"), shown).await
}
