//! "As pictured?", for programs.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use rules::pictured::Standing;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::{Answer, BY_MEMBER, answer};
use super::asked::asked;
use super::at::{AtNote, Keeper};
use super::counter_photos::{CounterPhoto, PAGE_PHOTOS, list};
use super::network::fingerprint;
use super::panel::{Mine, Panel};
use super::remove::remove;
use super::take_back::take_back;
use crate::accounts::{Caller, Member, Reader};
use crate::app::App;
use crate::at::Before;
use crate::error::Result;
use crate::frame::paging;
use crate::ids::{NoteId, PhotoId};
use crate::photos::{Chosen, PhotoJson};
use crate::social::{Viewer, Viewers};
use crate::text::Lang;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_pictured, put_pictured, delete_pictured))
        .routes(routes!(list_counter_photos))
        .routes(routes!(remove_counter_photo))
}

/// What those who were there say of a note's photos.
#[derive(Serialize, ToSchema)]
struct PicturedJson {
    /// All of them, whether they count or not; of the newest 1,000.
    answers: i64,
    /// Those that count and say: as pictured.
    yes: i64,
    /// Those that count and say that it looks different.
    no: i64,
    /// By accounts that are new: they count later.
    young: i64,
    /// From a network from which another came before.
    same_network: i64,
    /// By people whose note about it, or ticket, is gone.
    gone: i64,
    /// At least 5 count, and most of them say no.
    disputed: bool,
    /// Whether you were there and may answer; absent when you are not signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    may_answer: Option<bool>,
    /// What you answered.
    own: Option<OwnAnswerJson>,
    /// Why a photo of yours was taken down from this note.
    photo_removed: Option<String>,
}

/// What you answered.
#[derive(Serialize, ToSchema)]
struct OwnAnswerJson {
    as_pictured: bool,
    /// `counts`, or why it does not: `young`, `same_network`, `gone`.
    standing: &'static str,
    photo: Option<PhotoJson>,
}

/// A photo that somebody who was there holds against a note.
#[derive(Serialize, ToSchema)]
struct CounterPhotoJson {
    photo: PhotoJson,
    /// Whose it is.
    handle: String,
    display_name: String,
    is_demo: bool,
    as_pictured: bool,
    /// It is yours.
    own: bool,
    /// Only you see it, until your answer counts.
    waits: bool,
}

#[derive(Deserialize, ToSchema)]
struct NewAnswer {
    as_pictured: bool,
    /// What you hold against its photos; left out, it is taken away.
    photo: Option<NewCounterPhoto>,
}

#[derive(Deserialize, ToSchema)]
struct NewCounterPhoto {
    /// Uploaded before.
    #[schema(value_type = String)]
    id: PhotoId,
    /// What is to be seen, for who cannot see it; 500 characters at most.
    #[serde(default)]
    alt: String,
}

#[derive(Deserialize, ToSchema)]
struct RemovedPhoto {
    /// Shown to whose photo it is; 500 characters at most.
    reason: String,
}

/// Is it as pictured?
///
/// Of a note with photos that names a place or an event; nobody is told who said what.
#[utoipa::path(get, path = "/notes/{note}/pictured", tag = "notes",
    params(("note" = String, Path, description = "The note's id")),
    security((), ("bearer" = [])),
    responses((status = 200, body = PicturedJson)))]
async fn get_pictured(
    State(app): State<App>,
    Reader(reader): Reader,
    AtNote(note): AtNote,
) -> Result<Json<PicturedJson>> {
    shown(&app, reader.as_ref(), note).await
}

/// Say whether it is as pictured
///
/// Once; again, it changes what you said. For who was there: a ticket of yours for the event, or for one
/// at the place, was checked in, or you wrote a note about it. Never of your own note.
#[utoipa::path(put, path = "/notes/{note}/pictured", tag = "notes", security(("bearer" = [])),
    params(("note" = String, Path, description = "The note's id")),
    responses((status = 200, body = PicturedJson)))]
