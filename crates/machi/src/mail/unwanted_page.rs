//! The page behind a mail's unsubscribe link, which works for who is signed out (RFC 8058).

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use store::Tx;

use super::unwanted::{Link, is_unwanted, refuse, want};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::done;
use crate::frame::{self, Page};

/// What a mail program posts for its reader. It must not be answered by a redirect.
const ONE_CLICK: &[u8] = b"One-Click";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/mail/unsubscribe/{link}", get(show).post(unsubscribe))
        .route("/mail/subscribe/{link}", post(subscribe))
}

#[derive(Template)]
#[template(path = "mail/unwanted.html")]
struct UnwantedPage {
    page: Page,
    topic: String,
    wanted: bool,
    link: String,
}

async fn show(State(app): State<App>, page: Page, Path(signed): Path<String>) -> Result<Response> {
    let link = Link::read(&app, &signed).ok_or(Error::NotFound)?;
    let unwanted = app
        .read(async |tx: &mut Tx| is_unwanted(tx, &link.who, &link.kind).await)
        .await?;
    let title = page.t("mail-unsubscribe-title");
    frame::html(&UnwantedPage {
        topic: page.t(&link.topic),
        page: page.titled(title).hidden_from_search(),
        wanted: !unwanted,
        link: signed,
    })
}

/// By the page's button, or by the mail program's.
async fn unsubscribe(
    app: State<App>,
    page: Page,
    Path(signed): Path<String>,
    body: Bytes,
) -> Result<Response> {
    let link = Link::read(&app, &signed).ok_or(Error::NotFound)?;
    app.write(async |tx: &mut Tx| refuse(tx, &link.who, &link.kind, &link.topic).await)
        .await?;
    if body
        .windows(ONE_CLICK.len())
        .any(|words| words == ONE_CLICK)
    {
        return show(app, page, Path(signed)).await;
    }
    let back = format!("/mail/unsubscribe/{signed}");
    Ok(done(&back, "notice-mail-unsubscribed"))
}

async fn subscribe(State(app): State<App>, Path(signed): Path<String>) -> Result<Response> {
    let link = Link::read(&app, &signed).ok_or(Error::NotFound)?;
    app.write(async |tx: &mut Tx| want(tx, &link.who, &link.kind).await)
        .await?;
    let back = format!("/mail/unsubscribe/{signed}");
    Ok(done(&back, "notice-mail-subscribed"))
}
