//! Whom one blocks and mutes, over the API.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use store::Tx;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::api::{Cursor, PersonCard, page};
use super::at::AtPerson;
use super::page_of::PageOf;
use crate::accounts::Member;
use crate::app::App;
use crate::error::Result;
use crate::social::{Viewer, block, mute};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_blocks))
        .routes(routes!(get_mutes))
        .routes(routes!(put_block, delete_block))
        .routes(routes!(put_mute, delete_mute))
}

/// Whom one blocks
///
/// `Link: …; rel="next"` leads on.
#[utoipa::path(get, path = "/me/blocks", tag = "people", security(("bearer" = [])),
    params(Cursor), responses((status = 200, body = Vec<PersonCard>)))]
async fn get_blocks(
    State(app): State<App>,
    member: Member,
    Query(cursor): Query<Cursor>,
) -> Result<Response> {
    let listed = app
        .read(async |tx: &mut Tx| PageOf::blocks(tx, &member, cursor.before).await)
        .await?;
    // A block ends following.
    let viewer = Viewer::default();
    page(&app, Some(&member), &viewer, "/me/blocks", listed)
}

/// Whom one mutes
///
/// `Link: …; rel="next"` leads on.
#[utoipa::path(get, path = "/me/mutes", tag = "people", security(("bearer" = [])),
    params(Cursor), responses((status = 200, body = Vec<PersonCard>)))]
async fn get_mutes(
    State(app): State<App>,
    member: Member,
    Query(cursor): Query<Cursor>,
) -> Result<Response> {
    let viewer = super::seen::viewer(&app, Some(&member)).await?;
    let listed = app
        .read(async |tx: &mut Tx| PageOf::mutes(tx, &member, cursor.before).await)
        .await?;
    page(&app, Some(&member), &viewer, "/me/mutes", listed)
}

/// Block a person
///
/// Neither sees anything of the other from then on, and neither follows the other any longer.
#[utoipa::path(put, path = "/people/{handle}/block", tag = "people", security(("bearer" = [])),
    params(("handle" = String, Path)),
    responses((status = 204)))]
async fn put_block(State(app): State<App>, member: Member, at: AtPerson) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| block::block(tx, &member, at.id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Unblock a person
#[utoipa::path(delete, path = "/people/{handle}/block", tag = "people",
    security(("bearer" = [])),
    params(("handle" = String, Path)),
    responses((status = 204)))]
async fn delete_block(State(app): State<App>, member: Member, at: AtPerson) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| block::unblock(tx, &member, at.id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mute a person
///
/// One's own lists leave them out; they never learn of it.
#[utoipa::path(put, path = "/people/{handle}/mute", tag = "people", security(("bearer" = [])),
    params(("handle" = String, Path)),
    responses((status = 204)))]
async fn put_mute(State(app): State<App>, member: Member, at: AtPerson) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| mute::mute(tx, &member, at.id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Unmute a person
#[utoipa::path(delete, path = "/people/{handle}/mute", tag = "people",
    security(("bearer" = [])),
    params(("handle" = String, Path)),
    responses((status = 204)))]
async fn delete_mute(State(app): State<App>, member: Member, at: AtPerson) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| mute::unmute(tx, &member, at.id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
