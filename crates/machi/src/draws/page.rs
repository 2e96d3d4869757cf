//! A draw's page: its story in plain words, for anybody. A city's draws. Where the network gives no
//! beacon, an operator brings one.

use askama::Template;
use axum::extract::{FromRequestParts, Path, Query, State as AppState};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::draw::{self, Draw, State};
use super::life::draw_with;
use super::shown;
use super::shown::{Line, Story};
use crate::accounts::{Member, Reader, Role};
use crate::app::App;
use crate::at;
use crate::cities::{Cities, InCity};
use crate::error::{Error, Refusal, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::DrawId;

/// Draws of one page of a city's list.
const PAGE: usize = 30;

/// An operator of the city whose draw the path names.
pub(super) struct DrawOperator;

impl FromRequestParts<App> for DrawOperator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        let id: DrawId = at::id(parts, app, "draw").await?;
        let draw = app
            .read(async |tx: &mut Tx| draw::by_id(tx, id).await)
            .await?;
        // What one may not see does not exist.
        if member.holds(Role::Operator, draw.city) {
            Ok(Self)
        } else {
            Err(Error::NotFound)
        }
    }
}

#[derive(Template)]
#[template(path = "draws/draw.html")]
struct DrawPage {
    page: Page,
    draw: Story,
    /// Of what the reader's browser checks.
    proof_url: String,
    problems: Problems,
    /// What an operator pasted.
    typed: String,
}

async fn view(app: &App, page: Page, by: Option<&Member>, id: DrawId) -> Result<DrawPage> {
    let story = shown::story(app, &page, by, id).await?;
    let city = app
        .view::<Cities>()?
        .by_id(story.city)
        .ok_or(Error::NotFound)?;
    let title = story.title.clone();
    Ok(DrawPage {
        page: page.in_city(&city.slug, &city.names).titled(title),
        proof_url: format!("/draws/{id}/proof.json"),
        draw: story,
        problems: Problems::default(),
        typed: String::new(),
    })
}

pub(super) async fn show(
    AppState(app): AppState<App>,
    page: Page,
    Reader(by): Reader,
    Path(id): Path<DrawId>,
) -> Result<Response> {
    frame::html(&view(&app, page, by.as_ref(), id).await?)
}

#[derive(Deserialize)]
pub(super) struct BeaconForm {
    beacon: String,
}

/// Draws with what an operator pasted, verified as what the network gives.
pub(super) async fn post_beacon(
    AppState(app): AppState<App>,
    page: Page,
    Reader(by): Reader,
    _: DrawOperator,
    Path(id): Path<DrawId>,
    Form(form): Form<BeaconForm>,
) -> Result<Response> {
    match draw_with(&app, id, &form.beacon).await {
        Ok(()) => Ok(done(&format!("/draws/{id}"), "notice-draw-drawn")),
        Err(Error::Refused(refusal)) => {
            refused(&app, page, by.as_ref(), (id, &refusal, form.beacon)).await
        }
        Err(error) => Err(error),
    }
}

async fn refused(
    app: &App,
    page: Page,
    by: Option<&Member>,
    (id, refusal, typed): (DrawId, &Refusal, String),
) -> Result<Response> {
    let problems = Problems::of(refusal, page.lang);
    let view = DrawPage {
        problems,
        typed,
        ..view(app, page, by, id).await?
    };
    let mut response = frame::html(&view)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

#[derive(Template)]
#[template(path = "draws/city.html")]
struct CityPage {
    page: Page,
    draws: Vec<Line>,
    /// The next page.
    more: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct From {
    before: Option<DrawId>,
}

pub(super) async fn of_city(
    AppState(app): AppState<App>,
    page: Page,
    InCity(city): InCity,
    Query(from): Query<From>,
) -> Result<Response> {
    let wanted = i64::try_from(PAGE + 1).map_err(anyhow::Error::from)?;
    let mut found: Vec<Draw> = app
        .read(async |tx: &mut Tx| draw::of_city(tx, city.id, from.before, wanted).await)
        .await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let last = found.last().map(|draw| draw.id).filter(|_| more);
    let more = last.map(|last| format!("/cities/{}/draws?before={last}", city.slug));
    let title = page.t1("draws-of-city", "city", city.names.get(page.lang));
    let line = |draw: &Draw| shown::line(&page, draw, &city.zone, app.now_ms());
    frame::html(&CityPage {
        draws: found.iter().map(line).collect(),
        more,
        page: page.in_city(&city.slug, &city.names).titled(title),
    })
}

/// The badge of a state.
pub(super) fn badge(page: &Page, state: State) -> String {
    page.t(match state {
        State::Announced => "draws-state-announced",
        State::Frozen | State::Closed => "draws-state-closed",
        State::Drawn | State::Settled => "draws-state-drawn",
        State::Void => "draws-state-void",
    })
}
