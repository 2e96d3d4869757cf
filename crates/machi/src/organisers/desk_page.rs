//! The desk's list of those who ask to publish.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::application::{self, Application};
use super::decide::decide;
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::ApplicationId;
use crate::text::when;

struct Line {
    id: ApplicationId,
    handle: String,
    display_name: String,
    name: String,
    about: String,
    url: String,
    sent: String,
}

#[derive(Template)]
#[template(path = "organisers/desk.html")]
struct OrganisersPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    lines: Vec<Line>,
    problems: Problems,
}

async fn view(app: &App, page: Page, by: &CityOperator, problems: Problems) -> Result<Response> {
    let open = app
        .read(async |tx: &mut Tx| application::open(tx, by.city.id).await)
        .await?;
    let date = |ms| when::civil(ms, &by.city.zone).date();
    let today = date(app.now_ms());
    let line = |found: Application| Line {
        id: found.id,
        handle: found.handle,
        display_name: found.display_name,
        name: found.name,
        about: found.about,
        url: found.url,
        sent: when::day(page.lang, date(found.created_at_ms), today),
    };
    let title = page.t("organisers-title");
    frame::html(&OrganisersPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        slug: by.city.slug.clone(),
        lines: open.into_iter().map(line).collect(),
        problems,
        page: page.titled(title).hidden_from_search(),
    })
}

pub(super) async fn show(State(app): State<App>, page: Page, by: CityOperator) -> Result<Response> {
    view(&app, page, &by, Problems::default()).await
}

#[derive(Deserialize)]
pub(super) struct DecideForm {
    accepted: bool,
    #[serde(default)]
    reason: String,
}

pub(super) async fn post_decide(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Path((_, application)): Path<(String, ApplicationId)>,
    Form(form): Form<DecideForm>,
) -> Result<Response> {
    let decided = app
        .write(async |tx: &mut Tx| decide(tx, &by, application, form.accepted, &form.reason).await)
        .await;
    let notice = if form.accepted {
        "notice-organiser-accepted"
    } else {
        "notice-organiser-refused"
    };
    match decided {
        Ok(()) => Ok(done(&format!("/desk/{}/organisers", by.city.slug), notice)),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &by, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
