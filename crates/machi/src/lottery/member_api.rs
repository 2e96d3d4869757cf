//! Taking part in lotteries, for programs.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::enter::enter;
use super::found::{self, AtLottery, Lottery};
use super::person::{self, PersonInput};
use super::prizes;
use super::standing::{self, Standing, Way};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::{City, InCity};
use crate::draws::Draw;
use crate::error::{Error, Result};
use crate::events::rfc3339;
use crate::ids::{CommunityId, DrawId, EventId, LotteryId, OccurrenceId};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_lotteries))
        .routes(routes!(get_person, put_person, patch_person))
        .routes(routes!(get_entry, put_entry, delete_entry))
        .routes(routes!(put_prize))
}

/// A lottery.
#[derive(Serialize, ToSchema)]
struct LotteryJson {
    #[schema(value_type = String)]
    id: LotteryId,
    title: String,
    #[schema(value_type = Option<String>)]
    community: Option<CommunityId>,
    #[schema(value_type = String)]
    event: EventId,
    /// The date of which each prize is a seat.
    #[schema(value_type = String)]
    occurrence: OccurrenceId,
    prizes: i64,
    alternates: i64,
    /// So many notes of one member count.
    notes_max: i64,
    min_age: i64,
    /// Of one prize.
    value_minor: i64,
    currency: String,
    entered_from: Vec<String>,
    opens_at: String,
    closes_at: String,
    /// Its draw, with the list, the proof and everybody's receipts.
    #[schema(value_type = String)]
    draw: DrawId,
}

impl LotteryJson {
    fn of(lottery: Lottery, draw: &Draw, city: &City) -> Self {
        let codes = lottery.entered_from.split_whitespace();
        Self {
            id: lottery.id,
            community: lottery.community_id,
            event: lottery.event_id,
            occurrence: lottery.occurrence_id,
            prizes: lottery.prizes,
            alternates: lottery.alternates,
            notes_max: lottery.notes_max,
            min_age: lottery.min_age,
            value_minor: lottery.value_minor,
            entered_from: codes.map(str::to_owned).collect(),
            opens_at: rfc3339(lottery.opens_at_ms, &city.zone),
            closes_at: rfc3339(lottery.closes_at_ms, &city.zone),
            draw: draw.id,
            title: lottery.title,
            currency: lottery.currency,
        }
    }
}

/// A city's lotteries
///
/// Those that are published, the latest first, 20 at most.
#[utoipa::path(get, path = "/cities/{city}/lotteries", tag = "draws", security(()),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = Vec<LotteryJson>)))]
async fn get_lotteries(
    State(app): State<App>,
    InCity(city): InCity,
) -> Result<Json<Vec<LotteryJson>>> {
    let found = app
        .read(async |tx: &mut Tx| {
            let mut all = Vec::new();
            for lottery in found::published(tx, city.id).await? {
                if let Some(draw) = lottery.draw(tx).await? {
                    all.push(LotteryJson::of(lottery, &draw, &city));
                }
            }
            Ok(all)
        })
        .await?;
    Ok(Json(found))
}

/// Say when you were born and where you live
///
/// Asked once, before your first lottery; who has said it changes nothing by saying otherwise.
#[utoipa::path(put, path = "/me/lottery-person", tag = "draws", security(("bearer" = [])),
    request_body = PersonInput,
    responses((status = 204)))]
async fn put_person(
    State(app): State<App>,
    by: Member,
    Json(body): Json<PersonInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| person::tell(tx, &by, &body).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What you said of yourself
#[utoipa::path(get, path = "/me/lottery-person", tag = "draws", security(("bearer" = [])),
    responses((status = 200, body = PersonInput), (status = 404, description = "Nothing yet")))]
async fn get_person(State(app): State<App>, by: Member) -> Result<Json<PersonInput>> {
    let told = app
        .read(async |tx: &mut Tx| person::told(tx, by.id).await)
        .await?;
    told.map(Json).ok_or(Error::NotFound)
}

/// Correct what you said of yourself
///
/// Not while you take part in a lottery that is not drawn from yet. What is closed stays as it is.
#[utoipa::path(patch, path = "/me/lottery-person", tag = "draws", security(("bearer" = [])),
    request_body = PersonInput,
    responses((status = 204)))]
