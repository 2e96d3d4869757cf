//! Tickets for programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::held;
use crate::accounts::{self, Member};
use crate::app::App;
use crate::error::{Refusal, Result};
use crate::events::rfc3339;
use crate::going;
use crate::ids::{EventId, OccurrenceId, TicketId};
use crate::seats::{self, Ticket};
use crate::text::Names;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_mine))
        .routes(routes!(post_reissue))
        .routes(routes!(post_hand_over))
}

/// The right to one seat.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketJson {
    #[schema(value_type = String)]
    id: TicketId,
    #[schema(value_type = String)]
    event: EventId,
    #[schema(value_type = String)]
    occurrence: OccurrenceId,
    /// By which a steward finds it by hand.
    #[schema(example = "7QK2M4XZ")]
    code: String,
    /// Which paper it is: 1, and one more each time that it is issued anew.
    issue: i64,
    /// What its QR code holds: 27 bytes and their Ed25519 signature, as URL-safe base64.
    token: String,
    /// Its page, for whoever has this address.
    url: String,
    /// Somebody came in by it.
    used: bool,
}

fn json(app: &App, ticket: Ticket) -> Result<TicketJson> {
    Ok(TicketJson {
        id: ticket.id,
        event: ticket.event_id,
        occurrence: ticket.occurrence_id,
        issue: ticket.issue,
        token: seats::sign(app.key(), ticket.paper())?,
        url: format!(
            "{}/tickets/{}",
            app.settings().public_url,
            seats::link(app, &ticket)
        ),
        used: ticket.used,
        code: ticket.code,
    })
}

/// A date to which the member goes, and their tickets.
#[derive(Serialize, ToSchema)]
struct MineJson {
    city: String,
    /// By language.
    titles: Names,
    /// RFC 3339, in the city's zone.
    starts_at: String,
    cancelled: bool,
    tickets: Vec<TicketJson>,
}

/// Your tickets
///
/// Of the next 50 dates to which you go.
#[utoipa::path(get, path = "/me/tickets", tag = "events", security(("bearer" = [])),
    responses((status = 200, body = Vec<MineJson>)))]
async fn get_mine(State(app): State<App>, member: Member) -> Result<Json<Vec<MineJson>>> {
    let found = app
        .read(async |tx: &mut Tx| held::mine(&app, tx, member.id).await)
        .await?;
    let one = |mine: held::Mine| -> Result<MineJson> {
        let tickets = mine.tickets.into_iter().map(|ticket| json(&app, ticket));
        Ok(MineJson {
            city: mine.event.city.slug.clone(),
            starts_at: rfc3339(mine.date.times.starts_at_ms, &mine.event.city.zone),
            cancelled: mine.event.cancelled || mine.date.cancelled,
            titles: mine.event.titles,
            tickets: tickets.collect::<Result<_>>()?,
        })
    };
    Ok(Json(found.into_iter().map(one).collect::<Result<_>>()?))
}

/// Issue a ticket anew
///
/// What was shown before opens no door any more.
#[utoipa::path(post, path = "/me/tickets/{ticket}/reissue", tag = "events", security(("bearer" = [])),
    params(("ticket" = String, Path, description = "The ticket's id")),
    responses((status = 200, body = TicketJson)))]
async fn post_reissue(
    State(app): State<App>,
    member: Member,
    Path(ticket): Path<TicketId>,
) -> Result<Json<TicketJson>> {
    let issued = app
        .write(async |tx: &mut Tx| going::reissue_own(tx, &member, ticket).await)
        .await?;
    Ok(Json(json(&app, issued)?))
}

/// To whom a seat is handed.
#[derive(Deserialize, ToSchema)]
struct To {
    /// Their handle.
    to: String,
}

/// Hand a seat to another member
///
/// Where the organiser allows it. The ticket is void; the other member gets one of their own. A seat that
/// you accepted from a campaign stays yours: you can give it back.
#[utoipa::path(post, path = "/me/tickets/{ticket}/hand-over", tag = "events", security(("bearer" = [])),
    params(("ticket" = String, Path, description = "The ticket's id")),
    request_body = To,
    responses((status = 204)))]
async fn post_hand_over(
    State(app): State<App>,
    member: Member,
    Path(ticket): Path<TicketId>,
    Json(body): Json<To>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| {
        let to = accounts::by_handle(tx, &body.to).await?;
        let to = to.ok_or_else(|| Refusal::new("tickets-nobody").on("to"))?;
        going::hand_over(tx, &member, ticket, to).await
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
