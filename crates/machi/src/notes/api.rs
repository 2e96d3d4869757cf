//! Notes, for programs.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::at::AtNote;
use super::delete::{delete, restore};
use super::detail::{Detail, detail, love};
use super::disclosure::DisclosureJson;
use super::edit::edit;
use super::find::{own_standing, visible_to};
use super::like::{like, unlike};
use super::new_note::NewNote;
use super::post_once::post_once;
use super::reach::Reach;
use super::{Kind, marked};
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::cities::{Cities, InCity, SpotJson};
use crate::error::{Error, Result};
use crate::events::rfc3339;
use crate::ids::{AccountId, EventId, NoteId, PlaceId};
use crate::photos::{self, Photo, PhotoJson};
use crate::text::Names;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(post_note))
        .routes(routes!(get_note, put_note, delete_note))
        .routes(routes!(restore_note))
        .routes(routes!(put_like, delete_like))
}

/// What a member posted.
#[derive(Serialize, ToSchema)]
pub struct NoteJson {
    #[schema(value_type = String)]
    id: NoteId,
    /// The city's slug.
    city: String,
    kind: Kind,
    author: AuthorJson,
    /// Empty for a moment.
    title: String,
    text: String,
    /// A BCP 47 tag; `und` where it is not known.
    lang: String,
    place: Option<NotePlace>,
    event: Option<NoteEvent>,
    /// The slugs of its communities.
    communities: Vec<String>,
    /// The key of the neighbourhood in which it is.
    neighbourhood: Option<String>,
    /// Where exactly its author was, if they turned that on.
    spot: Option<SpotJson>,
    /// Out of the text, folded, without their sign.
    tags: Vec<String>,
    /// In their order.
    photos: Vec<PhotoJson>,
    /// What its author got for it: such a note is to be shown with its label. Nobody can change it.
    disclosure: Option<DisclosureJson>,
    likes: u32,
    comments: u32,
    saves: u32,
    /// Whether you like it; absent when you are not signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    liked: Option<bool>,
    /// Whether a collection of yours holds it; absent when you are not signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    saved: Option<bool>,
    /// RFC 3339, in the city's zone.
    created_at: String,
    edited_at: Option<String>,
    /// When its place and neighbourhood are shown, if you wrote the note and they wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    place_follows_at: Option<String>,
    /// Its page: a path on this server.
    page: String,
}

/// Who wrote something.
#[derive(Serialize, ToSchema)]
pub struct AuthorJson {
    #[schema(value_type = String)]
    pub id: AccountId,
    pub handle: String,
    pub display_name: String,
    /// An account of a demonstration; nobody stands behind it.
    pub is_demo: bool,
}

#[derive(Serialize, ToSchema)]
struct NotePlace {
    #[schema(value_type = String)]
    id: PlaceId,
    /// By language.
    names: Names,
}

#[derive(Serialize, ToSchema)]
struct NoteEvent {
    #[schema(value_type = String)]
    id: EventId,
    /// By language.
    titles: Names,
}

/// The member's like of a note.
#[derive(Serialize, ToSchema)]
struct LikeJson {
    liked: bool,
    likes: u32,
}

/// Post a note
///
/// In an open city, of which one need not be a member.
#[utoipa::path(post, path = "/cities/{city}/notes", tag = "notes", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 201, body = NoteJson)))]
async fn post_note(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
    Json(new): Json<NewNote>,
) -> Result<(StatusCode, Json<NoteJson>)> {
    let key = new.post_key.clone();
    let written = new.written(&city)?;
    let note = app
        .write(async |tx: &mut Tx| post_once(tx, &member, &city, &written, &key).await)
        .await?;
    Ok((StatusCode::CREATED, shown(&app, Some(&member), note).await?))
}

/// One note
#[utoipa::path(get, path = "/notes/{note}", tag = "notes",
    params(("note" = String, Path, description = "The note's id")),
    security((), ("bearer" = [])),
    responses((status = 200, body = NoteJson)))]
async fn get_note(
    State(app): State<App>,
    Reader(reader): Reader,
    AtNote(note): AtNote,
) -> Result<Json<NoteJson>> {
    let json = shown(&app, reader.as_ref(), note).await?;
    let own = reader.is_some_and(|reader| reader.id == json.author.id);
    if json.disclosure.is_some() && !own {
        app.view::<Reach>()?.opened(note);
    }
    Ok(json)
}

/// Change one's note
///
/// What is left out is taken away.
#[utoipa::path(put, path = "/notes/{note}", tag = "notes", security(("bearer" = [])),
    params(("note" = String, Path, description = "The note's id")),
    responses((status = 200, body = NoteJson)))]
async fn put_note(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
    Json(new): Json<NewNote>,
) -> Result<Json<NoteJson>> {
    let before = app
        .read(async |tx: &mut Tx| own_standing(tx, &member, note).await)
        .await?;
    let city = app.view::<Cities>()?.by_id(before.city_id);
    let city = city.ok_or(Error::NotFound)?;
    let written = new.written(&city)?;
    app.write(async |tx: &mut Tx| edit(tx, &member, &city, note, &written).await)
        .await?;
    shown(&app, Some(&member), note).await
}

