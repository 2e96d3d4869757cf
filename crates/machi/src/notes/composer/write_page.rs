//! Writing a note.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Query, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use store::Tx;

use super::edit_page;
use super::form::{Composer, Writing};
use super::posted::{self, Posted};
use super::write_form::{Read, WriteForm};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::{City, InCity, own_city};
use crate::error::{Error, Refusal, Result};
use crate::frame::form::{Problems, done, wants_fragment};
use crate::frame::{self, Page};
use crate::ids::{NoteId, PlaceId};
use crate::notes::post_once::post_once;
use crate::places::named;
use crate::secrets::random_token;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/write", get(to_composer))
        .route("/cities/{city}/notes/new", get(new))
        .route("/cities/{city}/notes", post(post_new))
        .route(
            "/notes/{note}/edit",
            get(edit_page::form).post(edit_page::post),
        )
        // What a form may hold is limited where it is read.
        .layer(DefaultBodyLimit::disable())
}

/// To the form of the member's own city, with what it is to begin with.
async fn to_composer(
    State(app): State<App>,
    member: Member,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let to = match own_city(&app, Some(&member)).await? {
        Some(city) => match query {
            Some(query) => format!("/cities/{}/notes/new?{query}", city.slug),
            None => format!("/cities/{}/notes/new", city.slug),
        },
        None => "/cities".to_owned(),
    };
    Ok(Redirect::to(&to).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct About {
    place: String,
    event: String,
    text: String,
}

async fn new(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
    page: Page,
    Query(about): Query<About>,
) -> Result<Response> {
    let lang = page.lang;
    let composer = app.read(async |tx: &mut Tx| {
        let mut typed = WriteForm {
            event: about.event,
            text: about.text,
            post_key: random_token(),
            ..WriteForm::default()
        };
        if let Ok(place) = about.place.parse::<PlaceId>() {
            typed = typed.at(tx, place, lang).await?;
        }
        let writing = of_new(&page, &city, typed);
        Composer::new(tx, page, &member, &city, writing).await
    });
    frame::html(&composer.await?)
}

fn of_new(page: &Page, city: &City, typed: WriteForm) -> Writing {
    Writing {
        title: page.t1("notes-write-in", "city", city.names.get(page.lang)),
        action: format!("/cities/{}/notes", city.slug),
        back: format!("/cities/{}", city.slug),
        draft: city.slug.clone(),
        typed,
        places: Vec::new(),
        follows: None,
        label: None,
        problems: Problems::default(),
    }
}

/// What became of a form.
pub(super) enum Outcome {
    Done(NoteId),
    /// The name of the place may mean each of these.
    Several(Vec<named::Named>),
}

async fn post_new(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
    page: Page,
    headers: HeaderMap,
    request: Request,
) -> Result<Response> {
    let Posted { form, refused } = posted::read(&app, &member, page.lang, request).await?;
    let posted = match refused {
        Some(refused) => Err(refused.into()),
        None => {
            let write = app.write(async |tx: &mut Tx| {
                Ok(match form.read(tx, member.id, &city).await? {
                    Read::Several(several) => Outcome::Several(several),
                    Read::Written(written) => {
                        let key = &form.post_key;
                        Outcome::Done(post_once(tx, &member, &city, &written, key).await?)
                    }
                })
            });
            write.await
        }
    };
    if let Ok(Outcome::Done(note)) = posted {
        return Ok(finished(&headers, note, "notice-note-posted"));
    }
    let writing = of_new(&page, &city, form);
    again(&app, page, &member, &city, writing, posted).await
}

/// To the note; script goes there by itself (201).
pub(super) fn finished(headers: &HeaderMap, note: NoteId, notice: &'static str) -> Response {
    let mut response = done(&format!("/notes/{note}"), notice);
    if wants_fragment(headers) {
        *response.status_mut() = StatusCode::CREATED;
    }
    response
}

/// The form as it was typed, with what is wrong (422).
pub(super) async fn again(
    app: &App,
    page: Page,
    by: &Member,
    city: &City,
    writing: Writing,
    outcome: Result<Outcome>,
) -> Result<Response> {
    let (refusal, places) = match outcome {
        Ok(Outcome::Several(several)) => {
            let refusal = Refusal::new("notes-place-several").on("place_name");
            (refusal, several)
        }
        Err(Error::Refused(refusal)) => (refusal, Vec::new()),
        Err(error) => return Err(error),
        Ok(Outcome::Done(_)) => return Err(anyhow::anyhow!("nothing to type again").into()),
    };
    let writing = Writing {
        problems: Problems::of(&refusal, page.lang),
        places,
        ..writing
    };
    let composer = app
        .read(async |tx: &mut Tx| Composer::new(tx, page, by, city, writing).await)
        .await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&composer)?).into_response())
}
