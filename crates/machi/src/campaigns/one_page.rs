//! One campaign as its members see it: what it offers, what it asks, and how they stand.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::apply::{ApplicationInput, apply, own_answers, withdraw};
use super::facts::Facts;
use super::found::AtCampaign;
use super::held::{self, Held};
use super::results;
use super::seats::{self, ACCEPTED, OFFERED};
use super::shown::{self, Shown};
use super::stage::Stage;
use super::steps::{self, Step};
use crate::accounts::{Member, Network, Reader, alias_of};
use crate::app::App;
use crate::cities::{City, InCity};
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::CampaignId;
use crate::text::when;

/// How the reader stands.
#[derive(Default)]
struct Own {
    applied: bool,
    can_withdraw: bool,
    why_not: Option<String>,
    offered: bool,
    accepted: bool,
    until: String,
    /// What became of their seat; empty for who was offered none.
    seat: String,
}

struct Alias {
    /// As the form's field is called.
    field: &'static str,
    name: String,
    value: String,
}

struct Question {
    n: usize,
    text: String,
    required: bool,
    answer: String,
}

#[derive(Template)]
#[template(path = "campaigns/one.html")]
struct OnePage {
    page: Page,
    slug: String,
    path: String,
    stage: String,
    facts: Facts,
    applicants: i64,
    is_open: bool,
    held: bool,
    signed_in: bool,
    /// The reader may see the results.
    may_evaluate: bool,
    own: Own,
    aliases: Vec<Alias>,
    questions: Vec<Question>,
    steps: Vec<Step>,
    problems: Problems,
}

/// What is typed by who asks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ApplicationForm {
    answers: Vec<String>,
    instagram: String,
    tiktok: String,
}

impl ApplicationForm {
    fn read(&self) -> ApplicationInput {
        let typed = [
            (Network::Instagram, &self.instagram),
            (Network::Tiktok, &self.tiktok),
        ];
        ApplicationInput {
            answers: self.answers.clone(),
            aliases: typed.map(|(network, name)| (network, name.clone())).into(),
        }
    }
}

struct Read {
    shown: Shown,
    held: Option<Held>,
    /// What the reader is called on the networks.
    aliases: BTreeMap<Network, String>,
    /// What they answered before.
    answers: Vec<String>,
    may_evaluate: bool,
}

async fn read(tx: &mut Tx, city: &City, id: CampaignId, by: Option<&Member>) -> Result<Read> {
    let shown = shown::one(tx, (city.id, id), by).await?;
    let (mut aliases, mut answers) = (BTreeMap::new(), Vec::new());
    let mut may_evaluate = false;
    if let Some(by) = by {
        for network in shown.parts.networks() {
            let name = alias_of(tx, by.id, network).await?;
            aliases.insert(network, name.unwrap_or_default());
        }
        answers = own_answers(tx, id, by.id).await?;
        may_evaluate = results::may_see(tx, by, &shown.campaign).await?;
    }
    Ok(Read {
        held: held::held(tx, &shown.campaign).await?,
        shown,
        aliases,
        answers,
        may_evaluate,
    })
}

fn own(page: &Page, city: &City, shown: &Shown, now_ms: i64) -> Own {
    let Some(own) = &shown.own else {
        return Own::default();
    };
    let seat = own.seat.as_ref();
    let is = |wanted: &str| seat.is_some_and(|(state, _)| state == wanted);
    let until_ms = seat.map_or(0, |(_, until_ms)| *until_ms);
    Own {
        applied: own.applied,
        can_withdraw: own.applied && seat.is_none() && shown.stage == Stage::Selecting,
        why_not: own.why_not.map(|why| page.t(why.key())),
        offered: is(OFFERED) && until_ms > now_ms,
        accepted: is(ACCEPTED),
        until: when::moment(page.lang, &city.zone, until_ms, now_ms),
        seat: seat.map_or_else(String::new, |(state, _)| page.t(seats::own_key(state))),
    }
}

