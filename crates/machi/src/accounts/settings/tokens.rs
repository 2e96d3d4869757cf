//! The member's tokens for programs.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::{Tab, day, settled, tabs};
use crate::accounts::Member;
use crate::accounts::token::{create_token, revoke_token, tokens};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::TokenId;

struct TokenLine {
    id: TokenId,
    name: String,
    until: String,
}

#[derive(Template)]
#[template(path = "accounts/settings_tokens.html")]
struct TokensPage {
    page: Page,
    tabs: Vec<Tab>,
    problems: Problems,
    tokens: Vec<TokenLine>,
    secret: Option<String>,
    name: String,
}

/// What the page shows beside the list.
#[derive(Default)]
struct Asked {
    problems: Problems,
    secret: Option<String>,
    name: String,
}

async fn view(app: &App, page: Page, member: &Member, asked: Asked) -> Result<Response> {
    let (lang, now_ms) = (page.lang, app.now_ms());
    let tokens = app
        .read(async |tx: &mut Tx| tokens(tx, member).await)
        .await?;
    let tokens = tokens.into_iter().map(|token| TokenLine {
        id: token.id,
        name: token.name,
        until: day(lang, token.expires_at_ms, now_ms),
    });
    frame::html(&TokensPage {
        tabs: tabs(&page),
        page: settled(page),
        problems: asked.problems,
        tokens: tokens.collect(),
        secret: asked.secret,
        name: asked.name,
    })
}

pub(super) async fn show(State(app): State<App>, page: Page, member: Member) -> Result<Response> {
    view(&app, page, &member, Asked::default()).await
}

#[derive(Deserialize)]
pub(super) struct TokenForm {
    #[serde(default)]
    name: String,
}

/// Answers the page itself, and no 303: the secret is shown this once and kept nowhere.
pub(super) async fn create(
    State(app): State<App>,
    page: Page,
    member: Member,
    Form(form): Form<TokenForm>,
) -> Result<Response> {
    let made = app
        .write(async |tx: &mut Tx| create_token(tx, &member, &form.name).await)
        .await;
    match made {
        Ok(secret) => {
            let asked = Asked {
                secret: Some(secret),
                ..Asked::default()
            };
            view(&app, page, &member, asked).await
        }
        Err(Error::Refused(refusal)) => {
            let asked = Asked {
                problems: Problems::of(&refusal, page.lang),
                name: form.name,
                ..Asked::default()
            };
            let page = view(&app, page, &member, asked).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn revoke(
    State(app): State<App>,
    member: Member,
    Path(token): Path<TokenId>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| revoke_token(tx, &member, token).await)
        .await?;
    Ok(done("/settings/tokens", "notice-token-revoked"))
}
