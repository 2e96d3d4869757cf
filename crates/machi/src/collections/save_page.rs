//! Saving a note from its button, and choosing its collections.

use std::collections::HashSet;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::change::{NAME_CHARS_MAX, Named};
use super::{Collection, choose, of_account, save, unsave, with_note};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done, local_path, page_before, wants_fragment};
use crate::frame::{self, Page};
use crate::ids::{CollectionId, NoteId};
use crate::notes::{AtNote, SaveButton, visible_to};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/notes/{note}/save", get(chooser).post(post_save))
}

/// With `saved` it comes from the button, without it from the page of all collections.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SaveForm {
    saved: Option<bool>,
    next: String,
    /// The ids of the collections that were ticked.
    within: Vec<String>,
    name: String,
    public: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Back {
    next: String,
}

async fn post_save(
    State(app): State<App>,
    page: Page,
    member: Member,
    AtNote(note): AtNote,
    headers: HeaderMap,
    Form(form): Form<SaveForm>,
) -> Result<Response> {
    match form.saved {
        Some(saved) => set_saved(&app, &page, &member, note, saved, &headers).await,
        None => set_collections(&app, page, &member, note, form).await,
    }
}

/// Saves the note into the first collection, or takes it out of all; answers with its button.
async fn set_saved(
    app: &App,
    page: &Page,
    member: &Member,
    note: NoteId,
    saved: bool,
    headers: &HeaderMap,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| {
        if saved {
            save(tx, member, note, None).await?;
        } else {
            unsave(tx, member, note, None).await?;
        }
        Ok(())
    })
    .await?;
    if wants_fragment(headers) {
        return frame::html(&SaveButton {
            note,
            lang: page.lang,
            saved,
            signed_in: true,
            just_saved: saved,
        });
    }
    let of_note = format!("/notes/{note}");
    let next = page_before(headers, &of_note);
    if !saved {
        return Ok(done(&next, "notice-note-unsaved"));
    }
    // Where script offers to choose a collection, the page of all collections does.
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    Ok(done(
        &format!("/notes/{note}/save?next={next}"),
        "notice-note-saved",
    ))
}

async fn set_collections(
    app: &App,
    page: Page,
    member: &Member,
    note: NoteId,
    form: SaveForm,
) -> Result<Response> {
    let chosen: Vec<CollectionId> = form
        .within
        .iter()
        .map(|within| within.parse().map_err(|_| Error::NotFound))
        .collect::<Result<_>>()?;
    let new = (!form.name.trim().is_empty()).then(|| Named {
        name: form.name.clone(),
        is_public: form.public,
    });
    let write = app
        .write(async |tx: &mut Tx| choose(tx, member, note, &chosen, new.as_ref()).await)
        .await;
    match write {
        Ok(()) => {
            let of_note = format!("/notes/{note}");
            Ok(done(
                local_path(&form.next, &of_note),
                "notice-note-collections",
            ))
        }
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let chosen = chosen.into_iter().collect();
            let page = show(app, page, member, note, form, Some(chosen), problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn chooser(
    State(app): State<App>,
    page: Page,
    member: Member,
    AtNote(note): AtNote,
    Query(back): Query<Back>,
) -> Result<Response> {
    let form = SaveForm {
        next: back.next,
        ..SaveForm::default()
    };
    let problems = Problems::default();
    show(&app, page, &member, note, form, None, problems).await
}

/// One of the member's collections, to tick.
struct Choice {
    id: CollectionId,
    title: String,
    is_private: bool,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "collections/save.html")]
struct SavePage {
    page: Page,
    problems: Problems,
    note: NoteId,
    choices: Vec<Choice>,
    name: String,
    public: bool,
    name_chars_max: usize,
    next: String,
}

/// `chosen` is what was ticked; without it, what the note is in.
async fn show(
    app: &App,
    page: Page,
    member: &Member,
    note: NoteId,
    form: SaveForm,
    chosen: Option<HashSet<CollectionId>>,
    problems: Problems,
) -> Result<Response> {
    let (collections, within) = app
        .read(async |tx: &mut Tx| {
            visible_to(tx, Some(member), note).await?;
            let collections = of_account(tx, Some(member), member.id).await?;
            Ok((collections, with_note(tx, member, note).await?))
        })
        .await?;
    let chosen = chosen.unwrap_or(within);
    let choice = |collection: Collection| Choice {
        id: collection.id,
        title: collection.title(page.lang),
        is_private: !collection.is_public,
        chosen: chosen.contains(&collection.id),
    };
    let title = page.t("collections-choose");
    let of_note = format!("/notes/{note}");
    frame::html(&SavePage {
        choices: collections.into_iter().map(choice).collect(),
        next: local_path(&form.next, &of_note).to_owned(),
        page: page.titled(title).hidden_from_search(),
        problems,
        note,
        name: form.name,
        public: form.public,
        name_chars_max: NAME_CHARS_MAX,
    })
}
