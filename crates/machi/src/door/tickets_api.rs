//! The tickets of a date for its organiser, for programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::guest_tickets::{self, Which};
use crate::app::App;
use crate::error::Result;
use crate::events::{self, rfc3339};
use crate::going;
use crate::ids::{OccurrenceId, TicketId};
use crate::publishing::Host;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_tickets))
        .routes(routes!(delete_ticket))
        .routes(routes!(post_reissue_ticket))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// The beginning of a code or of a name.
    #[serde(default)]
    q: String,
    /// The id of the last one of the page before.
    #[param(value_type = Option<String>)]
    after: Option<TicketId>,
}

/// A ticket of a guest.
#[derive(Serialize, ToSchema)]
struct GuestTicketJson {
    #[schema(value_type = String)]
    id: TicketId,
    code: String,
    issue: i64,
    void: bool,
    name: String,
    /// Empty for who has no account.
    handle: String,
    seat_type: String,
    /// When somebody came in by it: RFC 3339, in the city's zone.
    used_at: Option<String>,
}

/// The tickets of a date
///
/// For who publishes it, 100 at a time; void ones as well.
#[utoipa::path(get, path = "/events/{event}/occurrences/{occurrence}/tickets", tag = "door", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("occurrence" = String, Path, description = "The date's id"), Asked),
    responses((status = 200, body = Vec<GuestTicketJson>)))]
async fn get_tickets(
    State(app): State<App>,
    by: Host,
    Path(path): Path<(String, OccurrenceId)>,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<GuestTicketJson>>> {
    let which = Which {
        words: asked.q.trim().to_owned(),
        after: asked.after,
    };
    let found = app
        .read(async |tx: &mut Tx| {
            events::occurrence(tx, by.event, path.1).await?;
            guest_tickets::tickets(tx, path.1, &which).await
        })
        .await?;
    let json = found.into_iter().map(|ticket| GuestTicketJson {
        id: ticket.id,
        code: ticket.code,
        issue: ticket.issue,
        void: ticket.void,
        name: ticket.name,
        handle: ticket.handle,
        seat_type: ticket.seat_type,
        used_at: ticket.used_at_ms.map(|at_ms| rfc3339(at_ms, &by.city.zone)),
    });
    Ok(Json(json.collect()))
}

/// Take a ticket back
///
/// Its seat goes to who waits.
#[utoipa::path(delete, path = "/events/{event}/tickets/{ticket}", tag = "door", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("ticket" = String, Path, description = "The ticket's id")),
    responses((status = 204)))]
async fn delete_ticket(
    State(app): State<App>,
    by: Host,
    Path(path): Path<(String, TicketId)>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| going::take_back(tx, &by, path.1).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Issue a guest's ticket anew
///
/// What the guest showed until now opens no door any more; their ticket's page has the new code.
#[utoipa::path(post, path = "/events/{event}/tickets/{ticket}/reissue", tag = "door", security(("bearer" = [])),
    params(("event" = String, Path, description = "The event's id"),
        ("ticket" = String, Path, description = "The ticket's id")),
    responses((status = 204)))]
async fn post_reissue_ticket(
    State(app): State<App>,
    by: Host,
    Path(path): Path<(String, TicketId)>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| going::reissue(tx, &by, path.1).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