async fn put_pictured(
    State(app): State<App>,
    member: Member,
    caller: Caller,
    AtNote(note): AtNote,
    Json(new): Json<NewAnswer>,
) -> Result<Json<PicturedJson>> {
    app.limits().count(&BY_MEMBER, &member.id.to_string())?;
    let said = Answer {
        as_pictured: new.as_pictured,
        photo: new.photo.map(|photo| Chosen {
            photo: photo.id,
            alt: photo.alt,
        }),
        network: fingerprint(&app, &caller, note),
    };
    app.write(async |tx: &mut Tx| answer(tx, &member, note, &said).await)
        .await?;
    shown(&app, Some(&member), note).await
}

/// Take back what you said
///
/// With the photo that came with it.
#[utoipa::path(delete, path = "/notes/{note}/pictured", tag = "notes", security(("bearer" = [])),
    params(("note" = String, Path, description = "The note's id")),
    responses((status = 204)))]
async fn delete_pictured(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
) -> Result<StatusCode> {
    app.limits().count(&BY_MEMBER, &member.id.to_string())?;
    app.write(async |tx: &mut Tx| take_back(tx, &member, note).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The photos that are held against a note
///
/// The newest first, 30 on a page; of answers that count, and your own.
#[utoipa::path(get, path = "/notes/{note}/counter-photos", tag = "notes",
    params(("note" = String, Path, description = "The note's id"), Before),
    security((), ("bearer" = [])),
    responses((status = 200, body = [CounterPhotoJson])))]
async fn list_counter_photos(
    State(app): State<App>,
    Reader(reader): Reader,
    AtNote(note): AtNote,
    Query(before): Query<Before>,
) -> Result<Response> {
    let before = before.place::<PhotoId>()?;
    let by = reader.as_ref().map(|reader| reader.id);
    let viewer = app.view::<Viewers>()?.of(&app, by).await?;
    let listed = app
        .read(async |tx: &mut Tx| {
            asked(tx, by, note).await?;
            list(tx, (note, by), &viewer, before, PAGE_PHOTOS).await
        })
        .await?;
    let next = listed
        .next
        .map(|photo| format!("/api/v1/notes/{note}/counter-photos?before={photo}"));
    let photos: Vec<CounterPhotoJson> = listed.photos.into_iter().map(counter_json).collect();
    Ok(paging::json(photos, next.as_deref()))
}

/// Take a counter-photo down
///
/// For moderators and operators of the city. Its owner is told why, and adds no other to this note.
#[utoipa::path(post, path = "/notes/{note}/counter-photos/{photo}/removal", tag = "notes",
    security(("bearer" = [])),
    params(("note" = String, Path, description = "The note's id"),
        ("photo" = String, Path, description = "The photo's id")),
    responses((status = 204)))]
async fn remove_counter_photo(
    State(app): State<App>,
    by: Keeper,
    Json(removed): Json<RemovedPhoto>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| remove(tx, &by, &removed.reason).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// As the reader sees it.
async fn shown(app: &App, reader: Option<&Member>, note: NoteId) -> Result<Json<PicturedJson>> {
    // Its photos have a list of their own.
    let nobody = Viewer::default();
    let panel = app
        .read(async |tx: &mut Tx| Panel::page(tx, Lang::En, reader, &nobody, (note, None, 0)).await)
        .await?;
    let tally = panel.tally;
    Ok(Json(PicturedJson {
        answers: tally.answers(),
        yes: tally.yes,
        no: tally.no,
        young: tally.young,
        same_network: tally.same_network,
        gone: tally.gone,
        disputed: tally.is_disputed(),
        may_answer: reader.map(|_| panel.was_there),
        own: panel.mine.map(own_json),
        photo_removed: panel.removed,
    }))
}

fn own_json(mine: Mine) -> OwnAnswerJson {
    OwnAnswerJson {
        as_pictured: mine.as_pictured,
        standing: match mine.standing {
            Standing::Counts => "counts",
            Standing::Young => "young",
            Standing::SameNetwork => "same_network",
            Standing::Gone => "gone",
        },
        photo: mine.photo.as_ref().map(PhotoJson::of),
    }
}

fn counter_json(shown: CounterPhoto) -> CounterPhotoJson {
    CounterPhotoJson {
        photo: PhotoJson::of(&shown.photo),
        handle: shown.handle,
        display_name: shown.name,
        is_demo: shown.is_demo,
        as_pictured: shown.as_pictured,
        own: shown.own,
        waits: shown.waits,
    }
}
