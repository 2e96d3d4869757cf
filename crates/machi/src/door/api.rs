//! The door for the devices of its stewards: their link is their permission.

use axum::Json;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::find::{LateSteward, Steward};
use super::list::{self, Listed, PAGE_TICKETS};
use super::scan::{Answered, Outcome, Scanned, Scans, scan_all};
use super::window;
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::events::{self, rfc3339};
use crate::ids::{EventId, OccurrenceId, TicketId};
use crate::seats;
use crate::text::Names;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_list))
        .routes(routes!(post_scans))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    after: Option<TicketId>,
}

/// What a device keeps to decide without a network.
#[derive(Serialize, ToSchema)]
struct ListJson {
    #[schema(value_type = String)]
    event: EventId,
    /// By language.
    titles: Names,
    /// Of the door.
    name: String,
    /// IANA name of the city's time zone.
    zone: String,
    /// When the door opens: RFC 3339, as all times here.
    from: String,
    /// When its link ends.
    until: String,
    now: String,
    /// Verifies the tokens of tickets (Ed25519): 32 bytes as URL-safe base64.
    key: String,
    /// Those in the time of the door.
    dates: Vec<DateJson>,
    tickets: Vec<ListedJson>,
    /// There are more after this one.
    #[schema(value_type = Option<String>)]
    next: Option<TicketId>,
}

#[derive(Serialize, ToSchema)]
struct DateJson {
    #[schema(value_type = String)]
    id: OccurrenceId,
    starts_at: String,
    cancelled: bool,
}

/// A ticket as the door knows it.
#[derive(Serialize, ToSchema)]
struct ListedJson {
    #[schema(value_type = String)]
    id: TicketId,
    #[schema(value_type = String)]
    date: OccurrenceId,
    /// A paper with a smaller number is stale.
    issue: i64,
    code: String,
    name: String,
    seat_type: String,
    void: bool,
    admitted: Option<ByJson>,
}

/// Who let somebody in, and when.
#[derive(Serialize, ToSchema)]
struct ByJson {
    at: String,
    by: String,
    door: String,
}

fn by_json(ticket: &Listed, steward: &Steward) -> Option<ByJson> {
    Some(ByJson {
        at: rfc3339(ticket.at_ms?, &steward.city.zone),
        by: ticket.steward.clone().unwrap_or_default(),
        door: ticket.door.clone().unwrap_or_default(),
    })
}

fn listed_json(ticket: Listed, steward: &Steward) -> ListedJson {
    ListedJson {
        admitted: by_json(&ticket, steward),
        id: ticket.id,
        date: ticket.occurrence_id,
        issue: ticket.issue,
        code: ticket.code,
        name: ticket.name,
        seat_type: ticket.seat_type,
        void: ticket.void,
    }
}

/// The list of a door
///
/// Every ticket of the dates in its time, 2,000 at a time, and the key that verifies their codes.
/// Also before the door opens; not after its time.
#[utoipa::path(get, path = "/doors/{link}", tag = "door",
    params(("link" = String, Path, description = "The last part of the door's address"), Page),
    responses((status = 200, body = ListJson)))]
async fn get_list(
    State(app): State<App>,
    by: Steward,
    Query(page): Query<Page>,
) -> Result<Json<ListJson>> {
    let after = page.after.unwrap_or(TicketId::from(0));
    let (event, dates, tickets) = app
        .read(async |tx: &mut Tx| {
            let event = events::find(&app, tx, by.event).await?;
            let dates = window::dates(tx, &by).await?;
            Ok((event, dates, list::tickets(tx, &by, after).await?))
        })
        .await?;
    let zone = &by.city.zone;
    let full = i64::try_from(tickets.len()).is_ok_and(|count| count == PAGE_TICKETS);
    let date = |date: window::Date| DateJson {
        id: date.id,
        starts_at: rfc3339(date.starts_at_ms, zone),
        cancelled: date.cancelled,
    };
    Ok(Json(ListJson {
        event: by.event,
        titles: event.titles,
        name: by.name.clone(),
        zone: by.city.zone_name.clone(),
        from: rfc3339(by.from_ms, zone),
        until: rfc3339(by.until_ms, zone),
        now: rfc3339(app.now_ms(), zone),
        key: seats::public_key(app.key())?,
        dates: dates.into_iter().map(date).collect(),
        next: tickets.last().filter(|_| full).map(|last| last.id),
        tickets: tickets
            .into_iter()
            .map(|ticket| listed_json(ticket, &by))
            .collect(),
    }))
}