async fn patch_person(
    State(app): State<App>,
    by: Member,
    Json(body): Json<PersonInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| person::correct(tx, &by, &body).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How you stand in a lottery.
#[derive(Serialize, ToSchema)]
struct StandingJson {
    /// `post`, `free`, or nothing when you take no part.
    way: Option<&'static str>,
    /// Of your notes, those that count or would.
    notes: i64,
    /// Prizes that you accepted lately; they make you lighter.
    recent_wins: i64,
    /// Why you may not win: `staff`, `organiser`, `barred`, `linked` (another account of yours takes
    /// part), `age`, `residence`.
    why_not: Option<&'static str>,
    weight: i64,
    /// `offered`, `accepted`, `declined` or `lapsed`.
    prize: Option<String>,
}

impl StandingJson {
    fn of(standing: &Standing, prize: Option<String>) -> Json<Self> {
        Json(Self {
            way: standing.way.map(|way| match way {
                Way::Post => "post",
                Way::Free => "free",
            }),
            notes: standing.notes,
            recent_wins: standing.recent_wins,
            why_not: standing.why_not,
            weight: standing.weight,
            prize,
        })
    }
}

/// How you stand in a lottery
#[utoipa::path(get, path = "/cities/{city}/lotteries/{lottery}/entry", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("lottery" = String, Path, description = "The lottery's id")),
    responses((status = 200, body = StandingJson)))]
async fn get_entry(
    State(app): State<App>,
    by: Member,
    InCity(city): InCity,
    AtLottery(id): AtLottery,
) -> Result<Json<StandingJson>> {
    app.read(async |tx: &mut Tx| {
        let lottery = found::of_city(tx, city.id, id).await?;
        if lottery.published_at_ms.is_none() {
            return Err(Error::NotFound);
        }
        let standing = standing::of(tx, &city, &lottery, by.id).await?;
        let prize = prizes::own(tx, id, by.id).await?;
        Ok(StandingJson::of(
            &standing,
            prize.map(|(_, state, _)| state),
        ))
    })
    .await
}

/// In which way one takes part.
#[derive(Deserialize, ToSchema)]
struct EntryInput {
    /// Without a post, with the weight of the largest number of notes that count.
    free: bool,
}

/// Take part in a lottery
///
/// By your notes of the week, or freely without a post. Another way replaces the one before.
#[utoipa::path(put, path = "/cities/{city}/lotteries/{lottery}/entry", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("lottery" = String, Path, description = "The lottery's id")),
    request_body = EntryInput,
    responses((status = 200, body = StandingJson)))]
async fn put_entry(
    State(app): State<App>,
    by: Member,
    InCity(city): InCity,
    AtLottery(id): AtLottery,
    Json(body): Json<EntryInput>,
) -> Result<Json<StandingJson>> {
    let way = if body.free { Way::Free } else { Way::Post };
    let standing = app
        .write(async |tx: &mut Tx| enter(tx, &by, &city, id, Some(way)).await)
        .await?;
    Ok(StandingJson::of(&standing, None))
}

/// Take part no more
#[utoipa::path(delete, path = "/cities/{city}/lotteries/{lottery}/entry", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("lottery" = String, Path, description = "The lottery's id")),
    responses((status = 204)))]
async fn delete_entry(
    State(app): State<App>,
    by: Member,
    InCity(city): InCity,
    AtLottery(id): AtLottery,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| enter(tx, &by, &city, id, None).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What becomes of an offer.
#[derive(Deserialize, ToSchema)]
struct PrizeInput {
    accepted: bool,
}

/// Accept your prize, or let it go to the next
///
/// Accepting gives you a seat with its ticket.
#[utoipa::path(put, path = "/cities/{city}/lotteries/{lottery}/prize", tag = "draws", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("lottery" = String, Path, description = "The lottery's id")),
    request_body = PrizeInput,
    responses((status = 204)))]
async fn put_prize(
    State(app): State<App>,
    by: Member,
    InCity(city): InCity,
    AtLottery(id): AtLottery,
    Json(body): Json<PrizeInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| prizes::answer(tx, &by, city.id, id, body.accepted).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
