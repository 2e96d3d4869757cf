//! Joining a city and asking for one, for programs.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{InCity, join, petition};
use crate::accounts::Member;
use crate::app::App;
use crate::error::Result;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(put_membership, delete_membership))
        .routes(routes!(put_petition, delete_petition))
}

/// Whether you belong to the city.
#[derive(Serialize, ToSchema)]
struct Membership {
    joined: bool,
}

/// Whether you ask for the city.
#[derive(Serialize, ToSchema)]
struct Signature {
    signed: bool,
}

/// Join a city
///
/// Anybody may join any city from anywhere. Joining twice changes nothing.
#[utoipa::path(put, path = "/cities/{city}/membership", tag = "cities",
    params(("city" = String, Path, description = "The city's slug")),
    security(("bearer" = [])),
    responses((status = 200, body = Membership)))]
async fn put_membership(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
) -> Result<Json<Membership>> {
    app.write(async |tx: &mut Tx| join::join(tx, &member, city.id).await)
        .await?;
    Ok(Json(Membership { joined: true }))
}

/// Leave a city
#[utoipa::path(delete, path = "/cities/{city}/membership", tag = "cities",
    params(("city" = String, Path, description = "The city's slug")),
    security(("bearer" = [])),
    responses((status = 200, body = Membership)))]
async fn delete_membership(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
) -> Result<Json<Membership>> {
    app.write(async |tx: &mut Tx| join::leave(tx, &member, city.id).await)
        .await?;
    Ok(Json(Membership { joined: false }))
}

/// Ask for a city that is not open yet
///
/// Each person counts once.
#[utoipa::path(put, path = "/cities/{city}/petition", tag = "cities",
    params(("city" = String, Path, description = "The city's slug")),
    security(("bearer" = [])),
    responses((status = 200, body = Signature)))]
async fn put_petition(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
) -> Result<Json<Signature>> {
    app.write(async |tx: &mut Tx| petition::sign(tx, &member, city.id).await)
        .await?;
    Ok(Json(Signature { signed: true }))
}

/// Stop asking for a city
#[utoipa::path(delete, path = "/cities/{city}/petition", tag = "cities",
    params(("city" = String, Path, description = "The city's slug")),
    security(("bearer" = [])),
    responses((status = 200, body = Signature)))]
async fn delete_petition(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
) -> Result<Json<Signature>> {
    app.write(async |tx: &mut Tx| petition::withdraw(tx, &member, city.id).await)
        .await?;
    Ok(Json(Signature { signed: false }))
}
