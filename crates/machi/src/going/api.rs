//! Going to dates, for programs.

use axum::Json;
use axum::extract::{Path, Query, State as AppState};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::{Wish, accept, be_interested, go, leave};
use super::decide::decide;
use super::guests;
use super::mine_page::mine;
use super::rsvp::{State, Who};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::Cities;
use crate::draws::Issuer;
use crate::error::{Error, Refusal, Result};
use crate::events::rfc3339;
use crate::ids::{EventId, OccurrenceId, RsvpId, SeatTypeId};
use crate::publishing::Host;
use crate::text::Names;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(put_rsvp, delete_rsvp))
        .routes(routes!(get_mine))
        .routes(routes!(get_guests))
        .routes(routes!(put_guest))
}

/// What a member answers to a date.
#[derive(Deserialize, ToSchema)]
struct Answer {
    /// `going` or `interested`.
    state: State,
    /// How many come, with who answers.
    #[serde(default = "one")]
    party: i64,
    /// Where the event has several kinds of seats.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    seat_type: Option<SeatTypeId>,
    /// Accept the seats that are kept for who waited.
    #[serde(default)]
    accept: bool,
}

fn one() -> i64 {
    1
}

/// How it stands now.
#[derive(Serialize, ToSchema)]
struct Stands {
    state: State,
}

/// Go to a date, or be interested
///
/// Takes seats while there are any, else a place in the waiting list; where the organiser gives
/// seats, asks for them.
#[utoipa::path(put, path = "/events/{event}/occurrences/{occurrence}/rsvp", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("occurrence" = String, Path, description = "The date's id")),
    request_body = Answer,
    responses((status = 200, body = Stands)))]
async fn put_rsvp(
    AppState(app): AppState<App>,
    member: Member,
    Path(at): Path<(EventId, OccurrenceId)>,
    Json(body): Json<Answer>,
) -> Result<Json<Stands>> {
    let state = app
        .write(async |tx: &mut Tx| match body.state {
            State::Going if body.accept => {
                accept(tx, Who::Member(member.id), at).await?;
                Ok(State::Going)
            }
            State::Going => {
                let wish = Wish {
                    party: body.party,
                    seat_type: body.seat_type,
                };
                go(Issuer::of(&app), tx, &member, at, wish).await
            }
            State::Interested => be_interested(tx, &member, at).await,
            _ => Err(Refusal::new("error-malformed").on("state").into()),
        })
        .await?;
    Ok(Json(Stands { state }))
}

/// Come no more
///
/// Or wait no more, or be interested no more. The seats go to those who wait.
#[utoipa::path(delete, path = "/events/{event}/occurrences/{occurrence}/rsvp", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("occurrence" = String, Path, description = "The date's id")),
    responses((status = 204)))]
async fn delete_rsvp(
    AppState(app): AppState<App>,
    member: Member,
    Path(at): Path<(EventId, OccurrenceId)>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| leave(tx, Who::Member(member.id), at).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One of the dates to which the member goes.
#[derive(Serialize, ToSchema)]
struct MineJson {
    #[schema(value_type = String)]
    event: EventId,
    #[schema(value_type = String)]
    occurrence: OccurrenceId,
    city: String,
    /// By language.
    titles: Names,
    /// RFC 3339, in the city's zone.
    starts_at: String,
    cancelled: bool,
    state: State,
    party: i64,
}

/// Where you go
///
/// What is ahead, the next first, 200 at most.
#[utoipa::path(get, path = "/me/going", tag = "events", security(("bearer" = [])),
    responses((status = 200, body = Vec<MineJson>)))]
async fn get_mine(AppState(app): AppState<App>, member: Member) -> Result<Json<Vec<MineJson>>> {
    let found = app
        .read(async |tx: &mut Tx| mine(tx, member.id).await)
        .await?;
    let cities = app.view::<Cities>()?;
    let json = found.into_iter().filter_map(|mine| {
        let city = cities.by_id(mine.city_id)?;
        Some(MineJson {
            event: mine.event_id,
            occurrence: mine.occurrence_id,
            city: city.slug.clone(),
            titles: mine.titles,
            starts_at: rfc3339(mine.starts_at_ms, &city.zone),
            cancelled: mine.cancelled,
            state: State::parse(&mine.state)?,
            party: mine.party,
        })
    });
    Ok(Json(json.collect()))
}

/// Which guests.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// `going`, unless another is asked for.
    state: Option<State>,
    /// The id of the last one of the page before.
    #[param(value_type = Option<String>)]
    after: Option<RsvpId>,
}

/// Somebody who has, wants or wanted a seat.
#[derive(Serialize, ToSchema)]
struct GuestJson {
    #[schema(value_type = String)]
    id: RsvpId,
    /// Null for a visitor, who has no account.
    handle: Option<String>,
    /// Of a visitor the name that they gave; empty once it is forgotten.
    display_name: String,
    state: State,
    party: i64,
    seat_type: String,
}

/// The guests of a date
///
/// For who publishes it, 100 at a time.
#[utoipa::path(get, path = "/events/{event}/occurrences/{occurrence}/guests", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("occurrence" = String, Path, description = "The date's id"), Which),
    responses((status = 200, body = Vec<GuestJson>)))]
async fn get_guests(
    AppState(app): AppState<App>,
    by: Host,
    Path(path): Path<(String, OccurrenceId)>,
    Query(which): Query<Which>,
) -> Result<Json<Vec<GuestJson>>> {
    let state = which.state.unwrap_or(State::Going);
    let found = app
        .read(async |tx: &mut Tx| {
            super::rsvp::at(tx, by.event, path.1).await?;
            guests::guests(tx, path.1, state, which.after).await
        })
        .await?;
    let json = found.into_iter().map(|guest| GuestJson {
        id: guest.id,
        handle: guest.account.map(|(_, handle)| handle),
        display_name: guest.display_name,
        state: guest.state,
        party: guest.party,
        seat_type: guest.seat_type,
    });
    Ok(Json(json.collect()))
}

/// What an organiser decides.
#[derive(Deserialize, ToSchema)]
struct Decision {
    accepted: bool,
}

/// Say yes or no to a guest
///
/// A no also takes back the seats that were given.
#[utoipa::path(put, path = "/events/{event}/occurrences/{occurrence}/guests/{rsvp}", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("occurrence" = String, Path, description = "The date's id"),
        ("rsvp" = String, Path, description = "The answer's id")),
    request_body = Decision,
    responses((status = 204)))]
async fn put_guest(
    AppState(app): AppState<App>,
    by: Host,
    Path(path): Path<(String, OccurrenceId, RsvpId)>,
    Json(body): Json<Decision>,
) -> Result<StatusCode> {
    let (_, occurrence, id) = path;
    app.write(async |tx: &mut Tx| decide(tx, &by, (occurrence, id), body.accepted).await)
        .await?;
    Ok::<_, Error>(StatusCode::NO_CONTENT)
}
