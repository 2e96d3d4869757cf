//! The desk's page of streaks: the rule, and who earned what.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use rules::lottery::Week;
use serde::Deserialize;
use store::{Tx, args};

use super::rule::{self, WEEKS_MAX};
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::CityId;
use crate::merch;
use crate::text::when;

/// Rewards on the page, the newest first.
const SHOWN_MAX: i64 = 100;

store::row! {
    /// A reward, and whose it is.
    struct Earned {
        handle: String,
        display_name: String,
        last_week: i64,
        earned_at_ms: i64,
        granted_at_ms: Option<i64>,
    }
}

struct Line {
    handle: String,
    name: String,
    /// The Monday of the last week.
    week: String,
    earned: String,
    /// None while it waits.
    given: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RuleForm {
    /// Empty: streaks earn nothing.
    posted_weeks: String,
    of_weeks: String,
}

impl RuleForm {
    fn weeks(&self) -> Option<(i64, i64)> {
        let number = |typed: &str| typed.trim().parse().unwrap_or(0);
        let empty = self.posted_weeks.trim().is_empty() && self.of_weeks.trim().is_empty();
        (!empty).then(|| (number(&self.posted_weeks), number(&self.of_weeks)))
    }
}

#[derive(Template)]
#[template(path = "streaks/desk.html")]
struct DeskPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    problems: Problems,
    typed: RuleForm,
    weeks_max: i64,
    /// Pieces that can be given still.
    left: i64,
    lines: Vec<Line>,
}

async fn earned(tx: &mut Tx, city: CityId) -> Result<Vec<Earned>> {
    // `account` belongs to accounts.
    let sql = "select a.handle, a.display_name, s.last_week, s.earned_at_ms, s.granted_at_ms
               from streak s join account a on a.id = s.account_id
               where s.city_id = $1 order by s.id desc limit $2";
    Ok(tx.all(sql, args![city, SHOWN_MAX]).await?)
}

fn line(app: &App, page: &Page, by: &CityOperator, earned: Earned) -> Line {
    let date = |at_ms| when::civil(at_ms, &by.city.zone).date();
    let day = |day| when::day(page.lang, day, date(app.now_ms()));
    Line {
        week: day(Week(earned.last_week).monday()),
        earned: day(date(earned.earned_at_ms)),
        given: earned.granted_at_ms.map(|at_ms| day(date(at_ms))),
        handle: earned.handle,
        name: earned.display_name,
    }
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    (typed, problems): (Option<RuleForm>, Problems),
) -> Result<Response> {
    let (rule, left, lines) = app
        .read(async |tx: &mut Tx| {
            let rule = rule::of(tx, by.city.id).await?;
            let left = merch::prizes_left(tx, by.city.id).await?;
            Ok((rule, left, earned(tx, by.city.id).await?))
        })
        .await?;
    let kept = rule.map(|rule| RuleForm {
        posted_weeks: rule.streak.posted_weeks.to_string(),
        of_weeks: rule.streak.of_weeks.to_string(),
    });
    let lines = lines.into_iter().map(|earned| line(app, &page, by, earned));
    frame::html(&DeskPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        slug: by.city.slug.clone(),
        problems,
        typed: typed.or(kept).unwrap_or_default(),
        weeks_max: WEEKS_MAX,
        left,
        lines: lines.collect(),
        page: {
            let title = page.t("streaks-desk");
            page.titled(title).hidden_from_search()
        },
    })
}

pub(super) async fn show(State(app): State<App>, page: Page, by: CityOperator) -> Result<Response> {
    view(&app, page, &by, (None, Problems::default())).await
}

pub(super) async fn post_rule(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(typed): Form<RuleForm>,
) -> Result<Response> {
    let put = app
        .write(async |tx: &mut Tx| rule::put(tx, &by, typed.weeks()).await)
        .await;
    match put {
        Ok(()) => Ok(done(
            &format!("/desk/{}/streaks", by.city.slug),
            "notice-streaks-rule",
        )),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &by, (Some(typed), problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