/// Delete one's note
///
/// It can be restored for 24 hours.
#[utoipa::path(delete, path = "/notes/{note}", tag = "notes", security(("bearer" = [])),
    params(("note" = String, Path, description = "The note's id")),
    responses((status = 204)))]
async fn delete_note(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| delete(tx, &member, note).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Restore one's deleted note
#[utoipa::path(post, path = "/notes/{note}/restore", tag = "notes", security(("bearer" = [])),
    params(("note" = String, Path, description = "The note's id")),
    responses((status = 200, body = NoteJson)))]
async fn restore_note(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
) -> Result<Json<NoteJson>> {
    app.write(async |tx: &mut Tx| restore(tx, &member, note).await)
        .await?;
    shown(&app, Some(&member), note).await
}

/// Like a note
#[utoipa::path(put, path = "/notes/{note}/like", tag = "notes", security(("bearer" = [])),
    params(("note" = String, Path, description = "The note's id")),
    responses((status = 200, body = LikeJson)))]
async fn put_like(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
) -> Result<Json<LikeJson>> {
    app.write(async |tx: &mut Tx| like(tx, &member, note).await)
        .await?;
    liking(&app, &member, note, true).await
}

/// Like a note no longer
#[utoipa::path(delete, path = "/notes/{note}/like", tag = "notes", security(("bearer" = [])),
    params(("note" = String, Path, description = "The note's id")),
    responses((status = 200, body = LikeJson)))]
async fn delete_like(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
) -> Result<Json<LikeJson>> {
    app.write(async |tx: &mut Tx| unlike(tx, &member, note).await)
        .await?;
    liking(&app, &member, note, false).await
}

async fn liking(app: &App, by: &Member, note: NoteId, liked: bool) -> Result<Json<LikeJson>> {
    app.see_own_write().await;
    let note = app
        .read(async |tx: &mut Tx| visible_to(tx, Some(by), note).await)
        .await?;
    let likes = love(app, &note)?.likes;
    Ok(Json(LikeJson { liked, likes }))
}

/// The note as the reader gets it, after their own write.
async fn shown(app: &App, reader: Option<&Member>, note: NoteId) -> Result<Json<NoteJson>> {
    app.see_own_write().await;
    let (detail, photos) = app
        .read(async |tx: &mut Tx| {
            let detail = detail(app, tx, reader, note).await?;
            Ok((detail, photos::of_note(tx, note).await?))
        })
        .await?;
    Ok(Json(note_json(detail, reader, &photos)))
}

/// The notes in their order; what the reader may not see is left out.
pub async fn notes_json(
    app: &App,
    tx: &mut Tx,
    reader: Option<&Member>,
    notes: &[NoteId],
) -> Result<Vec<NoteJson>> {
    let mut json = Vec::with_capacity(notes.len());
    let photos = photos::of_notes(tx, notes).await?;
    for &note in notes {
        match detail(app, tx, reader, note).await {
            Ok(detail) => {
                let photos = photos.get(&note).map_or(&[][..], Vec::as_slice);
                json.push(note_json(detail, reader, photos));
            }
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(json)
}

fn note_json(detail: Detail, reader: Option<&Member>, photos: &[Photo]) -> NoteJson {
    let Detail {
        note, city, love, ..
    } = detail;
    let here = city.communities.iter();
    let communities = here.filter(|known| detail.communities.contains(&known.id));
    let hood = note.neighbourhood_id.and_then(|id| city.neighbourhood(id));
    NoteJson {
        id: note.id,
        kind: note.kind(),
        author: AuthorJson {
            id: note.author_id,
            handle: detail.handle,
            display_name: detail.display_name,
            is_demo: detail.is_demo,
        },
        place: note
            .place_id
            .zip(detail.place)
            .map(|(id, names)| NotePlace { id, names }),
        event: note
            .event_id
            .zip(detail.event)
            .map(|(id, titles)| NoteEvent { id, titles }),
        communities: communities.map(|known| known.slug.clone()).collect(),
        neighbourhood: hood.map(|hood| hood.key.clone()),
        spot: note.exact_spot().map(SpotJson::from),
        tags: marked::tags(&note.body).into_iter().collect(),
        photos: photos.iter().map(PhotoJson::of).collect(),
        disclosure: note.label().map(DisclosureJson::from),
        likes: love.likes,
        comments: love.comments,
        saves: love.saves,
        liked: reader.map(|_| detail.liked),
        saved: reader.map(|_| detail.saved),
        created_at: rfc3339(note.created_at_ms, &city.zone),
        edited_at: note.edited_at_ms.map(|at_ms| rfc3339(at_ms, &city.zone)),
        place_follows_at: detail.follows_at_ms.map(|at_ms| rfc3339(at_ms, &city.zone)),
        page: format!("/notes/{}", note.id),
        city: city.slug.clone(),
        title: note.title,
        text: note.body,
        lang: note.lang,
    }
}
