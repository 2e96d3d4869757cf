//! One's mail address over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{MailAddress, ask_address, confirm, mail_address, remove_address};
use crate::accounts::Member;
use crate::app::App;
use crate::error::Result;
use crate::mail::{self, subscribe, unwanted};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_mail, put_mail, delete_mail))
        .routes(routes!(put_wanted))
        .routes(routes!(post_confirmation))
}

/// What goes to the account by mail.
#[derive(Serialize, ToSchema)]
struct MailJson {
    /// Whether this installation sends mail at all.
    is_set_up: bool,
    /// The confirmed address.
    address: Option<String>,
    /// It refuses mail: nothing is sent there until it is confirmed anew.
    has_bounced: bool,
    /// An address that waits for its confirmation.
    asked: Option<String>,
    /// Mails that were unsubscribed from.
    unwanted: Vec<UnwantedJson>,
}

#[derive(Serialize, ToSchema)]
struct UnwantedJson {
    kind: String,
    /// In the account's language.
    name: String,
}

/// One's mail address, and what one does not want to get
#[utoipa::path(get, path = "/me/mail", tag = "people", security(("bearer" = [])),
    responses((status = 200, body = MailJson)))]
async fn get_mail(State(app): State<App>, member: Member) -> Result<Json<MailJson>> {
    let read = app.read(async |tx: &mut Tx| {
        let address = mail_address(tx, member.id).await?;
        Ok((address, unwanted(tx, member.id).await?))
    });
    let (address, unwanted) = read.await?;
    let MailAddress {
        confirmed,
        has_bounced,
        asked,
    } = address;
    let unwanted = unwanted.into_iter().map(|unwanted| UnwantedJson {
        name: member.lang.t(&unwanted.topic),
        kind: unwanted.kind,
    });
    Ok(Json(MailJson {
        is_set_up: mail::is_set_up(&app),
        address: confirmed,
        has_bounced,
        asked,
        unwanted: unwanted.collect(),
    }))
}

#[derive(Deserialize, ToSchema)]
struct NewAddress {
    address: String,
}

/// Enter a mail address
///
/// It gets a mail with a link, and is the account's once that was followed, within 24 hours. Until
/// then the address before stays.
#[utoipa::path(put, path = "/me/mail", tag = "people", security(("bearer" = [])),
    responses((status = 204)))]
async fn put_mail(
    State(app): State<App>,
    member: Member,
    Json(new): Json<NewAddress>,
) -> Result<StatusCode> {
    ask_address(&app, &member, &new.address, member.lang).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove one's mail address
#[utoipa::path(delete, path = "/me/mail", tag = "people", security(("bearer" = [])),
    responses((status = 204)))]
async fn delete_mail(State(app): State<App>, member: Member) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| remove_address(tx, &member).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Get mails of a kind again
#[utoipa::path(put, path = "/me/mail/wanted/{kind}", tag = "people", security(("bearer" = [])),
    params(("kind" = String, Path, description = "As `unwanted` lists it")),
    responses((status = 204)))]
async fn put_wanted(
    State(app): State<App>,
    member: Member,
    Path(kind): Path<String>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| subscribe(tx, member.id, &kind).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Confirm a mail address
///
/// With the last part of the link that was mailed to it. It works once.
#[utoipa::path(post, path = "/mail-addresses/{link}", tag = "people",
    params(("link" = String, Path, description = "The last part of the mailed link")),
    responses((status = 204)))]
async fn post_confirmation(State(app): State<App>, Path(link): Path<String>) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| confirm::confirm(&app, tx, &link).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
