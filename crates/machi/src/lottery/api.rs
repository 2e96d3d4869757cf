//! Lotteries for programs.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::found::{self, AtLottery};
use super::law;
use super::make::{LotteryInput, change, discard, make};
use super::publish::publish;
use super::record::{RecordInput, record};
use crate::app::App;
use crate::cities::CityOperator;
use crate::draws::Issuer;
use crate::error::Result;
use crate::ids::LotteryId;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(post_lottery))
        .routes(routes!(put_lottery, delete_lottery))
        .routes(routes!(get_law))
        .routes(routes!(post_record))
        .routes(routes!(post_publish))
}

/// What was drafted.
#[derive(Serialize, ToSchema)]
struct Made {
    #[schema(value_type = String)]
    id: LotteryId,
}

/// Draft a lottery
///
/// For the city's operators. Nobody else sees it before it is published.
#[utoipa::path(post, path = "/cities/{city}/lotteries", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    request_body = LotteryInput,
    responses((status = 201, body = Made)))]
async fn post_lottery(
    State(app): State<App>,
    by: CityOperator,
    Json(body): Json<LotteryInput>,
) -> Result<(StatusCode, Json<Made>)> {
    let id = app
        .write(async |tx: &mut Tx| make(tx, &by, &body).await)
        .await?;
    Ok((StatusCode::CREATED, Json(Made { id })))
}

/// Change a draft
///
/// For the city's operators. What is published cannot be changed.
#[utoipa::path(put, path = "/cities/{city}/lotteries/{lottery}", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("lottery" = String, Path, description = "The lottery's id")),
    request_body = LotteryInput,
    responses((status = 204)))]
async fn put_lottery(
    State(app): State<App>,
    by: CityOperator,
    AtLottery(id): AtLottery,
    Json(body): Json<LotteryInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| change(tx, &by, id, &body).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Throw a draft away
///
/// For the city's operators. What was recorded of its filings goes with it.
#[utoipa::path(delete, path = "/cities/{city}/lotteries/{lottery}", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("lottery" = String, Path, description = "The lottery's id")),
    responses((status = 204)))]
async fn delete_lottery(
    State(app): State<App>,
    by: CityOperator,
    AtLottery(id): AtLottery,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| discard(tx, &by, id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a law says of a lottery.
#[derive(Serialize, ToSchema)]
struct LawJson {
    jurisdiction: String,
    law: String,
    source: String,
    /// When one of us last read the source.
    read_on: String,
    /// What it says of this lottery.
    says: String,
    /// It stands in the way.
    blocks: bool,
}

/// What the law says of a lottery
///
/// For the city's operators. It opens when none of these blocks.
#[utoipa::path(get, path = "/cities/{city}/lotteries/{lottery}/law", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("lottery" = String, Path, description = "The lottery's id")),
    responses((status = 200, body = Vec<LawJson>)))]
async fn get_law(
    State(app): State<App>,
    by: CityOperator,
    AtLottery(id): AtLottery,
) -> Result<Json<Vec<LawJson>>> {
    let (lottery, found) = app
        .read(async |tx: &mut Tx| {
            let lottery = found::of_city(tx, by.city.id, id).await?;
            let found = law::check(tx, &by.city, &lottery).await?;
            Ok((lottery, found))
        })
        .await?;
    let lang = by.member.lang;
    let json = found.iter().map(|finding| {
        let words = law::words(finding, &lottery, lang)?;
        Ok(LawJson {
            jurisdiction: finding.rule.jurisdiction.code().to_owned(),
            law: finding.rule.law.clone(),
            source: finding.rule.source.clone(),
            read_on: finding.rule.read_on.to_string(),
            says: lang.t_with(words.key, &words.args),
            blocks: finding.says.blocks(),
        })
    });
    Ok(Json(json.collect::<Result<_>>()?))
}

/// Record a filing, or "void in …"
///
/// For the city's operators, before it is published.
#[utoipa::path(post, path = "/cities/{city}/lotteries/{lottery}/records", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("lottery" = String, Path, description = "The lottery's id")),
    request_body = RecordInput,
    responses((status = 204)))]
async fn post_record(
    State(app): State<App>,
    by: CityOperator,
    AtLottery(id): AtLottery,
    Json(body): Json<RecordInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| record(tx, &by, id, &body).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Publish a lottery
///
/// For the city's operators. Its seats are taken and its draw is announced; from then on nothing of
/// it changes.
#[utoipa::path(post, path = "/cities/{city}/lotteries/{lottery}/publish", operation_id = "publish_lottery", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("lottery" = String, Path, description = "The lottery's id")),
    responses((status = 204)))]
async fn post_publish(
    State(app): State<App>,
    by: CityOperator,
    AtLottery(id): AtLottery,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| publish(Issuer::of(&app), tx, &by, id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
