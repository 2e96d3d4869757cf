//! Collections, for programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::at::AtCollection;
use super::page::{ROWS_MAX, paged};
use super::{
    Collection, Named, create, edit, notes_in, of_account, remove, save, unsave, visible_to,
};
use crate::accounts::{Member, Reader, by_handle};
use crate::app::App;
use crate::at::Before;
use crate::error::{Error, Result};
use crate::events::rfc3339;
use crate::frame::paging;
use crate::ids::{AccountId, CollectionId};
use crate::notes::{AtNote, NoteJson, in_sight, notes_json};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(my_collections, post_collection))
        .routes(routes!(get_collection, patch_collection, delete_collection))
        .routes(routes!(list_collection_notes))
        .routes(routes!(put_collection_note, delete_collection_note))
        .routes(routes!(put_save, delete_save))
        .routes(routes!(collections_of_person))
}

/// What a member saves notes into.
#[derive(Serialize, ToSchema)]
struct CollectionJson {
    #[schema(value_type = String)]
    id: CollectionId,
    /// The id of the account that it belongs to.
    #[schema(value_type = String)]
    owner: AccountId,
    /// Empty for the one that a first save made; pages call it "Saved".
    name: String,
    public: bool,
    /// How many are in it.
    notes: i64,
    /// RFC 3339, in UTC.
    created_at: String,
    /// Its page: a path on this server.
    page: String,
}

impl From<Collection> for CollectionJson {
    fn from(collection: Collection) -> Self {
        Self {
            id: collection.id,
            owner: collection.account_id,
            public: collection.is_public,
            notes: collection.notes,
            created_at: rfc3339(collection.created_at_ms, &TimeZone::UTC),
            page: format!("/collections/{}", collection.id),
            name: collection.name,
        }
    }
}

#[derive(Deserialize, ToSchema)]
struct NewCollection {
    /// At most 60 characters.
    #[schema(example = "Sunday walks")]
    name: String,
    #[serde(default)]
    public: bool,
}

/// What is left out stays as it is.
#[derive(Deserialize, ToSchema)]
struct ChangedCollection {
    /// At most 60 characters.
    #[schema(example = "Sunday walks")]
    name: Option<String>,
    public: Option<bool>,
}

/// Whether a collection of the member holds the note.
#[derive(Serialize, ToSchema)]
struct SaveJson {
    saved: bool,
}

/// One's own collections
///
/// In the order in which they were made. A save without a collection goes into the first one.
#[utoipa::path(get, path = "/me/collections", tag = "collections", security(("bearer" = [])),
    responses((status = 200, body = [CollectionJson])))]
async fn my_collections(
    State(app): State<App>,
    member: Member,
) -> Result<Json<Vec<CollectionJson>>> {
    let mine = app
        .read(async |tx: &mut Tx| of_account(tx, Some(&member), member.id).await)
        .await?;
    Ok(Json(mine.into_iter().map(Into::into).collect()))
}

/// Make a collection
///
/// One of the same name is answered in place of a second one.
#[utoipa::path(post, path = "/me/collections", tag = "collections", security(("bearer" = [])),
    responses((status = 201, body = CollectionJson)))]
async fn post_collection(
    State(app): State<App>,
    member: Member,
    Json(new): Json<NewCollection>,
) -> Result<(StatusCode, Json<CollectionJson>)> {
    let named = Named {
        name: new.name,
        is_public: new.public,
    };
    let made = app
        .write(async |tx: &mut Tx| {
            let collection = create(tx, &member, &named).await?;
            visible_to(tx, Some(&member), collection).await
        })
        .await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// One collection
#[utoipa::path(get, path = "/collections/{collection}", tag = "collections",
    params(("collection" = String, Path, description = "The collection's id")),
    security((), ("bearer" = [])),
    responses((status = 200, body = CollectionJson)))]
async fn get_collection(
    State(app): State<App>,
    Reader(reader): Reader,
    AtCollection(id): AtCollection,
) -> Result<Json<CollectionJson>> {
    let found = app
        .read(async |tx: &mut Tx| visible_to(tx, reader.as_ref(), id).await)
        .await?;
    Ok(Json(found.into()))
}

/// Name one's collection, or say who may see it
#[utoipa::path(patch, path = "/collections/{collection}", tag = "collections",
    params(("collection" = String, Path, description = "The collection's id")),
    security(("bearer" = [])),
    responses((status = 200, body = CollectionJson)))]
