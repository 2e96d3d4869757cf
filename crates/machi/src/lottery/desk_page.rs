//! The desk's lotteries, and the form of a new one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::{Tx, args};

use super::found::{self, Lottery};
use super::make::{LotteryInput, make};
use crate::app::App;
use crate::cities::{City, CityOperator};
use crate::desk::DeskFrame;
use crate::draws;
use crate::error::{Error, Refusal, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::{LotteryId, OccurrenceId};
use crate::publishing::money;
use crate::text::{Names, when};

/// Dates that the form offers.
const DATES_MAX: i64 = 200;

struct Line {
    id: LotteryId,
    title: String,
    state: String,
    closes: String,
}

struct Choice {
    value: String,
    name: String,
}

/// Each may be missing; all of it is text.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(super) struct NewForm {
    title: String,
    community: String,
    occurrence: String,
    opens: String,
    closes: String,
    prizes: String,
    alternates: String,
    notes_max: String,
    min_age: String,
    value: String,
    /// Parted by spaces or commas.
    entered_from: String,
    retail: String,
    accept_hours: String,
}

impl Default for NewForm {
    fn default() -> Self {
        let (empty, number) = (String::new, |n: i64| n.to_string());
        Self {
            title: empty(),
            community: empty(),
            occurrence: empty(),
            opens: empty(),
            closes: empty(),
            prizes: number(super::make::three()),
            alternates: number(super::make::nine()),
            notes_max: number(super::make::three()),
            min_age: number(super::make::adult()),
            value: empty(),
            entered_from: empty(),
            retail: empty(),
            accept_hours: number(super::make::two_days()),
        }
    }
}

impl NewForm {
    fn read(&self, city: &City) -> Result<LotteryInput> {
        let mut refusals = Vec::new();
        let value = money(&self.value, city.currency, "value", &mut refusals);
        let mut number = |text: &str, field| {
            text.trim().parse().unwrap_or_else(|_| {
                refusals.push(Refusal::new("lottery-number").on(field));
                0
            })
        };
        let input = LotteryInput {
            title: self.title.clone(),
            community: self.community.clone(),
            occurrence: self
                .occurrence
                .parse()
                .unwrap_or_else(|_| OccurrenceId::from(0)),
            opens: self.opens.clone(),
            closes: self.closes.clone(),
            prizes: number(&self.prizes, "prizes"),
            alternates: number(&self.alternates, "alternates"),
            notes_max: number(&self.notes_max, "notes_max"),
            min_age: number(&self.min_age, "min_age"),
            value_minor: value.unwrap_or(0),
            entered_from: self
                .entered_from
                .split([' ', ',', '、'])
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect(),
            retail: !self.retail.is_empty(),
            accept_hours: number(&self.accept_hours, "accept_hours"),
        };
        Refusal::join(refusals)?;
        Ok(input)
    }
}

#[derive(Template)]
#[template(path = "lottery/desk.html")]
struct DeskPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    currency: String,
    lines: Vec<Line>,
    communities: Vec<Choice>,
    dates: Vec<Choice>,
    typed: NewForm,
    problems: Problems,
}

struct Read {
    lotteries: Vec<(Lottery, Option<draws::State>)>,
    dates: Vec<(OccurrenceId, Names, i64)>,
}

async fn read(tx: &mut Tx, city: &City) -> Result<Read> {
    let mut lotteries = Vec::new();
    for lottery in found::all(tx, city.id).await? {
        let state = lottery.draw(tx).await?.map(|draw| draw.state);
        lotteries.push((lottery, state));
    }
    // `occurrence` and `event` belong to events, `hosting` to publishing.
    let dates = tx.all::<(OccurrenceId, Names, i64)>(
        "select o.id, e.titles, o.starts_at_ms from occurrence o
         join event e on e.id = o.event_id join hosting h on h.event_id = e.id
         where e.city_id = $1 and o.starts_at_ms > $2 and not o.cancelled and not e.cancelled
           and h.capacity is not null order by o.starts_at_ms limit $3",
        args![city.id, tx.now_ms(), DATES_MAX],
    );
    Ok(Read {
        dates: dates.await?,
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
    let today = when::civil(now_ms, &city.zone).date();
    when::day_and_time(page.lang, when::civil(at_ms, &city.zone), today)
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    (typed, problems): (NewForm, Problems),
) -> Result<Response> {
    let city = &by.city;
    let read = app.read(async |tx: &mut Tx| read(tx, city).await).await?;
    let at = |at_ms| moment(&page, city, at_ms, app.now_ms());
    let line = |(lottery, state): &(Lottery, Option<draws::State>)| Line {
        id: lottery.id,
        title: lottery.title.clone(),
        state: state_text(&page, *state),
        closes: at(lottery.closes_at_ms),
    };
    let date = |(id, titles, at_ms): &(OccurrenceId, Names, i64)| Choice {
        value: id.to_string(),
        name: format!("{} · {}", titles.get(page.lang), at(*at_ms)),
    };
    let communities = city.communities.iter().map(|known| Choice {
        value: known.slug.clone(),
        name: known.names.get(page.lang).to_owned(),
    });
    let title = page.t("lottery-desk");
    frame::html(&DeskPage {
        desk: DeskFrame::new(&page, &by.member, city),
        slug: city.slug.clone(),
        currency: city.currency.code().to_owned(),
        lines: read.lotteries.iter().map(line).collect(),
        dates: read.dates.iter().map(date).collect(),
        communities: communities.collect(),
        typed,
        problems,
        page: page.titled(title).hidden_from_search(),
    })
}

pub(super) async fn show(State(app): State<App>, page: Page, by: CityOperator) -> Result<Response> {
    view(&app, page, &by, (NewForm::default(), Problems::default())).await
}

pub(super) async fn post_new(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<NewForm>,
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
