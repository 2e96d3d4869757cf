//! One's own account over the API.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::open_sessions::{OpenSession, open_sessions};
use super::page::home_city;
use super::profile::{Profile, profile_of};
use super::set_language::set_language;
use super::{
    FollowLists, Member, Network, ProfileForm, Role, change_password, edit_profile, follow_lists,
    set_follow_lists, sign_out,
};
use crate::app::App;
use crate::error::Result;
use crate::frame::CityLinks;
use crate::ids::SessionId;
use crate::text::Lang;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_me))
        .routes(routes!(put_profile))
        .routes(routes!(put_language))
        .routes(routes!(put_follow_lists))
        .routes(routes!(put_password))
        .routes(routes!(get_sessions))
        .routes(routes!(delete_session))
}

/// The account that asks.
#[derive(Serialize, ToSchema)]
struct Me {
    profile: Profile,
    lang: Lang,
    follow_lists: FollowLists,
    roles: Vec<RoleHeld>,
}

#[derive(Serialize, ToSchema)]
struct RoleHeld {
    role: Role,
    /// The id of a city; none for the whole installation.
    city: Option<String>,
}

/// The account that asks
#[utoipa::path(get, path = "/me", tag = "people", security(("bearer" = [])),
    responses((status = 200, body = Me)))]
async fn get_me(State(app): State<App>, member: Member) -> Result<Json<Me>> {
    let (profile, follow_lists) = app
        .read(async |tx: &mut Tx| {
            let profile = profile_of(tx, member.id).await?;
            Ok((profile, follow_lists(tx, member.id).await?))
        })
        .await?;
    let roles = member.roles.iter().map(|(role, city)| RoleHeld {
        role: *role,
        city: city.map(|city| city.to_string()),
    });
    Ok(Json(Me {
        profile,
        lang: member.lang,
        follow_lists,
        roles: roles.collect(),
    }))
}

/// The whole profile; what is left out is emptied.
#[derive(Deserialize, ToSchema)]
#[serde(default)]
#[derive(Default)]
struct NewProfile {
    display_name: String,
    bio: String,
    /// BCP 47 tags.
    languages: Vec<String>,
    /// The slug of a city.
    home_city: String,
    links: Vec<String>,
    instagram: String,
    tiktok: String,
    xiaohongshu: String,
}

/// Edit one's profile
#[utoipa::path(put, path = "/me/profile", tag = "people", security(("bearer" = [])),
    responses((status = 200, body = Profile)))]
async fn put_profile(
    State(app): State<App>,
    member: Member,
    Extension(cities): Extension<CityLinks>,
    Json(new): Json<NewProfile>,
) -> Result<Json<Profile>> {
    let form = ProfileForm {
        home_city: home_city(&cities, &new.home_city)?,
        display_name: new.display_name,
        bio: new.bio,
        languages: new.languages,
        other_languages: String::new(),
        links: new.links,
        aliases: vec![
            (Network::Instagram, new.instagram),
            (Network::Tiktok, new.tiktok),
            (Network::Xiaohongshu, new.xiaohongshu),
        ],
    };
    let saved = app
        .write(async |tx: &mut Tx| {
            edit_profile(tx, &member, &form).await?;
            profile_of(tx, member.id).await
        })
        .await?;
    Ok(Json(saved))
}

#[derive(Deserialize, ToSchema)]
struct NewLanguage {
    lang: Lang,
}

/// Set the language of texts
#[utoipa::path(put, path = "/me/language", tag = "people", security(("bearer" = [])),
    responses((status = 204)))]
async fn put_language(
    State(app): State<App>,
    member: Member,
    Json(new): Json<NewLanguage>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| set_language(tx, &member, new.lang).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
struct NewFollowLists {
    follow_lists: FollowLists,
}

/// Set who sees one's follow lists
///
/// Whoever may not see them sees their lengths neither.
#[utoipa::path(put, path = "/me/follow-lists", tag = "people", security(("bearer" = [])),
    responses((status = 204)))]
async fn put_follow_lists(
    State(app): State<App>,
    member: Member,
    Json(new): Json<NewFollowLists>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| set_follow_lists(tx, &member, new.follow_lists).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
struct NewPassword {
    old_password: String,
    /// 10–200 characters.
    new_password: String,
}

/// Change one's password
///
/// Ends every session but the one that asks, and every token, this request's too.
#[utoipa::path(put, path = "/me/password", tag = "people", security(("bearer" = [])),
    responses((status = 204)))]
async fn put_password(
    State(app): State<App>,
    member: Member,
    Json(new): Json<NewPassword>,
) -> Result<StatusCode> {
    change_password(&app, &member, &new.old_password, &new.new_password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where one is signed in
#[utoipa::path(get, path = "/me/sessions", tag = "people", security(("bearer" = [])),
    responses((status = 200, body = Vec<OpenSession>)))]
async fn get_sessions(State(app): State<App>, member: Member) -> Result<Json<Vec<OpenSession>>> {
    let sessions = app
        .read(async |tx: &mut Tx| open_sessions(tx, &member).await)
        .await?;
    Ok(Json(sessions))
}

/// End a session
#[utoipa::path(delete, path = "/me/sessions/{session}", tag = "people",
    security(("bearer" = [])),
    params(("session" = String, Path, description = "Its id")),
    responses((status = 204)))]
async fn delete_session(
    State(app): State<App>,
    member: Member,
    Path(session): Path<SessionId>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| sign_out(tx, &member, session).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
