//! Asking to publish, and deciding on it, for programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::application;
use super::apply::{Applying, apply};
use super::decide::decide;
use crate::accounts::Member;
use crate::app::App;
use crate::cities::{CityOperator, InCity};
use crate::error::Result;
use crate::ids::ApplicationId;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(post_application, list_applications))
        .routes(routes!(post_decision))
}

/// Somebody who asks to publish in the city.
#[derive(Serialize, ToSchema)]
pub(super) struct ApplicationJson {
    #[schema(value_type = String)]
    id: ApplicationId,
    handle: String,
    name: String,
    about: String,
    url: String,
}

/// What was entered.
#[derive(Serialize, ToSchema)]
struct Applied {
    #[schema(value_type = String)]
    id: ApplicationId,
}

/// Ask to publish in a city
///
/// While nobody has decided, asking again changes what was said.
#[utoipa::path(post, path = "/cities/{city}/organisers/applications", tag = "events", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    request_body = Applying,
    responses((status = 200, body = Applied)))]
async fn post_application(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
    Json(body): Json<Applying>,
) -> Result<Json<Applied>> {
    let id = app
        .write(async |tx: &mut Tx| apply(tx, &member, &city, &body).await)
        .await?;
    Ok(Json(Applied { id }))
}

/// Who asks to publish in a city
///
/// For its operators: those that nobody has decided yet, the oldest first, 200 at most.
#[utoipa::path(get, path = "/cities/{city}/organisers/applications", tag = "events", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = Vec<ApplicationJson>)))]
async fn list_applications(
    State(app): State<App>,
    by: CityOperator,
) -> Result<Json<Vec<ApplicationJson>>> {
    let open = app
        .read(async |tx: &mut Tx| application::open(tx, by.city.id).await)
        .await?;
    let json = open.into_iter().map(|found| ApplicationJson {
        id: found.id,
        handle: found.handle,
        name: found.name,
        about: found.about,
        url: found.url,
    });
    Ok(Json(json.collect()))
}

/// What an operator decides.
#[derive(Deserialize, ToSchema)]
struct Decision {
    accepted: bool,
    /// Told to whoever asked; needed for a no.
    #[serde(default)]
    reason: String,
}

/// Accept or refuse somebody who asks to publish
///
/// Whoever is accepted becomes an organiser of the city. What is decided stays so.
#[utoipa::path(post, path = "/cities/{city}/organisers/applications/{application}", tag = "events", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("application" = String, Path, description = "The application's id")),
    request_body = Decision,
    responses((status = 204)))]
async fn post_decision(
    State(app): State<App>,
    by: CityOperator,
    Path(path): Path<(String, ApplicationId)>,
    Json(body): Json<Decision>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| decide(tx, &by, path.1, body.accepted, &body.reason).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
