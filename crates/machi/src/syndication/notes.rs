//! The latest notes of a person, a city and a community.

use std::collections::HashMap;

use store::Tx;

use super::page::tag;
use super::{Entry, Feed, text};
use crate::accounts::profile;
use crate::app::App;
use crate::cities::{City, Community};
use crate::error::Result;
use crate::ids::NoteId;
use crate::notes::recent::{Of, Recent, recent};
use crate::photos::{Photo, of_notes};
use crate::text::Lang;

/// Notes in one feed, the latest.
const NOTES_MAX: i64 = 50;

type Read = (Vec<Recent>, HashMap<NoteId, Vec<Photo>>);

/// What the notes of a feed have in common.
struct Heading {
    id: String,
    title: String,
    lang: Lang,
    page: String,
    path: String,
}

/// The latest notes with their photos.
async fn read(tx: &mut Tx, of: Of) -> Result<Read> {
    let notes = recent(tx, of, NOTES_MAX).await?;
    let ids: Vec<NoteId> = notes.iter().map(|note| note.id).collect();
    let photos = of_notes(tx, &ids).await?;
    Ok((notes, photos))
}

pub(super) async fn of_person(app: &App, handle: &str) -> Result<Feed> {
    let (profile, read) = app
        .read(async |tx: &mut Tx| {
            let profile = profile(tx, handle).await?;
            let read = read(tx, Of::Person(profile.id)).await?;
            Ok((profile, read))
        })
        .await?;
    let spoken = profile.languages.split(' ');
    let lang: Lang = spoken
        .filter_map(|tag| tag.parse().ok())
        .next()
        .unwrap_or_default();
    let name = profile.display_name.as_str();
    let heading = Heading {
        id: tag(app, &format!("people/{}", profile.id)),
        title: lang.t_with("syndication-person", &[("name", name.into())]),
        lang,
        page: format!("/people/{}", profile.handle),
        path: format!("/people/{}/notes", profile.handle),
    };
    Ok(feed(app, heading, read))
}

pub(super) async fn of_city(app: &App, city: &City) -> Result<Feed> {
    let read = app
        .read(async |tx: &mut Tx| read(tx, Of::City(city.id)).await)
        .await?;
    // What everybody gets alike is in the city's own language.
    let lang = city.locale;
    let name = city.names.get(lang);
    let heading = Heading {
        id: tag(app, &format!("cities/{}", city.id)),
        title: lang.t_with("syndication-city", &[("name", name.into())]),
        lang,
        page: format!("/cities/{}/feed?tab=latest", city.slug),
        path: format!("/cities/{}/notes", city.slug),
    };
    Ok(feed(app, heading, read))
}

pub(super) async fn of_community(app: &App, community: &Community) -> Result<Feed> {
    let read = app
        .read(async |tx: &mut Tx| read(tx, Of::Community(community.id)).await)
        .await?;
    let lang = Lang::default();
    let name = community.names.get(lang);
    let heading = Heading {
        id: tag(app, &format!("communities/{}", community.id)),
        title: lang.t_with("syndication-community", &[("name", name.into())]),
        lang,
        page: "/".to_owned(),
        path: format!("/communities/{}/notes", community.slug),
    };
    Ok(feed(app, heading, read))
}

fn feed(app: &App, heading: Heading, (notes, photos): Read) -> Feed {
    let public_url = app.settings().public_url.clone();
    let entry = |note: &Recent| {
        let photos = photos.get(&note.id).map_or(&[][..], Vec::as_slice);
        Entry {
            id: format!("{}/notes/{}", heading.id, note.id),
            title: text::title(note, heading.lang),
            lang: (note.lang != "und").then(|| note.lang.clone()),
            page: format!("/notes/{}", note.id),
            author: Some((
                text::readable(&note.display_name),
                Some(format!("/people/{}", note.handle)),
            )),
            published_at_ms: Some(note.created_at_ms),
            changed_at_ms: note.changed_at_ms(),
            disclosure: note
                .label()
                .map(|label| (label.kind.name(), text::readable(&label.text(heading.lang)))),
            html: text::html(&public_url, note, photos, heading.lang),
            photos: photos.iter().map(Photo::card_url).collect(),
        }
    };
    Feed {
        entries: notes.iter().map(entry).collect(),
        changed_at_ms: notes.iter().map(Recent::changed_at_ms).max().unwrap_or(0),
        id: heading.id,
        title: heading.title,
        lang: heading.lang,
        page: heading.page,
        path: heading.path,
        query: String::new(),
        public_url,
    }
}
