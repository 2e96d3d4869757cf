//! Comments on notes, for programs.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use store::{Tx, args};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::api::AuthorJson;
use super::at::{AtComment, AtNote};
use super::comment::{comment, edit_comment};
use super::delete::{delete_comment, restore_comment};
use super::find::{visible_comment, visible_to};
use super::thread::{Place, Told, thread};
use super::{Comment, Note};
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::cities::Cities;
use crate::error::{Error, Refusal, Result};
use crate::events::rfc3339;
use crate::frame::paging;
use crate::ids::{CommentId, NoteId};
use crate::social::Viewers;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_comments, post_comment))
        .routes(routes!(patch_comment, delete_comment_of))
        .routes(routes!(restore_comment_of))
}

/// A comment on a note, or an answer to one.
#[derive(Serialize, ToSchema)]
struct CommentJson {
    #[schema(value_type = String)]
    id: CommentId,
    #[schema(value_type = String)]
    note: NoteId,
    /// The comment that it answers, which answers none itself.
    #[schema(value_type = Option<String>)]
    answers: Option<CommentId>,
    author: AuthorJson,
    text: String,
    /// A BCP 47 tag; `und` where it is not known.
    lang: String,
    /// RFC 3339, in the city's zone.
    created_at: String,
    edited_at: Option<String>,
}

#[derive(Deserialize, ToSchema)]
struct NewComment {
    /// At most 1,000 characters.
    #[schema(example = "Which entrance is that?")]
    text: String,
    /// The comment to answer. An answer to an answer answers the comment above both.
    #[serde(default)]
    #[schema(value_type = Option<String>, default = json!(null))]
    answers: Option<CommentId>,
}

#[derive(Deserialize, ToSchema)]
struct ChangedComment {
    /// At most 1,000 characters.
    #[schema(example = "Which entrance is that? I only know the one by the lake.")]
    text: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// From the `Link` of the page before.
    after: Option<String>,
}

/// The comments on a note
///
/// Each followed by its answers, the oldest first, 50 on a page.
#[utoipa::path(get, path = "/notes/{note}/comments", tag = "notes",
    params(("note" = String, Path, description = "The note's id"), Asked),
    security((), ("bearer" = [])),
    responses((status = 200, body = [CommentJson])))]
async fn list_comments(
    State(app): State<App>,
    Reader(reader): Reader,
    AtNote(note): AtNote,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let malformed = |_| Refusal::new("error-malformed").on("after");
    let after = asked.after.as_deref().map(str::parse::<Place>);
    let after = after.transpose().map_err(malformed)?;
    let viewers = app.view::<Viewers>()?;
    let viewer = viewers.of(&app, reader.as_ref().map(|reader| reader.id));
    let viewer = viewer.await?;
    let (note, page) = app
        .read(async |tx: &mut Tx| {
            let note = visible_to(tx, reader.as_ref(), note).await?;
            let page = thread(tx, note.id, &viewer, after).await?;
            Ok((note, page))
        })
        .await?;
    let next = page
        .next
        .map(|place| format!("/api/v1/notes/{}/comments?after={place}", note.id));
    let comments: Result<Vec<_>> = page
        .comments
        .into_iter()
        .map(|told| told_json(&app, &note, told))
        .collect();
    Ok(paging::json(comments?, next.as_deref()))
}

/// Comment on a note
#[utoipa::path(post, path = "/notes/{note}/comments", tag = "notes", security(("bearer" = [])),
    params(("note" = String, Path, description = "The note's id")),
    responses((status = 201, body = CommentJson)))]
async fn post_comment(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
    Json(new): Json<NewComment>,
) -> Result<(StatusCode, Json<CommentJson>)> {
    let (comment, note) = app
        .write(async |tx: &mut Tx| {
            let id = comment(tx, &member, note, new.answers, &new.text).await?;
            visible_comment(tx, Some(&member), id).await
        })
        .await?;
    let json = comment_json(&app, comment, &note).await?;
    Ok((StatusCode::CREATED, Json(json)))
}

/// Change one's comment
#[utoipa::path(patch, path = "/comments/{comment}", tag = "notes", security(("bearer" = [])),
    params(("comment" = String, Path, description = "The comment's id")),
    responses((status = 200, body = CommentJson)))]
async fn patch_comment(
    State(app): State<App>,
    member: Member,
    AtComment(id): AtComment,
    Json(changed): Json<ChangedComment>,
) -> Result<Json<CommentJson>> {
    let (comment, note) = app
        .write(async |tx: &mut Tx| edit_comment(tx, &member, id, &changed.text).await)
        .await?;
    Ok(Json(comment_json(&app, comment, &note).await?))
}

/// Delete a comment
///
/// One's own, or one on one's own note. It can be restored for 24 hours.
#[utoipa::path(delete, path = "/comments/{comment}", tag = "notes", security(("bearer" = [])),
    params(("comment" = String, Path, description = "The comment's id")),
    responses((status = 204)))]
async fn delete_comment_of(
    State(app): State<App>,
    member: Member,
    AtComment(id): AtComment,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| delete_comment(tx, &member, id).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Restore a deleted comment
#[utoipa::path(post, path = "/comments/{comment}/restore", tag = "notes",
    security(("bearer" = [])),
    params(("comment" = String, Path, description = "The comment's id")),
    responses((status = 200, body = CommentJson)))]
async fn restore_comment_of(
    State(app): State<App>,
    member: Member,
    AtComment(id): AtComment,
) -> Result<Json<CommentJson>> {
    let (comment, note) = app
        .write(async |tx: &mut Tx| restore_comment(tx, &member, id).await)
        .await?;
    Ok(Json(comment_json(&app, comment, &note).await?))
}

async fn comment_json(app: &App, comment: Comment, note: &Note) -> Result<CommentJson> {
    let author = comment.author_id;
    let (handle, display_name, is_demo) = app
        .read(async |tx: &mut Tx| {
            let sql = "select handle, display_name, is_demo from account where id = $1";
            Ok(tx.one(sql, args![author]).await?)
        })
        .await?;
    let told = Told {
        id: comment.id,
        parent_id: comment.parent_id,
        author_id: author,
        handle,
        display_name,
        is_demo,
        body: comment.body,
        lang: comment.lang,
        created_at_ms: comment.created_at_ms,
        edited_at_ms: comment.edited_at_ms,
        answers_id: None,
    };
    told_json(app, note, told)
}

fn told_json(app: &App, note: &Note, told: Told) -> Result<CommentJson> {
    let city = app.view::<Cities>()?.by_id(note.city_id);
    let city = city.ok_or(Error::NotFound)?;
    Ok(CommentJson {
        id: told.id,
        note: note.id,
        answers: told.parent_id,
        author: AuthorJson {
            id: told.author_id,
            handle: told.handle,
            display_name: told.display_name,
            is_demo: told.is_demo,
        },
        text: told.body,
        lang: told.lang,
        created_at: rfc3339(told.created_at_ms, &city.zone),
        edited_at: told.edited_at_ms.map(|at_ms| rfc3339(at_ms, &city.zone)),
    })
}
