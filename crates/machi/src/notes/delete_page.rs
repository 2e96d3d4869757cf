//! Deletes a note, and brings it back.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use store::Tx;

use super::at::AtNote;
use super::delete::{UNDO_MS, delete, deleted, restore};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::Cities;
use crate::error::{Error, Result};
use crate::frame::form::done;
use crate::frame::{self, Page};
use crate::ids::NoteId;
use crate::text::when;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/notes/{note}/delete", post(post_delete))
        .route("/notes/{note}/deleted", get(deleted_page))
        .route("/notes/{note}/restore", post(post_restore))
}

async fn post_delete(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| delete(tx, &member, note).await)
        .await?;
    Ok(Redirect::to(&format!("/notes/{note}/deleted")).into_response())
}

#[derive(Template)]
#[template(path = "notes/deleted.html")]
struct DeletedPage {
    page: Page,
    id: NoteId,
    /// "It can be brought back until …".
    until: String,
    city_href: String,
    city: String,
}

/// What its author sees in place of a deleted note, while it can be brought back.
async fn deleted_page(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
    page: Page,
) -> Result<Response> {
    let note = app
        .read(async |tx: &mut Tx| deleted(tx, &member, note).await)
        .await?;
    let city = app.view::<Cities>()?.by_id(note.city_id);
    let city = city.ok_or(Error::NotFound)?;
    let today = when::civil(app.now_ms(), &city.zone).date();
    let until_ms = note.deleted_at_ms.unwrap_or_default() + UNDO_MS;
    let until = when::day_and_time(page.lang, when::civil(until_ms, &city.zone), today);
    let title = page.t("notes-deleted");
    frame::html(&DeletedPage {
        id: note.id,
        until: page.t1("notes-deleted-until", "time", until),
        city_href: format!("/cities/{}", city.slug),
        city: city.names.get(page.lang).to_owned(),
        page: page
            .titled(title)
            .hidden_from_search()
            .in_city(&city.slug, &city.names),
    })
}

async fn post_restore(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| restore(tx, &member, note).await)
        .await?;
    Ok(done(&format!("/notes/{note}"), "notice-note-restored"))
}
