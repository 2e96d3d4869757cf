//! The page behind the link that confirms a mail address. It works signed out, since mail is often
//! read elsewhere, and changes nothing before its button is pressed: programs open links too.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use store::Tx;

use super::confirm::{Request, confirm, request};
use crate::accounts::Reader;
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/mail-address/{link}", get(show).post(accept))
}

#[derive(Template)]
#[template(path = "accounts/mail_address/confirm.html")]
struct ConfirmPage {
    page: Page,
    problems: Problems,
    /// None when the link works no more.
    ask: Option<String>,
    link: String,
}

impl ConfirmPage {
    fn new(page: Page, link: String, found: Option<&Request>, problems: Problems) -> Self {
        let ask = found.map(|found| {
            let who = [
                ("address", found.address.as_str().into()),
                ("handle", found.handle.as_str().into()),
            ];
            page.lang.t_with("accounts-mail-confirm-ask", &who)
        });
        let title = page.t("accounts-mail-confirm-do");
        Self {
            page: page.titled(title).hidden_from_search(),
            problems,
            ask,
            link,
        }
    }
}

async fn found(app: &App, link: &str) -> Result<Option<Request>> {
    let read = app.read(async |tx: &mut Tx| request(app, tx, link).await);
    match read.await {
        Ok(request) => Ok(Some(request)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn show(State(app): State<App>, page: Page, Path(link): Path<String>) -> Result<Response> {
    let found = found(&app, &link).await?;
    let view = ConfirmPage::new(page, link, found.as_ref(), Problems::default());
    frame::html(&view)
}

async fn accept(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Path(link): Path<String>,
) -> Result<Response> {
    let confirmed = app
        .write(async |tx: &mut Tx| confirm(&app, tx, &link).await)
        .await;
    match confirmed {
        Ok(()) => {
            let to = if reader.is_some() {
                "/settings/mail"
            } else {
                "/"
            };
            Ok(done(to, "notice-mail-confirmed"))
        }
        Err(Error::NotFound) => refused(page, link, None, Problems::default()),
        Err(Error::Refused(refusal)) => {
            let found = found(&app, &link).await?;
            let problems = Problems::of(
                &Refusal {
                    field: None,
                    ..refusal
                },
                page.lang,
            );
            refused(page, link, found.as_ref(), problems)
        }
        Err(error) => Err(error),
    }
}

fn refused(
    page: Page,
    link: String,
    found: Option<&Request>,
    problems: Problems,
) -> Result<Response> {
    let view = ConfirmPage::new(page, link, found, problems);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
}