/// What a device tells: 200 scans, and 200 that are taken back, at most.
#[derive(Deserialize, ToSchema)]
struct ScansJson {
    /// By which the device is known to itself, 64 characters at most.
    device: String,
    /// Who holds it, 60 characters at most.
    steward: String,
    #[serde(default)]
    scans: Vec<ScanJson>,
    /// Nonces of scans that the steward took back.
    #[serde(default)]
    undone: Vec<String>,
}

#[derive(Deserialize, ToSchema)]
struct ScanJson {
    /// By which the scan is told again without doubles, 64 characters at most.
    nonce: String,
    /// RFC 3339, by the clock of the device.
    at: String,
    /// What the QR code holds.
    token: Option<String>,
    /// Without a token: the id of the ticket that was found by hand.
    #[schema(value_type = Option<String>)]
    ticket: Option<TicketId>,
    /// The device decided by itself, and somebody went in.
    #[serde(default)]
    let_in: bool,
    /// The device decided by itself that somebody was in already, and nobody went in.
    #[serde(default)]
    turned_away: bool,
}

#[derive(Serialize, ToSchema)]
struct AnsweredJson {
    scans: Vec<OutcomeJson>,
    /// How many came in to the dates in the time of the door, of how many tickets.
    admitted: i64,
    tickets: i64,
}

#[derive(Serialize, ToSchema)]
struct OutcomeJson {
    nonce: String,
    result: Outcome,
    ticket: Option<ListedJson>,
    /// When somebody is in already: since when, and by whom.
    first: Option<ByJson>,
}

fn outcome_json(answered: Answered, by: &Steward) -> OutcomeJson {
    let doubled = matches!(answered.outcome, Outcome::Again | Outcome::Conflict);
    let first = answered.ticket.as_ref().filter(|_| doubled);
    OutcomeJson {
        first: first.and_then(|ticket| by_json(ticket, by)),
        nonce: answered.nonce,
        result: answered.outcome,
        ticket: answered.ticket.map(|ticket| listed_json(ticket, by)),
    }
}

/// Scan tickets
///
/// Each once, by its nonce: told again, it has the same answer. Who was let in without a network
/// (`let_in`), or turned away because somebody was in already (`turned_away`), is told afterwards,
/// until a week after the time of the door. When two devices let somebody in by the same ticket, the
/// second scan is a conflict, which the organiser sees.
#[utoipa::path(post, path = "/doors/{link}/scans", tag = "door",
    params(("link" = String, Path, description = "The last part of the door's address")),
    request_body = ScansJson,
    responses((status = 200, body = AnsweredJson)))]
async fn post_scans(
    State(app): State<App>,
    LateSteward(by): LateSteward,
    Json(body): Json<ScansJson>,
) -> Result<Json<AnsweredJson>> {
    let told = Scans {
        device: body.device,
        steward: body.steward,
        scans: body.scans.into_iter().map(scanned).collect::<Result<_>>()?,
        undone: body.undone,
    };
    let undecided = told.scans.iter().any(|scanned| !scanned.is_decided());
    if undecided && app.now_ms() >= by.until_ms {
        return Err(Error::NotFound);
    }
    let answered = scan_all(&app, &by, &told).await?;
    let totals = app.read(async |tx: &mut Tx| window::totals(tx, &by).await);
    let (admitted, tickets) = totals.await?;
    Ok(Json(AnsweredJson {
        scans: answered
            .into_iter()
            .map(|answered| outcome_json(answered, &by))
            .collect(),
        admitted,
        tickets,
    }))
}

fn scanned(json: ScanJson) -> Result<Scanned> {
    let malformed = |_| Refusal::new("error-malformed").on("at");
    let at: jiff::Timestamp = json.at.parse().map_err(malformed)?;
    Ok(Scanned {
        nonce: json.nonce,
        at_ms: at.as_millisecond(),
        token: json.token,
        ticket: json.ticket,
        let_in: json.let_in,
        turned_away: json.turned_away,
    })
}
