//! One campaign at the desk: what it promises, where it is, who asks, and who has a seat.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::applications::{self, Application};
use super::call_off::call_off;
use super::choose::{choose, finish, unchoose};
use super::desk_path;
use super::facts::Facts;
use super::found::{self, AtCampaign, Campaign, Selection};
use super::held::{self, Held};
use super::make::discard;
use super::publish::publish;
use super::seats::{self, Seat};
use super::shown::{self, Shown};
use super::stage::Stage;
use super::steps::{self, Step};
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::draws::Issuer;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::CampaignId;
use crate::text::when;

/// What an operator may do now.
#[derive(Clone, Copy)]
struct Can {
    edit: bool,
    call_off: bool,
    finish: bool,
    choose: bool,
}

struct Person {
    handle: String,
    name: String,
    reliability: String,
    answers: Vec<(String, String)>,
    chosen: Option<String>,
    seat: String,
}

struct SeatLine {
    handle: String,
    name: String,
    way: String,
    state: String,
    changed: String,
    until: String,
}

#[derive(Template)]
#[template(path = "campaigns/desk_one.html")]
struct CampaignPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    id: CampaignId,
    path: String,
    stage: String,
    facts: Facts,
    /// Of a visit: its guests and doors; empty where the event's own page leads there.
    door_href: String,
    can: Can,
    steps: Vec<Step>,
    people: Vec<Person>,
    choose_label: &'static str,
    seats: Vec<SeatLine>,
    problems: Problems,
}

struct Read {
    shown: Shown,
    held: Option<Held>,
    people: Vec<Application>,
    seats: Vec<Seat>,
}

async fn read(tx: &mut Tx, by: &CityOperator, id: CampaignId) -> Result<Read> {
    let campaign = found::of_city(tx, by.city.id, id).await?;
    Ok(Read {
        held: held::held(tx, &campaign).await?,
        people: applications::of(tx, by, id).await?,
        seats: seats::all(tx, id).await?,
        shown: shown::of(tx, campaign, None).await?,
    })
}

fn can(shown: &Shown, now_ms: i64) -> Result<Can> {
    let campaign = &shown.campaign;
    let selection = campaign.selection()?;
    let running = !campaign.is_draft() && shown.stage != Stage::CalledOff;
    let ahead = !matches!(shown.stage, Stage::Held | Stage::Finished);
    let selecting = running && ahead && campaign.selected_at_ms.is_none();
    Ok(Can {
        edit: campaign.is_draft(),
        call_off: selecting,
        finish: selecting && selection == Selection::Hand && campaign.closes_at_ms <= now_ms,
        choose: running && ahead && selection != Selection::Draw,
    })
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    id: CampaignId,
    problems: Problems,
) -> Result<Response> {
    let read = app.read(async |tx: &mut Tx| read(tx, by, id).await).await?;
    let (campaign, now_ms) = (&read.shown.campaign, app.now_ms());
    let (city, draw) = (&by.city, read.shown.draw);
    let at = |at_ms| when::moment(page.lang, &city.zone, at_ms, now_ms);
    let seat = |seat: &Seat| SeatLine {
        handle: seat.handle.clone(),
        name: seat.name.clone(),
        way: page.t(seat.way().key()),
        state: page.t(seats::state_key(&seat.state)),
        changed: at(seat.changed_at_ms),
        until: at(seat.until_ms),
    };
    let closed = campaign.closes_at_ms <= now_ms;
    let starts_at_ms = read.held.as_ref().map(Held::starts_at_ms);
    let steps = steps::of(&page, city, (campaign, starts_at_ms), (true, now_ms));
    let parts = (campaign, &read.shown.parts);
    let title = campaign.title.clone();
    frame::html(&CampaignPage {
        desk: DeskFrame::new(&page, &by.member, city),
        slug: city.slug.clone(),
        path: desk_path(city, id),
        id,
        stage: page.t(read.shown.stage.key()),
        can: can(&read.shown, now_ms)?,
        door_href: door_href(campaign),
        steps,
        people: read
            .people
            .iter()
            .map(|one| person(&page, &read.shown, one))
            .collect(),
        choose_label: match closed {
            true => "campaigns-choose-now",
            false => "campaigns-choose",
        },
        seats: read.seats.iter().map(seat).collect(),
        facts: Facts::new(&page, city, parts, (draw, read.held.as_ref()), now_ms)?,
        problems,
        page: page.titled(title).hidden_from_search(),
    })
}

fn door_href(campaign: &Campaign) -> String {
    let date = campaign.event_id.zip(campaign.occurrence_id);
    date.filter(|_| campaign.is_visit())
        .map_or_else(String::new, |(event, date)| {
            format!("/events/{event}/{date}")
        })
}

