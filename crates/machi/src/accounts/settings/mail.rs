//! Where the member gets mail, and what they do not want to get.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::{Tab, settled, tabs};
use crate::accounts::Member;
use crate::accounts::mail_address::{
    MailAddress, ask_address, cancel_request, mail_address, remove_address,
};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::mail::{self, subscribe, unwanted};

const PATH: &str = "/settings/mail";

/// Mails that were unsubscribed from.
struct UnwantedLine {
    kind: String,
    name: String,
}

#[derive(Template)]
#[template(path = "accounts/settings_mail.html")]
struct MailPage {
    page: Page,
    tabs: Vec<Tab>,
    problems: Problems,
    is_set_up: bool,
    mail: MailAddress,
    asked: String,
    unwanted: Vec<UnwantedLine>,
    typed: String,
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    problems: Problems,
    typed: String,
) -> Result<Response> {
    let read = app.read(async |tx: &mut Tx| {
        let mail = mail_address(tx, member.id).await?;
        Ok((mail, unwanted(tx, member.id).await?))
    });
    let (mail, unwanted) = read.await?;
    let line = |unwanted: mail::Unwanted| UnwantedLine {
        name: page.t(&unwanted.topic),
        kind: unwanted.kind,
    };
    let asked = mail.asked.clone().unwrap_or_default();
    frame::html(&MailPage {
        tabs: tabs(&page),
        problems,
        is_set_up: mail::is_set_up(app),
        asked: page.t1("accounts-mail-asked", "address", asked),
        mail,
        unwanted: unwanted.into_iter().map(line).collect(),
        typed,
        page: settled(page),
    })
}

pub(super) async fn show(State(app): State<App>, page: Page, member: Member) -> Result<Response> {
    view(&app, page, &member, Problems::default(), String::new()).await
}

#[derive(Deserialize)]
pub(super) struct MailForm {
    #[serde(default)]
    address: String,
}

/// The link is mailed in the language of the page on which it was asked for.
pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    member: Member,
    Form(form): Form<MailForm>,
) -> Result<Response> {
    match ask_address(&app, &member, &form.address, page.lang).await {
        Ok(()) => Ok(done(PATH, "notice-mail-asked")),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &member, problems, form.address).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn remove(State(app): State<App>, member: Member) -> Result<Response> {
    app.write(async |tx: &mut Tx| remove_address(tx, &member).await)
        .await?;
    Ok(done(PATH, "notice-mail-removed"))
}

pub(super) async fn cancel(State(app): State<App>, member: Member) -> Result<Response> {
    app.write(async |tx: &mut Tx| cancel_request(tx, &member).await)
        .await?;
    Ok(done(PATH, "notice-mail-cancelled"))
}

pub(super) async fn want(
    State(app): State<App>,
    member: Member,
    Path(kind): Path<String>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| subscribe(tx, member.id, &kind).await)
        .await?;
    Ok(done(PATH, "notice-mail-subscribed"))
}
