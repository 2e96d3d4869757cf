//! Comments on the page of a note: writing, changing, deleting, taking that back.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::at::{AtComment, AtNote};
use super::comment::{comment, edit_comment};
use super::delete::{delete_comment, restore_comment};
use super::detail::love;
use super::find::visible_comment;
use super::show::show;
use super::shown_comments::{Asked, Typed};
use super::thread::{PAGE_COMMENTS, Place};
use super::{Comment, Note};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::{CommentId, NoteId};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/notes/{note}/comments", post(post_comment))
        .route("/comments/{comment}/edit", get(edit_form).post(post_edit))
        .route("/comments/{comment}/delete", post(post_delete))
        .route("/comments/{comment}/restore", post(post_restore))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CommentForm {
    text: String,
    /// The comment that it answers; empty for the note.
    answer: String,
    /// Which page of comments the form stood on.
    comments: String,
}

async fn post_comment(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
    page: Page,
    Form(form): Form<CommentForm>,
) -> Result<Response> {
    let parent: Option<CommentId> = match form.answer.as_str() {
        "" => None,
        answer => Some(answer.parse().map_err(|_| Error::NotFound)?),
    };
    let posted = app
        .write(async |tx: &mut Tx| {
            let id = comment(tx, &member, note, parent, &form.text).await?;
            let (comment, note) = visible_comment(tx, Some(&member), id).await?;
            Ok((comment, note))
        })
        .await;
    match posted {
        Ok((comment, note)) => {
            app.see_own_write().await;
            Ok(Redirect::to(&at_comment(&app, &comment, &note)?).into_response())
        }
        Err(Error::Refused(refusal)) => {
            let asked = Asked {
                comments: form.comments,
                answer: form.answer,
                ..Asked::default()
            };
            let typed = Typed {
                body: Some(form.text),
                problems: Problems::of(&refusal, page.lang),
            };
            let view = show(&app, page, Some(&member), note, &asked, typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}

/// Where the comment stands: on the only page of comments, or on the page that begins with it.
fn at_comment(app: &App, comment: &Comment, note: &Note) -> Result<String> {
    let Comment { id, parent_id, .. } = comment;
    let count = usize::try_from(love(app, note)?.comments).unwrap_or(usize::MAX);
    Ok(if count <= PAGE_COMMENTS {
        format!("/notes/{}#comment-{id}", note.id)
    } else {
        let place = Place::before(*id, *parent_id);
        format!("/notes/{}?comments={place}#comment-{id}", note.id)
    })
}

#[derive(Template)]
#[template(path = "notes/edit_comment.html")]
struct EditPage {
    page: Page,
    id: CommentId,
    note: NoteId,
    typed: String,
    problems: Problems,
}

async fn edit_form(
    State(app): State<App>,
    member: Member,
    AtComment(id): AtComment,
    page: Page,
) -> Result<Response> {
    let (comment, _) = own(&app, &member, id).await?;
    let typed = comment.body.clone();
    frame::html(&edit_page(page, &comment, typed, Problems::default()))
}

async fn own(app: &App, member: &Member, id: CommentId) -> Result<(Comment, Note)> {
    let found = app
        .read(async |tx: &mut Tx| visible_comment(tx, Some(member), id).await)
        .await?;
    if found.0.author_id == member.id {
        Ok(found)
    } else {
        Err(Error::NotFound)
    }
}

fn edit_page(page: Page, comment: &Comment, typed: String, problems: Problems) -> EditPage {
    let title = page.t("notes-edit-comment");
    EditPage {
        page: page.titled(title).hidden_from_search(),
        id: comment.id,
        note: comment.note_id,
        typed,
        problems,
    }
}

#[derive(Deserialize)]
struct EditForm {
    #[serde(default)]
    text: String,
}

async fn post_edit(
    State(app): State<App>,
    member: Member,
    AtComment(id): AtComment,
    page: Page,
    Form(form): Form<EditForm>,
) -> Result<Response> {
    let changed = app
        .write(async |tx: &mut Tx| edit_comment(tx, &member, id, &form.text).await)
        .await;
    match changed {
        Ok((comment, note)) => Ok(done(
            &at_comment(&app, &comment, &note)?,
            "notice-comment-changed",
        )),
        Err(Error::Refused(refusal)) => {
            let (comment, _) = own(&app, &member, id).await?;
            let problems = Problems::of(&refusal, page.lang);
            let view = edit_page(page, &comment, form.text, problems);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}

/// Deletes the comment; the note's page then offers to take that back.
async fn post_delete(
    State(app): State<App>,
    member: Member,
    AtComment(id): AtComment,
) -> Result<Response> {
    let comment = app
        .write(async |tx: &mut Tx| delete_comment(tx, &member, id).await)
        .await?;
    let to = format!("/notes/{}?undo={id}#comments", comment.note_id);
    Ok(Redirect::to(&to).into_response())
}

async fn post_restore(
    State(app): State<App>,
    member: Member,
    AtComment(id): AtComment,
) -> Result<Response> {
    let (comment, note) = app
        .write(async |tx: &mut Tx| restore_comment(tx, &member, id).await)
        .await?;
    Ok(done(
        &at_comment(&app, &comment, &note)?,
        "notice-comment-restored",
    ))
}
