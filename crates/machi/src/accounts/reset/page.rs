//! The pages of a lost password: asking for the link, and what stands behind it.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::{ask, set};
use crate::accounts::{Caller, password};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::mail;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in/forgot", get(forgot).post(post_forgot))
        .route("/sign-in/reset/{link}", get(show_reset).post(post_reset))
}

#[derive(Template)]
#[template(path = "accounts/reset/forgot.html")]
struct ForgotPage {
    page: Page,
    problems: Problems,
    is_set_up: bool,
    who: String,
}

impl ForgotPage {
    fn new(app: &App, page: Page, problems: Problems, who: String) -> Self {
        let title = page.t("accounts-forgot-title");
        Self {
            page: page.titled(title).hidden_from_search(),
            problems,
            is_set_up: mail::is_set_up(app),
            who,
        }
    }
}

async fn forgot(State(app): State<App>, page: Page) -> Result<Response> {
    let problems = Problems::default();
    frame::html(&ForgotPage::new(&app, page, problems, String::new()))
}

#[derive(Deserialize)]
struct ForgotForm {
    #[serde(default)]
    who: String,
}

async fn post_forgot(
    State(app): State<App>,
    page: Page,
    caller: Caller,
    Form(form): Form<ForgotForm>,
) -> Result<Response> {
    match ask::ask(&app, &caller, &form.who).await {
        Ok(()) => Ok(done("/sign-in", "notice-reset-asked")),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let view = ForgotPage::new(&app, page, problems, form.who);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "accounts/reset/reset.html")]
struct ResetPage {
    page: Page,
    problems: Problems,
    password_chars_min: usize,
    open: bool,
    link: String,
}

impl ResetPage {
    fn new(page: Page, problems: Problems, open: bool, link: String) -> Self {
        let title = page.t("accounts-reset-do");
        Self {
            page: page.titled(title).hidden_from_search(),
            problems,
            password_chars_min: password::CHARS_MIN,
            open,
            link,
        }
    }
}

async fn show_reset(
    State(app): State<App>,
    page: Page,
    Path(link): Path<String>,
) -> Result<Response> {
    let read = app.read(async |tx: &mut Tx| set::account(&app, tx, &link).await);
    let open = match read.await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(error) => return Err(error),
    };
    frame::html(&ResetPage::new(page, Problems::default(), open, link))
}

#[derive(Deserialize)]
struct ResetForm {
    #[serde(default)]
    new_password: String,
}

async fn post_reset(
    State(app): State<App>,
    page: Page,
    Path(link): Path<String>,
    Form(form): Form<ResetForm>,
) -> Result<Response> {
    let view = match set::set(&app, &link, &form.new_password).await {
        Ok(()) => return Ok(done("/sign-in", "notice-password-reset")),
        Err(Error::NotFound) => ResetPage::new(page, Problems::default(), false, link),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            ResetPage::new(page, problems, true, link)
        }
        Err(error) => return Err(error),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
}
