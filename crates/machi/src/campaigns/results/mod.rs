//! What came of a campaign: for its operators, for who publishes the event, and by link for whoever gave
//! the seats.

mod api;
mod figures;
mod link;
mod page;
mod sheets;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::routing::{get, post};
use store::{Tx, args};
use utoipa_axum::router::OpenApiRouter;

use super::found::{self, AtCampaign, Campaign};
use crate::accounts::{Member, Role};
use crate::app::App;
use crate::at;
use crate::cities::{City, InCity};
use crate::error::{Error, Result};
use crate::ids::{AccountId, ResultsLinkId};

pub(super) fn pages() -> Router<App> {
    Router::new()
        .route(
            "/cities/{city}/campaigns/{campaign}/results",
            get(page::show),
        )
        .route(
            "/cities/{city}/campaigns/{campaign}/results/people.csv",
            get(sheets::people),
        )
        .route(
            "/cities/{city}/campaigns/{campaign}/results/notes.csv",
            get(sheets::notes),
        )
        .route(
            "/cities/{city}/campaigns/{campaign}/results/links",
            post(page::post_link),
        )
        .route(
            "/cities/{city}/campaigns/{campaign}/results/links/{link}/revoke",
            post(page::post_revoke),
        )
        .route("/campaign-results/{link}", get(page::show_by_link))
        .route(
            "/campaign-results/{link}/notes.csv",
            get(sheets::notes_by_link),
        )
}

pub(super) fn api() -> OpenApiRouter<App> {
    api::routes()
}

/// Somebody who may see what came of the campaign named in the path: the city's operators, and who
/// publishes the event.
#[derive(Debug, Clone)]
pub(super) struct Evaluator {
    member: Member,
    city: Arc<City>,
    campaign: Campaign,
}

impl FromRequestParts<App> for Evaluator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        let InCity(city) = InCity::from_request_parts(parts, app).await?;
        let AtCampaign(id) = AtCampaign::from_request_parts(parts, app).await?;
        let campaign = app
            .read(async |tx: &mut Tx| {
                let campaign = found::published_of_city(tx, city.id, id).await?;
                match may_see(tx, &member, &campaign).await? {
                    true => Ok(campaign),
                    // What one may not see does not exist.
                    false => Err(Error::NotFound),
                }
            })
            .await?;
        Ok(Self {
            member,
            city,
            campaign,
        })
    }
}

/// The `{link}` of the path. Whether it is the campaign's is the command's affair.
struct AtLink(ResultsLinkId);

impl FromRequestParts<App> for AtLink {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        at::id(parts, app, "link").await.map(Self)
    }
}

/// Whether somebody may see what came of a campaign.
pub(super) async fn may_see(tx: &mut Tx, by: &Member, campaign: &Campaign) -> Result<bool> {
    if by.holds(Role::Operator, campaign.city_id) {
        return Ok(true);
    }
    // `event` belongs to events.
    let sql = "select host_id from event where id = $1 and host_id = $2";
    let found = tx.optional::<(AccountId,)>(sql, args![campaign.event_id, by.id]);
    Ok(found.await?.is_some())
}

/// Where the results of a campaign are.
fn results_path(city: &City, campaign: &Campaign) -> String {
    format!("/cities/{}/campaigns/{}/results", city.slug, campaign.id)
}
