//! Campaigns for programs of those who want a seat.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::apply::{ApplicationInput, apply, withdraw};
use super::fair::{self, fair};
use super::found::{AtCampaign, Campaign};
use super::input::{AsksInput, QuestionInput, TagInput, TermInput};
use super::seats;
use super::shown::{self, Shown};
use super::stage::Stage;
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::cities::InCity;
use crate::error::Result;
use crate::ids::{CampaignId, DrawId, EventId, OccurrenceId, PlaceId};
use crate::text::Names;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_campaigns))
        .routes(routes!(get_fair))
        .routes(routes!(get_campaign))
        .routes(routes!(put_application, delete_application))
        .routes(routes!(put_seat, delete_seat))
}

/// A campaign, and how you stand in it.
#[derive(Serialize, ToSchema)]
#[schema(as = Campaign)]
struct CampaignJson {
    #[schema(value_type = String)]
    id: CampaignId,
    title: String,
    about: String,
    stage: Stage,
    #[schema(value_type = String)]
    event: EventId,
    #[schema(value_type = String)]
    occurrence: OccurrenceId,
    /// Where the seats are of a visit to a place; its event is not listed anywhere.
    visit: Option<VisitJson>,
    seats: i64,
    opens_at_ms: i64,
    closes_at_ms: i64,
    accept_hours: i64,
    /// `draw`, `hand` or `mixed`.
    selection: String,
    hand_seats: i64,
    asks: AsksInput,
    questions: Vec<QuestionInput>,
    /// What whoever gets a seat owes, beside coming.
    terms: Vec<TermInput>,
    /// The accounts that posts tag.
    tags: Vec<TagInput>,
    /// What notes and posts say of the free seat.
    disclosure: Names,
    #[schema(value_type = Option<String>)]
    draw: Option<DrawId>,
    /// How many ask for a seat.
    applicants: i64,
    /// Null without a token.
    own: Option<OwnJson>,
}

/// A visit to a place: one comes when one likes between its start and its end.
#[derive(Serialize, ToSchema)]
#[schema(as = CampaignVisit)]
struct VisitJson {
    #[schema(value_type = String)]
    place: PlaceId,
    starts_at_ms: i64,
    ends_at_ms: i64,
}

impl VisitJson {
    fn of(campaign: &Campaign) -> Option<Self> {
        Some(Self {
            place: campaign.place_id?,
            starts_at_ms: campaign.visit_starts_at_ms?,
            ends_at_ms: campaign.visit_ends_at_ms?,
        })
    }
}

/// How you stand.
#[derive(Serialize, ToSchema)]
#[schema(as = CampaignOwn)]
struct OwnJson {
    applied: bool,
    /// Why you may not: `staff`, `organiser`, `barred`, `linked`, `city`, `community`, `posted`,
    /// `reliability` or `won`.
    why_not: Option<String>,
    /// `offered`, `accepted`, `declined`, `lapsed`, `given-back` or `called-off`.
    seat: Option<String>,
    /// Until when you may accept.
    until_ms: Option<i64>,
}

impl CampaignJson {
    fn of(shown: Shown) -> Result<Self> {
        let Shown {
            campaign,
            parts,
            stage,
            draw,
            applicants,
            own,
        } = shown;
        let (event, occurrence) = campaign.date()?;
        Ok(Self {
            id: campaign.id,
            visit: VisitJson::of(&campaign),
            title: campaign.title,
            about: campaign.about,
            stage,
            event,
            occurrence,
            seats: campaign.seats,
            opens_at_ms: campaign.opens_at_ms,
            closes_at_ms: campaign.closes_at_ms,
            accept_hours: campaign.accept_hours,
            selection: campaign.selection,
            hand_seats: campaign.hand_seats,
            asks: AsksInput {
                members_only: campaign.members_only,
                posted_days: campaign.posted_days,
                reliability_min: campaign.reliability_min,
                not_won_days: campaign.not_won_days,
            },
            questions: parts.questions,
            terms: parts.terms.iter().map(TermInput::from).collect(),
            tags: parts.tags,
            disclosure: campaign.disclosure,
            draw,
            applicants,
            own: own.map(|own| OwnJson {
                applied: own.applied,
                why_not: own.why_not.map(|why| why.name().to_owned()),
                until_ms: own.seat.as_ref().map(|(_, until_ms)| *until_ms),
                seat: own.seat.map(|(state, _)| state),
            }),
        })
    }
}

