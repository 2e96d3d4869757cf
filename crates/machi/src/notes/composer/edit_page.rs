//! The form for changing one's note.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use store::Tx;

use super::form::{Composer, Writing};
use super::posted::{self, Posted};
use super::write_form::{Read, WriteForm};
use super::write_page::{Outcome, again, finished};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::{Cities, City};
use crate::error::{Error, Result};
use crate::frame::form::Problems;
use crate::frame::{self, Page};
use crate::ids::NoteId;
use crate::notes::at::AtNote;
use crate::notes::edit::{edit, written_as};
use crate::notes::find::{any, own_standing};
use crate::notes::later::{Later, waiting};
use crate::notes::written::Written;
use crate::text::{Lang, when};

pub(super) async fn form(
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
        let place = written.place;
        let mut typed = typed(written);
        if let Some(place) = place {
            typed = typed.at(tx, place, lang).await?;
        }
        let writing = writing(tx, &page, &city, note, typed).await?;
        Composer::new(tx, page, &member, &city, writing).await
    });
    frame::html(&composer.await?)
}

fn typed(written: Written) -> WriteForm {
    let id = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let (photos, alts) = written
        .photos
        .into_iter()
        .map(|chosen| (chosen.photo.to_string(), chosen.alt))
        .unzip();
    WriteForm {
        text: written.body,
        title: written.title,
        event: id(written.event.map(|event| event.get())),
        neighbourhood: id(written.neighbourhood.map(|hood| hood.get())),
        precise: written.spot.map_or("", |_| "1").to_owned(),
        spot: written
            .spot
            .map(|spot| format!("{},{}", spot.lat(), spot.lon()))
            .unwrap_or_default(),
        later: match written.later {
            Later::AsBefore => "kept".to_owned(),
            _ => String::new(),
        },
        communities: written
            .communities
            .iter()
            .map(ToString::to_string)
            .collect(),
        // What was not known is to be found out again.
        lang: Some(written.lang)
            .filter(|lang| lang != "und")
            .unwrap_or_default(),
        photos,
        alts,
        ..WriteForm::default()
    }
}

async fn writing(
    tx: &mut Tx,
    page: &Page,
    city: &City,
    note: NoteId,
    typed: WriteForm,
) -> Result<Writing> {
    let follows = waiting(tx, note).await?;
    let label = any(tx, note).await?.label();
    let now_ms = tx.now_ms();
    Ok(Writing {
        title: page.t("notes-edit-title"),
        action: format!("/notes/{note}/edit"),
        back: format!("/notes/{note}"),
        draft: String::new(),
        typed,
        places: Vec::new(),
        label,
        follows: follows.map(|waiting| at_text(city, page.lang, waiting.at_ms, now_ms)),
        problems: Problems::default(),
    })
}

/// A time in the city, as its day and hour.
pub(in crate::notes) fn at_text(city: &City, lang: Lang, at_ms: i64, now_ms: i64) -> String {
    let today = when::civil(now_ms, &city.zone).date();
    when::day_and_time(lang, when::civil(at_ms, &city.zone), today)
}

pub(super) async fn post(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
    page: Page,
    headers: HeaderMap,
    request: Request,
) -> Result<Response> {
    let found = app
        .read(async |tx: &mut Tx| own_standing(tx, &member, note).await)
        .await?;
    let city = app.view::<Cities>()?.by_id(found.city_id);
    let city = city.ok_or(Error::NotFound)?;
    let Posted { form, refused } = posted::read(&app, &member, page.lang, request).await?;
    let changed = match refused {
        Some(refused) => Err(refused.into()),
        None => {
            let write = app.write(async |tx: &mut Tx| {
                Ok(match form.read(tx, member.id, &city).await? {
                    Read::Several(several) => Outcome::Several(several),
                    Read::Written(written) => {
                        edit(tx, &member, &city, note, &written).await?;
                        Outcome::Done(note)
                    }
                })
            });
            write.await
        }
    };
    if let Ok(Outcome::Done(note)) = changed {
        return Ok(finished(&headers, note, "notice-note-changed"));
    }
    let writing = app
        .read(async |tx: &mut Tx| writing(tx, &page, &city, note, form).await)
        .await?;
    again(&app, page, &member, &city, writing, changed).await
}