/// With what was typed; without, as it was answered before.
async fn view(
    app: &App,
    page: Page,
    by: Option<&Member>,
    (city, id): (&City, CampaignId),
    (typed, problems): (Option<ApplicationForm>, Problems),
) -> Result<Response> {
    let read = app
        .read(async |tx: &mut Tx| read(tx, city, id, by).await)
        .await?;
    let (shown, now_ms) = (&read.shown, app.now_ms());
    let campaign = &shown.campaign;
    let typed = typed.map(|form| form.read());
    let answers = typed.as_ref().map_or(&read.answers, |typed| &typed.answers);
    let names = typed.as_ref().map_or(&read.aliases, |typed| &typed.aliases);
    let alias = |network: Network| Alias {
        field: network.name(),
        name: page.t(network.key()),
        value: names.get(&network).cloned().unwrap_or_default(),
    };
    let question = |(n, one): (usize, &super::input::QuestionInput)| Question {
        n: n + 1,
        text: one.question.clone(),
        required: one.required,
        answer: answers.get(n).cloned().unwrap_or_default(),
    };
    let starts_at_ms = read.held.as_ref().map(Held::starts_at_ms);
    let title = campaign.title.clone();
    frame::html(&OnePage {
        slug: city.slug.clone(),
        path: path(city, id),
        stage: page.t(shown.stage.key()),
        applicants: shown.applicants,
        is_open: campaign.takes_applications(now_ms),
        held: matches!(shown.stage, Stage::Held | Stage::Finished),
        signed_in: by.is_some(),
        may_evaluate: read.may_evaluate,
        own: own(&page, city, shown, now_ms),
        aliases: shown.parts.networks().into_iter().map(alias).collect(),
        questions: shown
            .parts
            .questions
            .iter()
            .enumerate()
            .map(question)
            .collect(),
        steps: steps::of(&page, city, (campaign, starts_at_ms), (false, now_ms)),
        facts: Facts::new(
            &page,
            city,
            (campaign, &shown.parts),
            (shown.draw, read.held.as_ref()),
            now_ms,
        )?,
        problems,
        page: page.in_city(&city.slug, &city.names).titled(title),
    })
}

fn path(city: &City, id: CampaignId) -> String {
    format!("/cities/{}/campaigns/{id}", city.slug)
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Reader(by): Reader,
    InCity(city): InCity,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    let nothing = (None, Problems::default());
    view(&app, page, by.as_ref(), (&city, id), nothing).await
}

/// Back to the campaign, or the campaign with what was refused.
async fn answered(
    app: &App,
    page: Page,
    (by, city, id): (&Member, &City, CampaignId),
    typed: Option<ApplicationForm>,
    (result, notice): (Result<()>, &'static str),
) -> Result<Response> {
    match result {
        Ok(()) => Ok(done(&path(city, id), notice)),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(app, page, Some(by), (city, id), (typed, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn post_application(
    State(app): State<App>,
    page: Page,
    by: Member,
    InCity(city): InCity,
    AtCampaign(id): AtCampaign,
    Form(form): Form<ApplicationForm>,
) -> Result<Response> {
    let input = form.read();
    let applied = app
        .write(async |tx: &mut Tx| apply(tx, &by, (city.id, id), &input).await)
        .await;
    let result = (applied.map(|_| ()), "notice-campaigns-applied");
    answered(&app, page, (&by, &city, id), Some(form), result).await
}

pub(super) async fn post_withdraw(
    State(app): State<App>,
    page: Page,
    by: Member,
    InCity(city): InCity,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    let withdrawn = app
        .write(async |tx: &mut Tx| withdraw(tx, &by, (city.id, id)).await)
        .await;
    let result = (withdrawn, "notice-campaigns-withdrawn");
    answered(&app, page, (&by, &city, id), None, result).await
}

#[derive(Deserialize)]
pub(super) struct SeatForm {
    accepted: bool,
}

pub(super) async fn post_seat(
    State(app): State<App>,
    page: Page,
    by: Member,
    InCity(city): InCity,
    AtCampaign(id): AtCampaign,
    Form(form): Form<SeatForm>,
) -> Result<Response> {
    let answer = app
        .write(async |tx: &mut Tx| seats::answer(tx, &by, (city.id, id), form.accepted).await)
        .await;
    let notice = match form.accepted {
        true => "notice-campaigns-accepted",
        false => "notice-campaigns-declined",
    };
    answered(&app, page, (&by, &city, id), None, (answer, notice)).await
}

pub(super) async fn post_give_back(
    State(app): State<App>,
    page: Page,
    by: Member,
    InCity(city): InCity,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    let given = app
        .write(async |tx: &mut Tx| seats::give_back(tx, &by, (city.id, id)).await)
        .await;
    let result = (given, "notice-campaigns-given-back");
    answered(&app, page, (&by, &city, id), None, result).await
}
