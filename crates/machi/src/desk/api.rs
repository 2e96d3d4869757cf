//! The people of a city over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::invitations::link;
use super::role::{grant, revoke};
use crate::accounts::invitation::{self, InvitationState, invitations, invite, revoke_invitation};
use crate::accounts::{Network, Role, city_roles};
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::Result;
use crate::ids::InvitationId;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_roles))
        .routes(routes!(put_role, delete_role))
        .routes(routes!(get_invitations, post_invitation))
        .routes(routes!(delete_invitation))
}

/// Who may do what in the city, and who said so.
#[derive(Serialize, ToSchema)]
struct Holder {
    handle: String,
    display_name: String,
    role: Role,
    /// The handle of whoever gave it; none for the command line.
    granted_by: Option<String>,
    granted_at_ms: i64,
}

/// Roles in a city
#[utoipa::path(get, path = "/cities/{city}/roles", tag = "desk", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = Vec<Holder>)))]
async fn get_roles(State(app): State<App>, by: CityOperator) -> Result<Json<Vec<Holder>>> {
    let holders = app
        .read(async |tx: &mut Tx| city_roles(tx, by.city.id).await)
        .await?;
    let holders = holders.into_iter().filter_map(|holder| {
        Some(Holder {
            role: Role::parse(&holder.role)?,
            handle: holder.handle,
            display_name: holder.display_name,
            granted_by: holder.granted_by,
            granted_at_ms: holder.granted_at_ms,
        })
    });
    Ok(Json(holders.collect()))
}

/// What the path names beside the city.
#[derive(Deserialize)]
struct RoleHeld {
    role: Role,
    handle: String,
}

/// Give a role
#[utoipa::path(put, path = "/cities/{city}/roles/{role}/{handle}", tag = "desk",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("role" = Role, Path), ("handle" = String, Path)),
    responses((status = 204)))]
async fn put_role(
    State(app): State<App>,
    by: CityOperator,
    Path(held): Path<RoleHeld>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| grant(tx, &by, &held.handle, held.role).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a role
#[utoipa::path(delete, path = "/cities/{city}/roles/{role}/{handle}", tag = "desk",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("role" = Role, Path), ("handle" = String, Path)),
    responses((status = 204)))]
async fn delete_role(
    State(app): State<App>,
    by: CityOperator,
    Path(held): Path<RoleHeld>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| revoke(tx, &by, &held.handle, held.role).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An invitation, without its link.
#[derive(Serialize, ToSchema)]
struct Invited {
    id: String,
    network: Network,
    name: String,
    state: InvitationState,
    /// The handle of whoever claimed it.
    claimed_by: Option<String>,
    created_at_ms: i64,
    expires_at_ms: i64,
}

#[derive(Deserialize)]
struct Cursor {
    before: Option<InvitationId>,
}

/// Invitations of a city
///
/// The newest first; `Link: …; rel="next"` leads to older ones.
#[utoipa::path(get, path = "/cities/{city}/invitations", tag = "desk",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("before" = Option<String>, Query, description = "From the `Link` of the last page")),
    responses((status = 200, body = Vec<Invited>)))]
async fn get_invitations(
    State(app): State<App>,
    by: CityOperator,
    Query(cursor): Query<Cursor>,
) -> Result<(HeaderMap, Json<Vec<Invited>>)> {
    let found = app
        .read(async |tx: &mut Tx| invitations(tx, by.city.id, cursor.before).await)
        .await?;
    let mut headers = HeaderMap::new();
    let full = i64::try_from(found.len()).is_ok_and(|count| count == invitation::PAGE_MAX);
    if let Some(last) = found.last().filter(|_| full) {
        let (slug, last) = (&by.city.slug, last.id);
        let next = format!("</api/v1/cities/{slug}/invitations?before={last}>; rel=\"next\"");
        let next = HeaderValue::from_str(&next).map_err(anyhow::Error::from)?;
        headers.insert(header::LINK, next);
    }
    let now_ms = app.now_ms();
    let invited: Result<Vec<Invited>> = found
        .into_iter()
        .map(|one| {
            Ok(Invited {
                id: one.id.to_string(),
                network: one.network()?,
                state: one.state(now_ms),
                name: one.name,
                claimed_by: one.claimed_handle,
                created_at_ms: one.created_at_ms,
                expires_at_ms: one.expires_at_ms,
            })
        })
        .collect();
    Ok((headers, Json(invited?)))
}

#[derive(Deserialize, ToSchema)]
struct NewInvitation {
    network: Network,
    /// The creator's name there.
    name: String,
}

/// The link, shown this once.
#[derive(Serialize, ToSchema)]
struct InvitationLink {
    id: String,
    link: String,
}

/// Invite a creator
#[utoipa::path(post, path = "/cities/{city}/invitations", tag = "desk",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 201, body = InvitationLink)))]
async fn post_invitation(
    State(app): State<App>,
    by: CityOperator,
    Json(new): Json<NewInvitation>,
) -> Result<(StatusCode, Json<InvitationLink>)> {
    let (id, secret) = app
        .write(async |tx: &mut Tx| {
            invite(tx, by.member.id, by.city.id, new.network, &new.name).await
        })
        .await?;
    let made = InvitationLink {
        id: id.to_string(),
        link: link(&app, &secret),
    };
    Ok((StatusCode::CREATED, Json(made)))
}

/// What the path names beside the city.
#[derive(Deserialize)]
struct OneInvitation {
    invitation: InvitationId,
}

/// Take an invitation back
#[utoipa::path(delete, path = "/cities/{city}/invitations/{invitation}", tag = "desk",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("invitation" = String, Path, description = "Its id")),
    responses((status = 204)))]
async fn delete_invitation(
    State(app): State<App>,
    by: CityOperator,
    Path(one): Path<OneInvitation>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| revoke_invitation(tx, by.city.id, one.invitation).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