fn person(page: &Page, shown: &Shown, one: &Application) -> Person {
    let questions = shown.parts.questions.iter().map(|one| one.question.clone());
    let answers = questions.zip(one.answers.iter().cloned());
    let seat = one.seat.as_deref();
    Person {
        handle: one.handle.clone(),
        name: one.name.clone(),
        reliability: page.t1("campaigns-reliability", "n", one.reliability),
        answers: answers.filter(|(_, answer)| !answer.is_empty()).collect(),
        chosen: one.chosen.clone(),
        seat: seat.map_or_else(String::new, |state| page.t(seats::state_key(state))),
    }
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    view(&app, page, &by, id, Problems::default()).await
}

/// Back to the campaign, or the campaign with what was refused.
async fn answered(
    app: &App,
    page: Page,
    (by, id): (&CityOperator, CampaignId),
    result: Result<()>,
    notice: &'static str,
) -> Result<Response> {
    match result {
        Ok(()) => Ok(done(&desk_path(&by.city, id), notice)),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(app, page, by, id, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn post_publish(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    let published = app
        .write(async |tx: &mut Tx| publish(Issuer::of(&app), tx, &by, id).await)
        .await;
    let notice = "notice-campaigns-published";
    answered(&app, page, (&by, id), published, notice).await
}

#[derive(Deserialize)]
pub(super) struct ChoiceForm {
    handle: String,
    #[serde(default)]
    reason: String,
    /// `back` to choose them no more.
    #[serde(default)]
    take: String,
}

pub(super) async fn post_choice(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
    Form(form): Form<ChoiceForm>,
) -> Result<Response> {
    let back = form.take == "back";
    let chosen = app
        .write(async |tx: &mut Tx| {
            let account = applications::account(tx, &form.handle).await?;
            match back {
                true => unchoose(tx, &by, id, account).await,
                false => choose(tx, &by, id, (account, &form.reason)).await,
            }
        })
        .await;
    let notice = match back {
        true => "notice-campaigns-unchosen",
        false => "notice-campaigns-chosen",
    };
    answered(&app, page, (&by, id), chosen, notice).await
}

/// Something that is asked about before it is done.
struct What {
    path: &'static str,
    title: &'static str,
    hint: &'static str,
    button: &'static str,
}

const DISCARD: What = What {
    path: "discard",
    title: "campaigns-discard-ask",
    hint: "campaigns-discard-hint",
    button: "campaigns-discard",
};
const CALL_OFF: What = What {
    path: "call-off",
    title: "campaigns-call-off-ask",
    hint: "campaigns-call-off-hint",
    button: "campaigns-call-off",
};
const FINISH: What = What {
    path: "finish",
    title: "campaigns-finish-ask",
    hint: "campaigns-finish-hint",
    button: "campaigns-finish",
};

#[derive(Template)]
#[template(path = "campaigns/ask.html")]
struct AskPage {
    page: Page,
    desk: DeskFrame,
    back: String,
    what: &'static What,
}

async fn ask(
    app: &App,
    page: Page,
    by: &CityOperator,
    id: CampaignId,
    what: &'static What,
) -> Result<Response> {
    let campaign = app
        .read(async |tx: &mut Tx| found::of_city(tx, by.city.id, id).await)
        .await?;
    frame::html(&AskPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        back: desk_path(&by.city, id),
        what,
        page: page.titled(campaign.title).hidden_from_search(),
    })
}

pub(super) async fn ask_discard(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    ask(&app, page, &by, id, &DISCARD).await
}

pub(super) async fn post_discard(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    let discarded = app
        .write(async |tx: &mut Tx| discard(tx, &by, id).await)
        .await;
    match discarded {
        Ok(()) => {
            let to = format!("/desk/{}/campaigns", by.city.slug);
            Ok(done(&to, "notice-campaigns-discarded"))
        }
        refused => answered(&app, page, (&by, id), refused, "").await,
    }
}

pub(super) async fn ask_call_off(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    ask(&app, page, &by, id, &CALL_OFF).await
}

pub(super) async fn post_call_off(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    let ended = app
        .write(async |tx: &mut Tx| call_off(tx, &by, id).await)
        .await;
    let notice = "notice-campaigns-called-off";
    answered(&app, page, (&by, id), ended, notice).await
}

pub(super) async fn ask_finish(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    ask(&app, page, &by, id, &FINISH).await
}

pub(super) async fn post_finish(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    let finished = app
        .write(async |tx: &mut Tx| finish(tx, &by, id).await)
        .await;
    answered(&app, page, (&by, id), finished, "notice-campaigns-finished").await
}
