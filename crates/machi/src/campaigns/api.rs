//! Campaigns for programs of a city's operators.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::applications::{self, Application, AtApplicant};
use super::call_off::call_off;
use super::choose::{choose, finish, unchoose};
use super::found::AtCampaign;
use super::input::CampaignInput;
use super::make::{change, discard, make};
use super::publish::publish;
use crate::app::App;
use crate::cities::CityOperator;
use crate::draws::Issuer;
use crate::error::Result;
use crate::ids::CampaignId;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(post_campaign))
        .routes(routes!(put_campaign, delete_campaign))
        .routes(routes!(post_publish))
        .routes(routes!(post_call_off))
        .routes(routes!(get_applications))
        .routes(routes!(put_choice, delete_choice))
        .routes(routes!(post_finish))
}

/// What was drafted.
#[derive(Serialize, ToSchema)]
#[schema(as = CampaignMade)]
struct Made {
    #[schema(value_type = String)]
    id: CampaignId,
}

/// Draft a campaign
///
/// For the city's operators. Nobody else sees it before it is published.
#[utoipa::path(post, path = "/cities/{city}/campaigns", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    request_body = CampaignInput,
    responses((status = 201, body = Made)))]
async fn post_campaign(
    State(app): State<App>,
    by: CityOperator,
    Json(body): Json<CampaignInput>,
) -> Result<(StatusCode, Json<Made>)> {
    let id = app
        .write(async |tx: &mut Tx| make(tx, &by, &body).await)
        .await?;
    Ok((StatusCode::CREATED, Json(Made { id })))
}

/// Change a draft
///
/// For the city's operators. What is published cannot be changed.
#[utoipa::path(put, path = "/cities/{city}/campaigns/{campaign}", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    request_body = CampaignInput,
    responses((status = 204)))]
async fn put_campaign(
    State(app): State<App>,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
    Json(body): Json<CampaignInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| change(tx, &by, id, &body).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Throw a draft away
#[utoipa::path(delete, path = "/cities/{city}/campaigns/{campaign}", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    responses((status = 204)))]
async fn delete_campaign(
    State(app): State<App>,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| discard(tx, &by, id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Publish a campaign
///
/// Takes its seats from the event, and announces its draw. Again changes nothing.
#[utoipa::path(post, path = "/cities/{city}/campaigns/{campaign}/publish", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    responses((status = 204)))]
async fn post_publish(
    State(app): State<App>,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| publish(Issuer::of(&app), tx, &by, id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Call a campaign off
///
/// Before its seats are given. Those that nobody has accepted are the event's again.
#[utoipa::path(post, path = "/cities/{city}/campaigns/{campaign}/call-off", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    responses((status = 204)))]
async fn post_call_off(
    State(app): State<App>,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| call_off(tx, &by, id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who asks for a seat
///
/// For the city's operators: with their answers, and whether they were chosen. At most 1,000, the first who
/// asked first.
#[utoipa::path(get, path = "/cities/{city}/campaigns/{campaign}/applications", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    responses((status = 200, body = Vec<Application>)))]
async fn get_applications(
    State(app): State<App>,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<Json<Vec<Application>>> {
    let found = app.read(async |tx: &mut Tx| applications::of(tx, &by, id).await);
    Ok(Json(found.await?))
}

/// Why somebody gets a seat.
#[derive(Deserialize, ToSchema)]
#[schema(as = CampaignChoiceInput)]
struct ChoiceInput {
    /// At most 300 characters; operators alone read it.
    reason: String,
}

/// Choose somebody by hand
///
/// After those who were chosen before; again changes the reason. Once the window is closed they are offered
/// a seat at once, if one is free.
#[utoipa::path(put, path = "/cities/{city}/campaigns/{campaign}/choices/{handle}", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id"),
        ("handle" = String, Path)),
    request_body = ChoiceInput,
    responses((status = 204)))]
async fn put_choice(
    State(app): State<App>,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
    AtApplicant(handle): AtApplicant,
    Json(body): Json<ChoiceInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| {
        let account = applications::account(tx, &handle).await?;
        choose(tx, &by, id, (account, &body.reason)).await
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Choose somebody no more
///
/// Before they are offered a seat.
#[utoipa::path(delete, path = "/cities/{city}/campaigns/{campaign}/choices/{handle}", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id"),
        ("handle" = String, Path)),
    responses((status = 204)))]
async fn delete_choice(
    State(app): State<App>,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
    AtApplicant(handle): AtApplicant,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| {
        let account = applications::account(tx, &handle).await?;
        unchoose(tx, &by, id, account).await
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Finish choosing
///
/// Of a campaign by hand, whose window is closed: seats that nobody has are the event's again.
#[utoipa::path(post, path = "/cities/{city}/campaigns/{campaign}/finish", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    responses((status = 204)))]
async fn post_finish(
    State(app): State<App>,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| finish(tx, &by, id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
