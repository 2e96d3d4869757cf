//! People over the API: looked up, looked at, followed.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::at::AtPerson;
use super::lists_page::{listed, path};
use super::page_of::PageOf;
use super::row::followers_shown;
use super::search_page::{Asked, found};
use super::seen::{Seen, person, viewer};
use crate::accounts::named::Card;
use crate::accounts::{Member, Profile, Reader};
use crate::app::App;
use crate::error::Result;
use crate::frame::paging;
use crate::ids::AccountId;
use crate::people::People;
use crate::social::Viewer;
use crate::social::follow::{follow, unfollow};
use crate::social::lists::FollowList;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_people))
        .routes(routes!(get_person))
        .routes(routes!(get_followers))
        .routes(routes!(get_following))
        .routes(routes!(put_follow, delete_follow))
}

/// A person in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct PersonCard {
    id: String,
    handle: String,
    display_name: String,
    /// An account of a demonstration; nobody stands behind it.
    is_demo: bool,
    /// None when the person shows it to nobody.
    followers: Option<u32>,
    /// Whether the reader follows them; none for a stranger.
    followed: Option<bool>,
}

impl PersonCard {
    pub(super) fn all(
        app: &App,
        reader: Option<&Member>,
        viewer: &Viewer,
        cards: Vec<Card>,
    ) -> Result<Vec<Self>> {
        let people = app.view::<People>()?;
        let one = |card: Card| Self {
            followers: followers_shown(&people, reader, &card),
            followed: reader.map(|_| viewer.follows(card.id)),
            id: card.id.to_string(),
            handle: card.handle,
            display_name: card.display_name,
            is_demo: card.is_demo,
        };
        Ok(cards.into_iter().map(one).collect())
    }
}

/// A person, and what the reader has to do with them.
#[derive(Serialize, ToSchema)]
struct Person {
    #[serde(flatten)]
    profile: Profile,
    /// None when the person shows it to nobody.
    followers: Option<i64>,
    /// None when the person shows it to nobody.
    following: Option<i64>,
    /// None for a stranger.
    ties: Option<Ties>,
}

/// What the reader has to do with a person.
#[derive(Serialize, ToSchema)]
struct Ties {
    followed: bool,
    blocked: bool,
    muted: bool,
}

impl Person {
    fn of(app: &App, reader: Option<&Member>, seen: Seen) -> Result<Self> {
        let counts = seen.counts(&*app.view::<People>()?);
        let ties = reader.map(|_| Ties {
            followed: seen.viewer.follows(seen.id()),
            blocked: seen.is_blocked(),
            muted: seen.is_muted(),
        });
        Ok(Self {
            followers: counts.map(|counts| counts.followers),
            following: counts.map(|counts| counts.following),
            ties,
            profile: seen.into_profile(),
        })
    }
}

/// Find people
///
/// By handle, by a name elsewhere, or by display name in any script, over all cities; at most 20.
#[utoipa::path(get, path = "/people", tag = "people", params(Sought),
    responses((status = 200, body = Vec<PersonCard>)))]
async fn get_people(
    State(app): State<App>,
    Reader(reader): Reader,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<PersonCard>>> {
    let viewer = viewer(&app, reader.as_ref()).await?;
    let found = found(&app, &viewer, &asked.q).await?;
    PersonCard::all(&app, reader.as_ref(), &viewer, found).map(Json)
}

/// What is looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes `Asked` for the API")]
struct Sought {
    /// A name or the beginning of one.
    q: String,
}

/// A person
///
/// Of somebody whom the reader blocks, the names only.
#[utoipa::path(get, path = "/people/{handle}", tag = "people",
    params(("handle" = String, Path)),
    responses((status = 200, body = Person)))]
async fn get_person(
    State(app): State<App>,
    Reader(reader): Reader,
    Path(handle): Path<String>,
) -> Result<Json<Person>> {
    let seen = person(&app, reader.as_ref(), &handle).await?;
    Person::of(&app, reader.as_ref(), seen).map(Json)
}

/// Where a page begins.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Cursor {
    /// From the `Link` of the page before.
    #[param(value_type = Option<String>)]
    pub(super) before: Option<AccountId>,
}

/// A page as JSON, with where the next one is.
pub(super) fn page(
    app: &App,
    reader: Option<&Member>,
    viewer: &Viewer,
    path: &str,
    listed: PageOf,
) -> Result<Response> {
    let next = listed
        .next
        .map(|before| format!("/api/v1{path}?before={before}"));
    let people = PersonCard::all(app, reader, viewer, listed.cards)?;
    Ok(paging::json(people, next.as_deref()))
}

/// Who follows a person
///
/// `Link: …; rel="next"` leads on. A person may keep this list to themselves.
#[utoipa::path(get, path = "/people/{handle}/followers", tag = "people",
    params(("handle" = String, Path), Cursor),
    responses((status = 200, body = Vec<PersonCard>)))]
async fn get_followers(
    State(app): State<App>,
    Reader(reader): Reader,
    Path(handle): Path<String>,
    Query(cursor): Query<Cursor>,
) -> Result<Response> {
    list_page(
        &app,
        reader.as_ref(),
        FollowList::Followers,
        &handle,
        cursor,
    )
    .await
}

/// Whom a person follows
///
/// `Link: …; rel="next"` leads on. A person may keep this list to themselves.
#[utoipa::path(get, path = "/people/{handle}/following", tag = "people",
    params(("handle" = String, Path), Cursor),
    responses((status = 200, body = Vec<PersonCard>)))]
async fn get_following(
    State(app): State<App>,
    Reader(reader): Reader,
    Path(handle): Path<String>,
    Query(cursor): Query<Cursor>,
) -> Result<Response> {
    list_page(
        &app,
        reader.as_ref(),
        FollowList::Following,
        &handle,
        cursor,
    )
    .await
}

async fn list_page(
    app: &App,
    reader: Option<&Member>,
    list: FollowList,
    handle: &str,
    cursor: Cursor,
) -> Result<Response> {
    let (seen, listed) = listed(app, reader, handle, list, cursor.before).await?;
    let path = path(&seen.profile.handle, list);
    page(app, reader, &seen.viewer, &path, listed)
}

/// Follow a person
///
/// Following twice changes nothing.
#[utoipa::path(put, path = "/people/{handle}/follow", tag = "people", security(("bearer" = [])),
    params(("handle" = String, Path)),
    responses((status = 204)))]
async fn put_follow(State(app): State<App>, member: Member, at: AtPerson) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| follow(tx, &member, at.id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Unfollow a person
#[utoipa::path(delete, path = "/people/{handle}/follow", tag = "people",
    security(("bearer" = [])),
    params(("handle" = String, Path)),
    responses((status = 204)))]
async fn delete_follow(State(app): State<App>, member: Member, at: AtPerson) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| unfollow(tx, &member, at.id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
