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

/// What happened, and when.
struct Step {
    text: String,
    at: String,
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
}

async fn read(tx: &mut Tx, by: &CityOperator, id: LotteryId) -> Result<Read> {
    let lottery = found::of_city(tx, by.city.id, id).await?;
    Ok(Read {
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
        entered_from: lottery.entered_from.replace(' ', ", "),
        date_href: format!("/events/{}/{}", lottery.event_id, lottery.occurrence_id),
        law: law?,
        steps: steps(app, &page, by, &read),
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

/// In the order in which it happened, and what is to come.
fn steps(app: &App, page: &Page, by: &CityOperator, read: &Read) -> Vec<Step> {
    let step = |text: String, at_ms| Step {
        text,
        at: moment(page, &by.city, at_ms, app.now_ms()),
    };
    let mut steps = vec![step(
        page.t("lottery-step-made"),
        read.lottery.created_at_ms,
    )];
    for (place, record, at_ms) in &read.recorded {
        let text = match record {
            Record::Void => page.t1("lottery-step-void", "place", place.code()),
            Record::Filed { number, .. } => page.lang.t_with(
                "lottery-step-filed",
                &[
                    ("place", place.code().into()),
                    ("number", number.as_str().into()),
                ],
            ),
        };
        steps.push(step(text, *at_ms));
    }
    let published = read.lottery.published_at_ms;
    steps.extend(published.map(|at_ms| step(page.t("lottery-step-published"), at_ms)));
    steps.push(step(
        page.t("lottery-step-closes"),
        read.lottery.closes_at_ms,
    ));
    if let Some(draw) = &read.draw {
        let settled = draw.settled_at_ms;
        steps.extend(settled.map(|at_ms| step(page.t("lottery-step-settled"), at_ms)));
        let voided = draw.voided_at_ms;
        steps.extend(voided.map(|at_ms| step(page.t("draws-state-void"), at_ms)));
    }
    steps
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
