//! Writing a note, and changing one.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::at::AtNote;
use super::composer::{Composer, Read, WriteForm, Writing};
use super::edit::{edit, written_as};
use super::find::own_standing;
use super::post::post as post_note;
use crate::accounts::Member;
use crate::app::App;
use crate::cities::{Cities, City, InCity, own_city};
use crate::error::{Error, Refusal, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::{NoteId, PlaceId};
use crate::places::named;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/write", get(to_composer))
        .route("/cities/{city}/notes/new", get(new))
        .route("/cities/{city}/notes", post(post_new))
        .route("/notes/{note}/edit", get(edit_form).post(post_edit))
}

/// To the form of the member's own city.
async fn to_composer(State(app): State<App>, member: Member) -> Result<Response> {
    let to = match own_city(&app, Some(&member)).await? {
        Some(city) => format!("/cities/{}/notes/new", city.slug),
        None => "/cities".to_owned(),
    };
    Ok(Redirect::to(&to).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct About {
    place: String,
    event: String,
}

async fn new(
    State(app): State<App>,
    _: Member,
    InCity(city): InCity,
    page: Page,
    Query(about): Query<About>,
) -> Result<Response> {
    let lang = page.lang;
    let composer = app.read(async |tx: &mut Tx| {
        let mut typed = WriteForm {
            event: about.event,
            ..WriteForm::default()
        };
        if let Ok(place) = about.place.parse::<PlaceId>() {
            typed = typed.at(tx, place, lang).await?;
        }
        let writing = of_new(&page, &city, typed);
        Composer::new(tx, page, &city, writing).await
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
        problems: Problems::default(),
    }
}

/// What became of a form.
enum Outcome {
    Done(NoteId),
    /// The name of the place may mean each of these.
    Several(Vec<named::Named>),
}

async fn post_new(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
    page: Page,
    Form(form): Form<WriteForm>,
) -> Result<Response> {
    let posted = app
        .write(async |tx: &mut Tx| {
            Ok(match form.read(tx, &city).await? {
                Read::Several(several) => Outcome::Several(several),
                Read::Written(written) => {
                    Outcome::Done(post_note(tx, &member, &city, &written).await?)
                }
            })
        })
        .await;
    if let Ok(Outcome::Done(note)) = posted {
        return Ok(done(&format!("/notes/{note}"), "notice-note-posted"));
    }
    let writing = of_new(&page, &city, form);
    again(&app, page, &city, writing, posted).await
}

/// The form as it was typed, with what is wrong (422).
async fn again(
    app: &App,
    page: Page,
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
        .read(async |tx: &mut Tx| Composer::new(tx, page, city, writing).await)
        .await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&composer)?).into_response())
}

async fn edit_form(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
    page: Page,
) -> Result<Response> {
    let cities = app.view::<Cities>()?;
    let lang = page.lang;
    let composer = app.read(async |tx: &mut Tx| {
        let city = own_standing(tx, &member, note).await?.city_id;
        let city = cities.by_id(city).ok_or(Error::NotFound)?;
        let written = written_as(tx, note).await?;
        let ids = written.communities.iter();
        let mut typed = WriteForm {
            text: written.body,
            title: written.title,
            event: written.event.map(|id| id.to_string()).unwrap_or_default(),
            communities: ids.map(ToString::to_string).collect(),
            // What was not known is to be found out again.
            lang: Some(written.lang)
                .filter(|lang| lang != "und")
                .unwrap_or_default(),
            ..WriteForm::default()
        };
        if let Some(place) = written.place {
            typed = typed.at(tx, place, lang).await?;
        }
        let writing = of_edit(&page, note, typed);
        Composer::new(tx, page, &city, writing).await
    });
    frame::html(&composer.await?)
}

fn of_edit(page: &Page, note: NoteId, typed: WriteForm) -> Writing {
    Writing {
        title: page.t("notes-edit-title"),
        action: format!("/notes/{note}/edit"),
        back: format!("/notes/{note}"),
        draft: String::new(),
        typed,
        places: Vec::new(),
        problems: Problems::default(),
    }
}

async fn post_edit(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
    page: Page,
    Form(form): Form<WriteForm>,
) -> Result<Response> {
    let found = app
        .read(async |tx: &mut Tx| own_standing(tx, &member, note).await)
        .await?;
    let city = app.view::<Cities>()?.by_id(found.city_id);
    let city = city.ok_or(Error::NotFound)?;
    let changed = app
        .write(async |tx: &mut Tx| {
            Ok(match form.read(tx, &city).await? {
                Read::Several(several) => Outcome::Several(several),
                Read::Written(written) => {
                    edit(tx, &member, &city, note, &written).await?;
                    Outcome::Done(note)
                }
            })
        })
        .await;
    if let Ok(Outcome::Done(note)) = changed {
        return Ok(done(&format!("/notes/{note}"), "notice-note-changed"));
    }
    let writing = of_edit(&page, note, form);
    again(&app, page, &city, writing, changed).await
}