/// Campaigns of a city
///
/// At most 30, those that close last first. Drafts are not among them.
#[utoipa::path(get, path = "/cities/{city}/campaigns", tag = "campaigns", security(()),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = Vec<CampaignJson>)))]
async fn get_campaigns(
    State(app): State<App>,
    Reader(by): Reader,
    InCity(city): InCity,
) -> Result<Json<Vec<CampaignJson>>> {
    let all = app.read(async |tx: &mut Tx| shown::all(tx, city.id, by.as_ref()).await);
    let all = all.await?;
    let all: Result<_> = all.into_iter().map(CampaignJson::of).collect();
    Ok(Json(all?))
}

/// Who got a city's free seats: sums, and nobody's name.
#[derive(Serialize, ToSchema)]
#[schema(as = CampaignsFair)]
struct FairJson {
    /// So many days up to now.
    days: i64,
    /// Those of which at least one of the seats is.
    campaigns: i64,
    /// Accounts that asked for a seat of one of these campaigns, each counted once.
    applicants: i64,
    /// Offered in these days and accepted. What was given back or called off is not counted.
    seats: i64,
    /// Of them, those of accounts that are deleted since.
    seats_gone: i64,
    /// Accounts that got the others, each counted once.
    people: i64,
    /// Of these people, those who had no seat of a campaign of the city before.
    first_timers: i64,
    /// Their share of the people, rounded down; null without people.
    first_timers_percent: Option<i64>,
}

/// Who got free seats
///
/// Counted over the last 90 days, for everybody to see.
#[utoipa::path(get, path = "/cities/{city}/campaigns/fair", tag = "campaigns", security(()),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = FairJson)))]
async fn get_fair(State(app): State<App>, InCity(city): InCity) -> Result<Json<FairJson>> {
    let read = app.read(async |tx: &mut Tx| fair(tx, city.id).await);
    let fair = read.await?;
    Ok(Json(FairJson {
        days: fair::DAYS,
        campaigns: fair.campaigns,
        applicants: fair.applicants,
        seats: fair.seats,
        seats_gone: fair.seats_gone,
        people: fair.people,
        first_timers: fair.first_timers,
        first_timers_percent: fair.first_timers_percent(),
    }))
}

/// One campaign
#[utoipa::path(get, path = "/cities/{city}/campaigns/{campaign}", tag = "campaigns", security(()),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    responses((status = 200, body = CampaignJson)))]
async fn get_campaign(
    State(app): State<App>,
    Reader(by): Reader,
    InCity(city): InCity,
    AtCampaign(id): AtCampaign,
) -> Result<Json<CampaignJson>> {
    let one = app.read(async |tx: &mut Tx| shown::one(tx, (city.id, id), by.as_ref()).await);
    Ok(Json(CampaignJson::of(one.await?)?))
}

/// Ask for a seat
///
/// In its window. Again replaces your answers. If it is drawn, your receipt is at `/me/draws`.
#[utoipa::path(put, path = "/cities/{city}/campaigns/{campaign}/application", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    request_body = ApplicationInput,
    responses((status = 204)))]
async fn put_application(
    State(app): State<App>,
    by: Member,
    InCity(city): InCity,
    AtCampaign(id): AtCampaign,
    Json(body): Json<ApplicationInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| apply(tx, &by, (city.id, id), &body).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ask no more
///
/// Until seats are given. Again changes nothing.
#[utoipa::path(delete, path = "/cities/{city}/campaigns/{campaign}/application", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    responses((status = 204)))]
async fn delete_application(
    State(app): State<App>,
    by: Member,
    InCity(city): InCity,
    AtCampaign(id): AtCampaign,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| withdraw(tx, &by, (city.id, id)).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What becomes of an offer.
#[derive(Deserialize, ToSchema)]
#[schema(as = CampaignSeatInput)]
struct SeatInput {
    accepted: bool,
}

/// Accept your seat, or let it go to the next
///
/// Accepting gives you a ticket, and you owe what the terms say.
#[utoipa::path(put, path = "/cities/{city}/campaigns/{campaign}/seat", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    request_body = SeatInput,
    responses((status = 204)))]
async fn put_seat(
    State(app): State<App>,
    by: Member,
    InCity(city): InCity,
    AtCampaign(id): AtCampaign,
    Json(body): Json<SeatInput>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| seats::answer(tx, &by, (city.id, id), body.accepted).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Give your seat back
///
/// Before you came in: the next has it, and you owe nothing. Again changes nothing.
#[utoipa::path(delete, path = "/cities/{city}/campaigns/{campaign}/seat", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    responses((status = 204)))]
async fn delete_seat(
    State(app): State<App>,
    by: Member,
    InCity(city): InCity,
    AtCampaign(id): AtCampaign,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| seats::give_back(tx, &by, (city.id, id)).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
