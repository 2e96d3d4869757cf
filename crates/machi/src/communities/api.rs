//! Communities, for programs.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{CommunityPeople, InCommunity, all, join};
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::cities::Cities;
use crate::cities::Community;
use crate::error::Result;
use crate::ids::CommunityId;
use crate::text::Names;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_communities))
        .routes(routes!(get_community))
        .routes(routes!(
            put_community_membership,
            delete_community_membership
        ))
}

/// A community. It may live in several cities.
#[derive(Serialize, ToSchema)]
struct CommunityDetail {
    #[schema(value_type = String)]
    id: CommunityId,
    slug: String,
    /// By language.
    names: Names,
    descriptions: Names,
    /// The slugs of the cities that show it.
    cities: Vec<String>,
    members: usize,
    /// Whether you belong to it; absent when you are not signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    joined: Option<bool>,
}

/// Whether you belong to the community.
#[derive(Serialize, ToSchema)]
struct CommunityMembership {
    joined: bool,
}

/// Every community that a city shows
#[utoipa::path(get, path = "/communities", tag = "communities",
    responses((status = 200, body = [CommunityDetail])))]
async fn list_communities(
    State(app): State<App>,
    reader: Reader,
) -> Result<Json<Vec<CommunityDetail>>> {
    all(&app)?
        .iter()
        .map(|community| detail(&app, &reader, community))
        .collect::<Result<_>>()
        .map(Json)
}

/// One community
#[utoipa::path(get, path = "/communities/{community}", tag = "communities",
    params(("community" = String, Path, description = "The community's slug")),
    responses((status = 200, body = CommunityDetail)))]
async fn get_community(
    State(app): State<App>,
    reader: Reader,
    InCommunity(community): InCommunity,
) -> Result<Json<CommunityDetail>> {
    detail(&app, &reader, &community).map(Json)
}

/// Join a community
///
/// Joining twice changes nothing.
#[utoipa::path(put, path = "/communities/{community}/membership", tag = "communities",
    params(("community" = String, Path, description = "The community's slug")),
    security(("bearer" = [])),
    responses((status = 200, body = CommunityMembership)))]
async fn put_community_membership(
    State(app): State<App>,
    member: Member,
    InCommunity(community): InCommunity,
) -> Result<Json<CommunityMembership>> {
    app.write(async |tx: &mut Tx| join::join(tx, &member, community.id).await)
        .await?;
    Ok(Json(CommunityMembership { joined: true }))
}

/// Leave a community
#[utoipa::path(delete, path = "/communities/{community}/membership", tag = "communities",
    params(("community" = String, Path, description = "The community's slug")),
    security(("bearer" = [])),
    responses((status = 200, body = CommunityMembership)))]
async fn delete_community_membership(
    State(app): State<App>,
    member: Member,
    InCommunity(community): InCommunity,
) -> Result<Json<CommunityMembership>> {
    app.write(async |tx: &mut Tx| join::leave(tx, &member, community.id).await)
        .await?;
    Ok(Json(CommunityMembership { joined: false }))
}

fn detail(app: &App, Reader(reader): &Reader, community: &Community) -> Result<CommunityDetail> {
    let people = app.view::<CommunityPeople>()?;
    let cities = app.view::<Cities>()?.all();
    let shown = cities.iter().filter(|city| {
        city.communities
            .iter()
            .any(|known| known.id == community.id)
    });
    Ok(CommunityDetail {
        id: community.id,
        slug: community.slug.clone(),
        names: community.names.clone(),
        descriptions: community.descriptions.clone(),
        cities: shown.map(|city| city.slug.clone()).collect(),
        members: people.0.count(community.id),
        joined: reader
            .as_ref()
            .map(|reader| people.0.has(community.id, reader.id)),
    })
}
