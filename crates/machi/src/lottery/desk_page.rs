//! The desk's lotteries, and the form of a new one.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::again::next_week;
use super::form::{DraftForm, Fields};
use super::found::{self, Lottery};
use super::make::make;
use crate::app::App;
use crate::cities::{City, CityOperator};
use crate::desk::DeskFrame;
use crate::draws;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::going;
use crate::ids::LotteryId;
use crate::text::when;

struct Line {
    id: LotteryId,
    title: String,
    state: String,
    closes: String,
    draft: bool,
}

#[derive(Template)]
#[template(path = "lottery/desk.html")]
struct DeskPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    lines: Vec<Line>,
    fields: Fields,
    problems: Problems,
}

struct Read {
    lotteries: Vec<(Lottery, Option<draws::State>)>,
    dates: Vec<going::GivableDate>,
}

async fn read(tx: &mut Tx, city: &City) -> Result<Read> {
    let mut lotteries = Vec::new();
    for lottery in found::all(tx, city.id).await? {
        let state = lottery.draw(tx).await?.map(|draw| draw.state);
        lotteries.push((lottery, state));
    }
    Ok(Read {
        dates: going::givable_dates(tx, city.id).await?,
        lotteries,
    })
}

/// A lottery's state as a badge says it.
pub(super) fn state_text(page: &Page, state: Option<draws::State>) -> String {
    page.t(match state {
        None => "lottery-draft",
        Some(draws::State::Announced) => "draws-state-announced",
        Some(draws::State::Frozen | draws::State::Closed) => "draws-state-closed",
        Some(draws::State::Drawn | draws::State::Settled) => "draws-state-drawn",
        Some(draws::State::Void) => "draws-state-void",
    })
}

/// A moment on the city's clock.
pub(super) fn moment(page: &Page, city: &City, at_ms: i64, now_ms: i64) -> String {
    when::moment(page.lang, &city.zone, at_ms, now_ms)
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    (typed, problems): (DraftForm, Problems),
) -> Result<Response> {
    let city = &by.city;
    let read = app.read(async |tx: &mut Tx| read(tx, city).await).await?;
    let at = |at_ms| moment(&page, city, at_ms, app.now_ms());
    let line = |(lottery, state): &(Lottery, Option<draws::State>)| Line {
        id: lottery.id,
        title: lottery.title.clone(),
        state: state_text(&page, *state),
        closes: at(lottery.closes_at_ms),
        draft: lottery.published_at_ms.is_none(),
    };
    let action = format!("/desk/{}/lottery", city.slug);
    let fields = Fields::new(&page, city, (action, typed), &read.dates, app.now_ms());
    let title = page.t("lottery-desk");
    frame::html(&DeskPage {
        desk: DeskFrame::new(&page, &by.member, city),
        slug: city.slug.clone(),
        lines: read.lotteries.iter().map(line).collect(),
        fields,
        problems,
        page: page.titled(title).hidden_from_search(),
    })
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The lottery that a new one is drafted from.
    from: Option<LotteryId>,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let form = match asked.from {
        Some(from) => {
            let read = app.read(async |tx: &mut Tx| next_week(tx, &by.city, from).await);
            DraftForm::of(&read.await?, &by.city)
        }
        None => DraftForm::default(),
    };
    view(&app, page, &by, (form, Problems::default())).await
}

pub(super) async fn post_new(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<DraftForm>,
) -> Result<Response> {
    let made = match form.read(&by.city) {
        Ok(input) => {
            app.write(async |tx: &mut Tx| make(tx, &by, &input).await)
                .await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(id) => {
            let to = format!("/desk/{}/lottery/{id}", by.city.slug);
            Ok(done(&to, "notice-lottery-made"))
        }
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &by, (form, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
