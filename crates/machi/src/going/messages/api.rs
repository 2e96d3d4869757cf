//! Messages to guests, for programs.

use axum::Json;
use axum::extract::{Path, State as AppState};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::write::{Written, write};
use super::{Audience, kept_for, sent};
use crate::accounts::Member;
use crate::app::App;
use crate::error::Result;
use crate::events::rfc3339;
use crate::ids::{EventId, GuestMessageId, OccurrenceId};
use crate::publishing::Host;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_messages, post_message))
        .routes(routes!(get_message))
}

/// What an organiser writes to guests.
#[derive(Deserialize, ToSchema)]
struct NewMessage {
    /// Every date that is ahead, when it is left out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    occurrence: Option<OccurrenceId>,
    audience: Audience,
    /// 120 characters at most.
    subject: String,
    /// Plain text, 4,000 characters at most.
    text: String,
}

#[derive(Serialize, ToSchema)]
struct MessageRef {
    #[schema(value_type = String)]
    id: GuestMessageId,
}

/// Write to the guests of an event
///
/// To each once: members as a notification, visitors by mail. Three a day and event.
#[utoipa::path(post, path = "/events/{event}/messages", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id")),
    request_body = NewMessage,
    responses((status = 201, body = MessageRef)))]
async fn post_message(
    AppState(app): AppState<App>,
    by: Host,
    Json(new): Json<NewMessage>,
) -> Result<(StatusCode, Json<MessageRef>)> {
    let written = Written {
        occurrence: new.occurrence,
        audience: new.audience,
        subject: new.subject,
        text: new.text,
    };
    let id = app
        .write(async |tx: &mut Tx| write(tx, &by, &written).await)
        .await?;
    Ok((StatusCode::CREATED, Json(MessageRef { id })))
}

/// A message to guests, as its writer sees it.
#[derive(Serialize, ToSchema)]
struct SentJson {
    #[schema(value_type = String)]
    id: GuestMessageId,
    /// Null: every date that was ahead.
    #[schema(value_type = Option<String>)]
    occurrence: Option<OccurrenceId>,
    audience: Audience,
    subject: String,
    /// RFC 3339, in the city's zone.
    written_at: String,
    /// How many got it, until now or at all.
    people: i64,
    /// Everybody has got it.
    done: bool,
}

/// What was written to the guests of an event
///
/// For who publishes it: the newest 20.
#[utoipa::path(get, path = "/events/{event}/messages", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id")),
    responses((status = 200, body = Vec<SentJson>)))]
async fn get_messages(AppState(app): AppState<App>, by: Host) -> Result<Json<Vec<SentJson>>> {
    let found = app
        .read(async |tx: &mut Tx| sent(tx, by.event).await)
        .await?;
    let json = found.into_iter().map(|sent| SentJson {
        id: sent.id,
        occurrence: sent.occurrence,
        audience: sent.audience,
        subject: sent.subject,
        written_at: rfc3339(sent.written_at_ms, &by.city.zone),
        people: sent.people,
        done: sent.done,
    });
    Ok(Json(json.collect()))
}

/// A message to guests, as a guest reads it.
#[derive(Serialize, ToSchema)]
struct MessageJson {
    #[schema(value_type = String)]
    id: GuestMessageId,
    /// The name of who wrote it.
    from: String,
    subject: String,
    text: String,
}

/// Read a message to guests
///
/// For who got it, and who publishes the event.
#[utoipa::path(get, path = "/events/{event}/messages/{message}", tag = "events", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("message" = String, Path, description = "The message's id")),
    responses((status = 200, body = MessageJson)))]
async fn get_message(
    AppState(app): AppState<App>,
    member: Member,
    Path((event, id)): Path<(EventId, GuestMessageId)>,
) -> Result<Json<MessageJson>> {
    let message = app
        .read(async |tx: &mut Tx| kept_for(tx, member.id, event, id).await)
        .await?;
    Ok(Json(MessageJson {
        id: message.id,
        from: message.by_name,
        subject: message.subject,
        text: message.body,
    }))
}
