//! A date's door for its organiser, for programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::desk_page::address;
use super::numbers::{self, Doubt};
use super::open::{self, NewDoor};
use super::scan::Outcome;
use crate::app::App;
use crate::error::{Refusal, Result};
use crate::events::{self, rfc3339};
use crate::ids::{DoorId, NoteId, OccurrenceId};
use crate::publishing::Host;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_door))
        .routes(routes!(get_doors, post_door))
        .routes(routes!(delete_door))
}

/// How many came, what needs a look, and who wrote afterwards.
#[derive(Serialize, ToSchema)]
struct DeskJson {
    tickets: i64,
    /// How many of them let somebody in.
    admitted: i64,
    hours: Vec<HourJson>,
    /// The newest 500.
    doubts: Vec<DoubtJson>,
    /// The newest 100 notes about the event by those who went.
    #[schema(value_type = Vec<String>)]
    posted: Vec<NoteId>,
}

#[derive(Serialize, ToSchema)]
struct HourJson {
    /// When it begins: RFC 3339, in the city's zone.
    at: String,
    admitted: i64,
}

/// A scan that was not the first of its ticket, or somebody let in by a ticket that was not valid.
#[derive(Serialize, ToSchema)]
struct DoubtJson {
    result: Outcome,
    let_in: bool,
    code: String,
    name: String,
    scan: ScanJson,
    /// The scan that counts.
    first: Option<ScanJson>,
}

#[derive(Serialize, ToSchema)]
struct ScanJson {
    at: String,
    by: String,
    door: String,
}

fn doubt_json(doubt: Doubt, zone: &jiff::tz::TimeZone) -> DoubtJson {
    let scan = |at_ms, by, door| ScanJson {
        at: rfc3339(at_ms, zone),
        by,
        door,
    };
    DoubtJson {
        result: doubt.outcome(),
        let_in: doubt.let_in,
        first: doubt.first_at_ms.map(|at_ms| {
            let by = doubt.first_steward.unwrap_or_default();
            scan(at_ms, by, doubt.first_door.unwrap_or_default())
        }),
        scan: scan(doubt.at_ms, doubt.steward, doubt.door),
        code: doubt.code,
        name: doubt.name,
    }
}

/// The door of a date
///
/// For who publishes it: how many came and when, every double scan with who and when, and who wrote
/// about it.
#[utoipa::path(get, path = "/events/{event}/occurrences/{occurrence}/door", tag = "door", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("occurrence" = String, Path, description = "The date's id")),
    responses((status = 200, body = DeskJson)))]
async fn get_door(
    State(app): State<App>,
    by: Host,
    Path(path): Path<(String, OccurrenceId)>,
) -> Result<Json<DeskJson>> {
    let at = path.1;
    let zone = &by.city.zone;
    let (numbers, doubts, posted) = app
        .read(async |tx: &mut Tx| {
            events::occurrence(tx, by.event, at).await?;
            let numbers = numbers::numbers(tx, at, zone).await?;
            let doubts = numbers::doubts(tx, at).await?;
            Ok((numbers, doubts, numbers::posted(tx, (by.event, at)).await?))
        })
        .await?;
    let hour = |(at_ms, admitted)| HourJson {
        at: rfc3339(at_ms, zone),
        admitted,
    };
    Ok(Json(DeskJson {
        tickets: numbers.tickets,
        admitted: numbers.admitted,
        hours: numbers.hours.into_iter().map(hour).collect(),
        doubts: doubts
            .into_iter()
            .map(|doubt| doubt_json(doubt, zone))
            .collect(),
        posted: posted.into_iter().map(|posted| posted.id).collect(),
    }))
}

/// A link by which stewards let people in.
#[derive(Serialize, ToSchema)]
struct DoorJson {
    #[schema(value_type = String)]
    id: DoorId,
    name: String,
    /// RFC 3339, in the city's zone.
    from: String,
    until: String,
    /// Whoever has it is a steward.
    url: String,
}

/// The doors of an event
///
/// Those that are not revoked, the newest first.
#[utoipa::path(get, path = "/events/{event}/doors", tag = "door", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id")),
    responses((status = 200, body = Vec<DoorJson>)))]
async fn get_doors(State(app): State<App>, by: Host) -> Result<Json<Vec<DoorJson>>> {
    let doors = app
        .read(async |tx: &mut Tx| open::doors(tx, &by).await)
        .await?;
    let json = doors.into_iter().map(|door| DoorJson {
        url: address(&app, door.id),
        from: rfc3339(door.from_ms, &by.city.zone),
        until: rfc3339(door.until_ms, &by.city.zone),
        id: door.id,
        name: door.name,
    });
    Ok(Json(json.collect()))
}

/// A new door.
#[derive(Deserialize, ToSchema)]
struct NewDoorJson {
    /// 60 characters at most.
    name: String,
    /// RFC 3339.
    from: String,
    /// 31 days after `from` at most.
    until: String,
    /// The id of the date that it is for; without it, each date in that time.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    occurrence: Option<OccurrenceId>,
}

#[derive(Serialize, ToSchema)]
struct OpenedJson {
    #[schema(value_type = String)]
    id: DoorId,
    url: String,
}

/// Make a door
#[utoipa::path(post, path = "/events/{event}/doors", tag = "door", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id")),
    request_body = NewDoorJson,
    responses((status = 201, body = OpenedJson)))]
async fn post_door(
    State(app): State<App>,
    by: Host,
    Json(body): Json<NewDoorJson>,
) -> Result<(StatusCode, Json<OpenedJson>)> {
    let at_ms = |told: &str, field| -> Result<i64> {
        let at: Result<jiff::Timestamp, _> = told.parse();
        let at = at.map_err(|_| Refusal::new("door-time").on(field))?;
        Ok(at.as_millisecond())
    };
    let new = NewDoor {
        from_ms: at_ms(&body.from, "from")?,
        until_ms: at_ms(&body.until, "until")?,
        occurrence: body.occurrence,
        name: body.name,
    };
    let id = app
        .write(async |tx: &mut Tx| open::open(tx, &by, new.clone()).await)
        .await?;
    let url = address(&app, id);
    Ok((StatusCode::CREATED, Json(OpenedJson { id, url })))
}

/// Revoke a door
///
/// Its link ends at once.
#[utoipa::path(delete, path = "/events/{event}/doors/{door}", tag = "door", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("door" = String, Path, description = "The door's id")),
    responses((status = 204)))]
async fn delete_door(
    State(app): State<App>,
    by: Host,
    Path(path): Path<(String, DoorId)>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| open::revoke(tx, &by, path.1).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
