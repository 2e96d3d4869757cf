//! The page of a note, and its like button.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::at::AtNote;
use super::detail::love;
use super::find::visible_to;
use super::like::{like, unlike};
use super::reach::{self, Reach};
use super::show::show;
use super::shown_comments::{Asked, Typed};
use super::{LikeButton, comment_page, composer, delete, delete_page};
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{page_before, wants_fragment};
use crate::frame::{self, Page};
use crate::text::Lang;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/notes/{note}", get(note))
        .route("/notes/{note}/like", post(set_like))
        .merge(composer::routes())
        .merge(delete_page::routes())
        .merge(reach::routes())
        .merge(comment_page::routes())
}

/// The note. Its author is led to what they deleted, to take that back.
async fn note(
    State(app): State<App>,
    Reader(reader): Reader,
    page: Page,
    AtNote(note): AtNote,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    match show(&app, page, reader.as_ref(), note, &asked, Typed::default()).await {
        Ok(view) => {
            if view.is_counted() {
                app.view::<Reach>()?.opened(note);
            }
            frame::html(&view)
        }
        Err(Error::NotFound) => {
            let reader = reader.ok_or(Error::NotFound)?;
            app.read(async |tx: &mut Tx| delete::deleted(tx, &reader, note).await)
                .await?;
            Ok(Redirect::to(&format!("/notes/{note}/deleted")).into_response())
        }
        Err(error) => Err(error),
    }
}

#[derive(Deserialize)]
struct LikeForm {
    liked: bool,
}

/// Likes the note or likes it no longer; answers with its button.
async fn set_like(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
    headers: HeaderMap,
    lang: Lang,
    Form(form): Form<LikeForm>,
) -> Result<Response> {
    let note = app
        .write(async |tx: &mut Tx| {
            if form.liked {
                like(tx, &member, note).await?;
            } else {
                unlike(tx, &member, note).await?;
            }
            visible_to(tx, Some(&member), note).await
        })
        .await?;
    if !wants_fragment(&headers) {
        let page = format!("/notes/{}", note.id);
        return Ok(Redirect::to(&page_before(&headers, &page)).into_response());
    }
    app.see_own_write().await;
    frame::html(&LikeButton {
        note: note.id,
        lang,
        likes: love(&app, &note)?.likes,
        liked: form.liked,
        signed_in: true,
    })
}