async fn patch_collection(
    State(app): State<App>,
    member: Member,
    AtCollection(id): AtCollection,
    Json(changed): Json<ChangedCollection>,
) -> Result<Json<CollectionJson>> {
    let after = app
        .write(async |tx: &mut Tx| {
            let before = visible_to(tx, Some(&member), id).await?;
            let named = Named {
                name: changed.name.clone().unwrap_or(before.name),
                is_public: changed.public.unwrap_or(before.is_public),
            };
            edit(tx, &member, id, &named).await?;
            visible_to(tx, Some(&member), id).await
        })
        .await?;
    Ok(Json(after.into()))
}

/// Delete one's collection
///
/// The notes in it stay.
#[utoipa::path(delete, path = "/collections/{collection}", tag = "collections",
    params(("collection" = String, Path, description = "The collection's id")),
    security(("bearer" = [])),
    responses((status = 204)))]
async fn delete_collection(
    State(app): State<App>,
    member: Member,
    AtCollection(id): AtCollection,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| remove(tx, &member, id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The notes in a collection
///
/// The last posted first, 24 on a page.
#[utoipa::path(get, path = "/collections/{collection}/notes", tag = "collections",
    params(("collection" = String, Path, description = "The collection's id"), Before),
    security((), ("bearer" = [])),
    responses((status = 200, body = [NoteJson])))]
async fn list_collection_notes(
    State(app): State<App>,
    Reader(reader): Reader,
    AtCollection(id): AtCollection,
    Query(before): Query<Before>,
) -> Result<Response> {
    let reader = reader.as_ref();
    let before = before.place()?;
    let (notes, next) = app
        .read(async |tx: &mut Tx| {
            visible_to(tx, reader, id).await?;
            let (notes, next) = paged(notes_in(tx, reader, id, before, ROWS_MAX).await?);
            Ok((notes_json(&app, tx, reader, &notes).await?, next))
        })
        .await?;
    let next = next.map(|next| format!("/api/v1/collections/{id}/notes?before={next}"));
    Ok(paging::json(notes, next.as_deref()))
}

/// Save a note into one's collection
///
/// Saving twice changes nothing.
#[utoipa::path(put, path = "/collections/{collection}/notes/{note}", tag = "collections",
    params(("collection" = String, Path, description = "The collection's id"),
        ("note" = String, Path, description = "The note's id")),
    security(("bearer" = [])),
    responses((status = 204)))]
async fn put_collection_note(
    State(app): State<App>,
    member: Member,
    AtCollection(collection): AtCollection,
    AtNote(note): AtNote,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| save(tx, &member, note, Some(collection)).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a note out of one's collection
#[utoipa::path(delete, path = "/collections/{collection}/notes/{note}", tag = "collections",
    params(("collection" = String, Path, description = "The collection's id"),
        ("note" = String, Path, description = "The note's id")),
    security(("bearer" = [])),
    responses((status = 204)))]
async fn delete_collection_note(
    State(app): State<App>,
    member: Member,
    AtCollection(collection): AtCollection,
    AtNote(note): AtNote,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| unsave(tx, &member, note, Some(collection)).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Save a note
///
/// Into one's first collection, which is made when there is none.
#[utoipa::path(put, path = "/notes/{note}/save", tag = "collections",
    params(("note" = String, Path, description = "The note's id")),
    security(("bearer" = [])),
    responses((status = 200, body = SaveJson)))]
async fn put_save(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
) -> Result<Json<SaveJson>> {
    app.write(async |tx: &mut Tx| save(tx, &member, note, None).await)
        .await?;
    Ok(Json(SaveJson { saved: true }))
}

/// Take a note out of all of one's collections
#[utoipa::path(delete, path = "/notes/{note}/save", tag = "collections",
    params(("note" = String, Path, description = "The note's id")),
    security(("bearer" = [])),
    responses((status = 200, body = SaveJson)))]
async fn delete_save(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
) -> Result<Json<SaveJson>> {
    app.write(async |tx: &mut Tx| unsave(tx, &member, note, None).await)
        .await?;
    Ok(Json(SaveJson { saved: false }))
}

/// The collections of a person
///
/// The public ones; one's own are all there.
#[utoipa::path(get, path = "/people/{handle}/collections", tag = "collections",
    params(("handle" = String, Path, description = "In any spelling")),
    security((), ("bearer" = [])),
    responses((status = 200, body = [CollectionJson])))]
async fn collections_of_person(
    State(app): State<App>,
    Reader(reader): Reader,
    Path(handle): Path<String>,
) -> Result<Json<Vec<CollectionJson>>> {
    let found = app
        .read(async |tx: &mut Tx| {
            let account = by_handle(tx, &handle).await?.ok_or(Error::NotFound)?;
            in_sight(tx, reader.as_ref(), account).await?;
            of_account(tx, reader.as_ref(), account).await
        })
        .await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}
