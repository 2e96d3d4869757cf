//! One lottery at the desk: its value and the law, what was done when, and who has the prizes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use rules::law::Record;
use store::Tx;

use super::desk_page::{moment, state_text};
use super::found::{self, AtLottery, Lottery};
use super::law;
use super::prizes::{self, Prize};
use super::publish::publish;
use super::record::{RecordInput, record};
use super::residence;
use super::steps::{self, Step};
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::draws::{Draw, Issuer};
use crate::error::{Error, Refusal, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::{DrawId, LotteryId};
use crate::text::money;

/// What a law says, with where it stands.
struct LawLine {
    text: String,
    source: String,
    read_on: String,
    blocks: bool,
}

/// A place of the order, and what became of it.
struct Winner {
    place: i64,
    name: String,
    handle: String,
    state: String,
    until: String,
    changed: String,
}

#[derive(Template)]
#[template(path = "lottery/desk_one.html")]
struct LotteryPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    id: LotteryId,
    title: String,
    state: String,
    prizes: i64,
    value: String,
    total: String,
    entered_from: String,
    date_href: String,
    law: Vec<LawLine>,
    steps: Vec<Step>,
    winners: Vec<Winner>,
    draft: bool,
    draw: Option<DrawId>,
    typed: RecordInput,
    problems: Problems,
}

struct Read {
    lottery: Lottery,
    draw: Option<Draw>,
    law: Vec<rules::law::Finding<'static>>,
    recorded: Vec<(rules::law::Jurisdiction, Record, i64)>,
    prizes: Vec<Prize>,
    moments: steps::Moments,
}

impl Read {
    fn history(&self) -> steps::History<'_> {
        steps::History {
            lottery: &self.lottery,
            draw: self.draw.as_ref(),
            recorded: &self.recorded,
            prizes: &self.prizes,
            moments: &self.moments,
        }
    }
}

async fn read(tx: &mut Tx, by: &CityOperator, id: LotteryId) -> Result<Read> {
    let lottery = found::of_city(tx, by.city.id, id).await?;
    Ok(Read {
        moments: steps::moments(tx, id).await?,
        draw: lottery.draw(tx).await?,
        law: law::check(tx, &by.city, &lottery).await?,
        recorded: law::recorded(tx, &lottery).await?,
        prizes: prizes::all(tx, &lottery).await?,
        lottery,
    })
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    id: LotteryId,
    (typed, problems): (RecordInput, Problems),
) -> Result<Response> {
    let read = app.read(async |tx: &mut Tx| read(tx, by, id).await).await?;
    let lottery = &read.lottery;
    let (currency, lang) = (lottery.currency()?, page.lang);
    let law: Result<Vec<LawLine>> = read
        .law
        .iter()
        .map(|finding| {
            let words = law::words(finding, lottery, lang)?;
            Ok(LawLine {
                text: lang.t_with(words.key, &words.args),
                source: finding.rule.source.clone(),
                read_on: finding.rule.read_on.to_string(),
                blocks: finding.says.blocks(),
            })
        })
        .collect();
    frame::html(&LotteryPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        slug: by.city.slug.clone(),
        id,
        title: lottery.title.clone(),
        state: state_text(&page, read.draw.as_ref().map(|draw| draw.state)),
        prizes: lottery.prizes,
        value: money::format(lang, lottery.value_minor, currency),
        total: money::format(lang, lottery.total_minor(), currency),
        entered_from: residence::names(lang, lottery.entered_from.split_whitespace()),
        date_href: format!("/events/{}/{}", lottery.event_id, lottery.occurrence_id),
        law: law?,
        steps: steps::shown(&page, &by.city, read.history(), app.now_ms()),
        winners: read
            .prizes
            .iter()
            .map(|prize| winner(app, &page, by, prize))
            .collect(),
        draft: lottery.published_at_ms.is_none(),
        draw: read.draw.as_ref().map(|draw| draw.id),
        typed,
        problems,
        page: page.titled(read.lottery.title.clone()).hidden_from_search(),
    })
}

/// A state of a prize in words.
pub(super) fn prize_state(page: &Page, state: &str) -> String {
    page.t(match state {
        "offered" => "lottery-prize-offered",
        "accepted" => "lottery-prize-accepted",
        "declined" => "lottery-prize-declined",
        "blocked" => "lottery-prize-blocked",
        "called-off" => "lottery-prize-called-off",
        _ => "lottery-prize-lapsed",
    })
}

fn winner(app: &App, page: &Page, by: &CityOperator, prize: &Prize) -> Winner {
    let at = |at_ms| moment(page, &by.city, at_ms, app.now_ms());
    Winner {
        place: prize.place,
        name: prize.name.clone(),
        handle: prize.handle.clone(),
        state: prize_state(page, &prize.state),
        until: at(prize.until_ms),
        changed: at(prize.changed_at_ms),
    }
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtLottery(id): AtLottery,
) -> Result<Response> {
    let nothing = (RecordInput::default(), Problems::default());
    view(&app, page, &by, id, nothing).await
}

async fn refused(
    app: &App,
    page: Page,
    by: &CityOperator,
    id: LotteryId,
    (typed, refusal): (RecordInput, &Refusal),
) -> Result<Response> {
    let problems = Problems::of(refusal, page.lang);
    let page = view(app, page, by, id, (typed, problems)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

pub(super) async fn post_record(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtLottery(id): AtLottery,
    Form(form): Form<RecordInput>,
) -> Result<Response> {
    let recorded = app
        .write(async |tx: &mut Tx| record(tx, &by, id, &form).await)
        .await;
    match recorded {
        Ok(()) => Ok(done(
            &format!("/desk/{}/lottery/{id}", by.city.slug),
            "notice-lottery-recorded",
        )),
        Err(Error::Refused(refusal)) => refused(&app, page, &by, id, (form, &refusal)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn post_publish(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtLottery(id): AtLottery,
) -> Result<Response> {
    let published = app
        .write(async |tx: &mut Tx| publish(Issuer::of(&app), tx, &by, id).await)
        .await;
    match published {
        Ok(()) => Ok(done(
            &format!("/desk/{}/lottery/{id}", by.city.slug),
            "notice-lottery-published",
        )),
        Err(Error::Refused(refusal)) => {
            refused(&app, page, &by, id, (RecordInput::default(), &refusal)).await
        }
        Err(error) => Err(error),
    }
}
