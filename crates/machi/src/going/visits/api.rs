//! Seats without an account, for programs.

use axum::Json;
use axum::extract::{Path, State as AppState};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::confirm::confirm;
use super::hold::{HELD_MS, Promised, ask};
use super::{Visit, come_no_more, proves, visit};
use crate::accounts::Caller;
use crate::accounts::mail_address::proof;
use crate::app::App;
use crate::cities::Cities;
use crate::error::{Error, Result};
use crate::events::rfc3339;
use crate::going::answer::Wish;
use crate::going::rsvp::{self, State};
use crate::ids::{EventId, OccurrenceId, SeatTypeId};
use crate::seats;
use crate::text::Lang;
use crate::visitors;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(post_visit))
        .routes(routes!(get_visit, put_visit, delete_visit))
}

/// Who wants seats without an account.
#[derive(Deserialize, ToSchema)]
struct NewVisit {
    /// As the organiser sees it, 50 characters at most.
    name: String,
    /// Where the link is mailed.
    address: String,
    /// Of mails.
    #[serde(default)]
    lang: Lang,
    /// How many come, with who asks.
    #[serde(default = "one")]
    party: i64,
    /// Where the event has several kinds of seats.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    seat_type: Option<SeatTypeId>,
}

fn one() -> i64 {
    1
}

/// What the mailed link is good for.
#[derive(Serialize, ToSchema)]
struct Asked {
    promised: Promised,
    /// How long seats are held.
    minutes: i64,
}

/// Get seats without an account
///
/// Mails a link that confirms the address. Free seats are held until it is used, for 15 minutes. The
/// answer is the same where the address has seats already. Refused with `mail-not-set-up` where the
/// installation sends no mail.
#[utoipa::path(post, path = "/events/{event}/occurrences/{occurrence}/visits", tag = "events",
    params(("event" = String, Path, description = "The event's id"),
        ("occurrence" = String, Path, description = "The date's id")),
    request_body = NewVisit,
    responses((status = 202, body = Asked)))]
async fn post_visit(
    AppState(app): AppState<App>,
    caller: Caller,
    Path(at): Path<(EventId, OccurrenceId)>,
    Json(body): Json<NewVisit>,
) -> Result<(StatusCode, Json<Asked>)> {
    let new = visitors::check(&body.name, &body.address, body.lang)?;
    let wish = Wish {
        party: body.party,
        seat_type: body.seat_type,
    };
    let asked = Asked {
        promised: ask(&app, &caller, at, &new, wish).await?,
        minutes: HELD_MS / 60_000,
    };
    Ok((StatusCode::ACCEPTED, Json(asked)))
}

/// A visit, for who has its link.
#[derive(Serialize, ToSchema)]
struct VisitJson {
    #[schema(value_type = String)]
    event: EventId,
    #[schema(value_type = String)]
    occurrence: OccurrenceId,
    /// RFC 3339, in the city's zone.
    starts_at: String,
    cancelled: bool,
    /// Empty when it is an account's.
    name: String,
    /// Null when it is an account's.
    state: Option<State>,
    party: i64,
    /// Until when seats are kept that are held or offered: RFC 3339, in the city's zone.
    until: Option<String>,
    /// The pages of its tickets, in full.
    tickets: Vec<String>,
    /// By which `POST /accounts` makes an account with the address confirmed; for an hour.
    proof: Option<String>,
}

/// How a visit stands
///
/// With the last part of the mailed link. It works until a day after the date.
#[utoipa::path(get, path = "/visits/{link}", tag = "events",
    params(("link" = String, Path, description = "The last part of the mailed link")),
    responses((status = 200, body = VisitJson)))]
async fn get_visit(
    AppState(app): AppState<App>,
    Path(link): Path<String>,
) -> Result<Json<VisitJson>> {
    let (Visit { visitor, rsvp }, tickets, at) = app
        .read(async |tx: &mut Tx| {
            let visit = visit(&app, tx, &link).await?;
            let (event, occurrence) = (visit.visitor.event, visit.visitor.occurrence);
            let tickets = match &visit.rsvp {
                Some(rsvp) => seats::of_rsvp(tx, rsvp.id).await?,
                None => Vec::new(),
            };
            Ok((visit, tickets, rsvp::at(tx, event, occurrence).await?))
        })
        .await?;
    let city = app.view::<Cities>()?.by_id(at.city);
    let city = city.ok_or(Error::NotFound)?;
    let public_url = &app.settings().public_url;
    let url = |ticket| format!("{public_url}/tickets/{}", seats::link(&app, ticket));
    let address = visitor.address.as_ref();
    let address = address.filter(|_| proves(&visitor, app.now_ms()));
    let proof = address.map(|address| proof(&app, address)).transpose()?;
    let until_ms = rsvp.as_ref().and_then(|rsvp| rsvp.until_ms);
    Ok(Json(VisitJson {
        event: visitor.event,
        occurrence: visitor.occurrence,
        starts_at: rfc3339(at.starts_at_ms, &city.zone),
        cancelled: at.cancelled,
        name: visitor.name,
        state: rsvp.as_ref().map(|rsvp| rsvp.state),
        party: rsvp.as_ref().map_or(0, |rsvp| rsvp.party),
        until: until_ms.map(|until_ms| rfc3339(until_ms, &city.zone)),
        tickets: tickets.iter().map(url).collect(),
        proof,
    }))
}

/// How it stands now.
#[derive(Serialize, ToSchema)]
struct VisitStands {
    state: State,
}

/// Confirm a visit
///
/// Takes the seats that are held or offered, else what there is: seats, a place in the waiting list,
/// or a question to the organiser. An account with the same confirmed address has the answer then.
#[utoipa::path(put, path = "/visits/{link}", tag = "events",
    params(("link" = String, Path, description = "The last part of the mailed link")),
    responses((status = 200, body = VisitStands)))]
async fn put_visit(
    AppState(app): AppState<App>,
    Path(link): Path<String>,
) -> Result<Json<VisitStands>> {
    let state = app
        .write(async |tx: &mut Tx| confirm(&app, tx, &link).await)
        .await?;
    Ok(Json(VisitStands { state }))
}

/// Come no more without an account
///
/// Or wait no more. The seats go to those who wait.
#[utoipa::path(delete, path = "/visits/{link}", tag = "events",
    params(("link" = String, Path, description = "The last part of the mailed link")),
    responses((status = 204)))]
async fn delete_visit(
    AppState(app): AppState<App>,
    Path(link): Path<String>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| come_no_more(&app, tx, &link).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
