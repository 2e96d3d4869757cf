//! A new password.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{Tab, settled, tabs};
use crate::accounts::{Member, change_password, password};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};

#[derive(Template)]
#[template(path = "accounts/settings_password.html")]
struct PasswordPage {
    page: Page,
    tabs: Vec<Tab>,
    problems: Problems,
    handle: String,
    password_chars_min: usize,
}

impl PasswordPage {
    fn new(page: Page, member: &Member, problems: Problems) -> Self {
        Self {
            tabs: tabs(&page),
            page: settled(page),
            problems,
            handle: member.handle.clone(),
            password_chars_min: password::CHARS_MIN,
        }
    }
}

pub(super) async fn show(page: Page, member: Member) -> Result<Response> {
    frame::html(&PasswordPage::new(page, &member, Problems::default()))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PasswordForm {
    old_password: String,
    new_password: String,
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    member: Member,
    Form(form): Form<PasswordForm>,
) -> Result<Response> {
    match change_password(&app, &member, &form.old_password, &form.new_password).await {
        Ok(()) => Ok(done("/settings/password", "notice-password-changed")),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let view = PasswordPage::new(page, &member, problems);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}
