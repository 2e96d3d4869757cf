//! The member's own calendar, over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::link;
use super::settings_page::address;
use crate::accounts::Member;
use crate::app::App;
use crate::error::Result;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(
        get_calendar_link,
        renew_calendar_link,
        revoke_calendar_link
    ))
}

/// Whether there is a private calendar.
#[derive(Serialize, ToSchema)]
struct CalendarLink {
    /// Null where there is none.
    created_at_ms: Option<i64>,
}

/// A new private calendar.
#[derive(Serialize, ToSchema)]
struct NewCalendarLink {
    /// Whoever has it reads the calendar; told only this once.
    #[schema(example = "https://town.example/calendars/….ics")]
    address: String,
}

/// Your private calendar
///
/// Its address is told only when it is made.
#[utoipa::path(get, path = "/me/calendar", tag = "events", security(("bearer" = [])),
    responses((status = 200, body = CalendarLink)))]
async fn get_calendar_link(State(app): State<App>, member: Member) -> Result<Json<CalendarLink>> {
    let created_at_ms = app
        .read(async |tx: &mut Tx| link::since_ms(tx, &member).await)
        .await?;
    Ok(Json(CalendarLink { created_at_ms }))
}

/// Make the address of your private calendar
///
/// An iCalendar file of the events that you wrote about, or of which you saved a note. The address
/// before ends.
#[utoipa::path(post, path = "/me/calendar", tag = "events", security(("bearer" = [])),
    responses((status = 200, body = NewCalendarLink)))]
async fn renew_calendar_link(
    State(app): State<App>,
    member: Member,
) -> Result<Json<NewCalendarLink>> {
    let secret = app
        .write(async |tx: &mut Tx| link::renew(tx, &member).await)
        .await?;
    Ok(Json(NewCalendarLink {
        address: address(&app, &secret),
    }))
}

/// End the address of your private calendar
#[utoipa::path(delete, path = "/me/calendar", tag = "events", security(("bearer" = [])),
    responses((status = 204)))]
async fn revoke_calendar_link(State(app): State<App>, member: Member) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| link::revoke(tx, &member).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
