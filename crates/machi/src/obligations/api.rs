//! What one owes, for programs.

use axum::Json;
use axum::extract::{Path, Query, State as AppState};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::excuse::{Answer, ask, withdraw};
use super::list::{self, Mine};
use super::shown::Line;
use super::{Kind, State};
use crate::accounts::{Member, Network};
use crate::app::App;
use crate::at::Before;
use crate::cities::{Cities, City};
use crate::error::{Error, Result};
use crate::events::rfc3339;
use crate::frame::paging;
use crate::ids::{CampaignId, EventId, ObligationId, OccurrenceId, PlaceId};
use crate::text::{Lang, Names};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(my_obligations))
        .routes(routes!(my_settled))
        .routes(routes!(my_obligation))
        .routes(routes!(put_excuse, delete_excuse))
}

/// A request to be excused.
#[derive(Serialize, ToSchema)]
#[schema(as = ObligationExcuse)]
struct ExcuseJson {
    state: Answer,
    text: String,
    /// The operator's; empty before.
    reason: String,
}

/// What one owes for a seat. Times are RFC 3339, on the clock of the city.
#[derive(Serialize, ToSchema)]
#[schema(as = Obligation)]
struct ObligationJson {
    #[schema(value_type = String)]
    id: ObligationId,
    #[schema(value_type = String)]
    campaign: CampaignId,
    /// Of the campaign.
    title: String,
    /// The city's slug.
    city: String,
    #[schema(value_type = String)]
    event: EventId,
    #[schema(value_type = String)]
    occurrence: OccurrenceId,
    event_titles: Names,
    /// Of a visit: a note that names it is one about the visit.
    #[schema(value_type = Option<String>)]
    place: Option<PlaceId>,
    kind: Kind,
    /// Where to post.
    network: Option<Network>,
    /// What to do, in your language; an operator's words as they are.
    what: String,
    /// After coming in.
    due_hours: i64,
    state: State,
    /// When one came in; the clock begins then.
    started_at: Option<String>,
    due_at: Option<String>,
    submitted_at: Option<String>,
    /// Whether it was handed in after it was due.
    late: bool,
    /// Why it was refused or excused.
    reason: String,
    /// The account to tag, with its `@`; empty where there is none.
    tag: String,
    /// What a post says, in your language.
    disclosure: String,
    /// A note of yours about the event does not count: it was posted before you came in.
    early_note: bool,
    /// Your last request to be excused.
    excuse: Option<ExcuseJson>,
}

impl ObligationJson {
    /// None for what only a newer version knows.
    fn of(lang: Lang, city: &City, mine: Mine, now_ms: i64) -> Option<Self> {
        let line = Line::of(lang, city, &mine, now_ms);
        let at = |at_ms| rfc3339(at_ms, &city.zone);
        let excuse = Answer::parse(&mine.excuse_state).map(|state| ExcuseJson {
            state,
            text: mine.excuse_text.clone(),
            reason: mine.excuse_reason.clone(),
        });
        Some(Self {
            id: mine.id,
            campaign: mine.campaign_id,
            city: city.slug.clone(),
            event: mine.event_id,
            occurrence: mine.occurrence_id,
            kind: mine.kind()?,
            network: mine.network(),
            what: line.what,
            due_hours: mine.due_hours,
            state: mine.state()?,
            started_at: mine.started_at_ms.map(at),
            due_at: mine.due_at_ms.map(at),
            submitted_at: mine.submitted_at_ms.map(at),
            late: mine.is_late(),
            early_note: line.has_early_note,
            tag: line.tag,
            disclosure: line.disclosure,
            reason: mine.reason,
            title: mine.title,
            event_titles: mine.titles,
            place: mine.place_id,
            excuse,
        })
    }
}

fn json(app: &App, lang: Lang, mine: Mine) -> Result<Option<ObligationJson>> {
    let city = app.view::<Cities>()?.by_id(mine.city_id);
    let now_ms = app.now_ms();
    Ok(city.and_then(|city| ObligationJson::of(lang, &city, mine, now_ms)))
}

fn all(app: &App, lang: Lang, list: Vec<Mine>) -> Result<Vec<ObligationJson>> {
    let each = list.into_iter().map(|mine| json(app, lang, mine));
    each.filter_map(Result::transpose).collect()
}

/// What you owe
///
/// What is open or waits to be looked at, 100 at most: what is due first comes first.
#[utoipa::path(get, path = "/me/obligations", tag = "obligations", security(("bearer" = [])),
    responses((status = 200, body = [ObligationJson])))]
async fn my_obligations(
    AppState(app): AppState<App>,
    member: Member,
    lang: Lang,
) -> Result<Json<Vec<ObligationJson>>> {
    let open = app
        .read(async |tx: &mut Tx| list::open(tx, member.id).await)
        .await?;
    Ok(Json(all(&app, lang, open)?))
}

/// What became of what you owed
///
/// What was met, excused, missed or released, the newest first, 30 on a page.
#[utoipa::path(get, path = "/me/obligations/settled", tag = "obligations", params(Before),
    security(("bearer" = [])),
    responses((status = 200, body = [ObligationJson])))]
async fn my_settled(
    AppState(app): AppState<App>,
    member: Member,
    lang: Lang,
    Query(before): Query<Before>,
) -> Result<Response> {
    let before = before.place()?;
    let settled = app
        .read(async |tx: &mut Tx| list::settled(tx, member.id, before).await)
        .await?;
    let next = list::next(&settled);
    let next = next.map(|last| format!("/api/v1/me/obligations/settled?before={last}"));
    Ok(paging::json(all(&app, lang, settled)?, next.as_deref()))
}

/// One thing that you owe
#[utoipa::path(get, path = "/me/obligations/{obligation}", tag = "obligations",
    security(("bearer" = [])), params(("obligation" = String, Path)),
    responses((status = 200, body = ObligationJson)))]
async fn my_obligation(
    AppState(app): AppState<App>,
    member: Member,
    lang: Lang,
    Path(id): Path<ObligationId>,
) -> Result<Json<ObligationJson>> {
    let mine = app
        .read(async |tx: &mut Tx| list::one(tx, member.id, id).await)
        .await?;
    json(&app, lang, mine)?.map(Json).ok_or(Error::NotFound)
}

#[derive(Deserialize, ToSchema)]
struct NewExcuse {
    /// Why; 1,000 characters at most.
    text: String,
}

/// Ask to be excused
///
/// Before or after it was due. While the request waits, nobody is reminded and nothing is missed; asking
/// again says it in other words.
#[utoipa::path(put, path = "/me/obligations/{obligation}/excuse", tag = "obligations",
    security(("bearer" = [])), params(("obligation" = String, Path)), request_body = NewExcuse,
    responses((status = 204)))]
async fn put_excuse(
    AppState(app): AppState<App>,
    member: Member,
    Path(id): Path<ObligationId>,
    Json(new): Json<NewExcuse>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| ask(tx, &member, id, &new.text).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take the request to be excused back
#[utoipa::path(delete, path = "/me/obligations/{obligation}/excuse", tag = "obligations",
    security(("bearer" = [])), params(("obligation" = String, Path)),
    responses((status = 204)))]
async fn delete_excuse(
    AppState(app): AppState<App>,
    member: Member,
    Path(id): Path<ObligationId>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| withdraw(tx, &member, id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
