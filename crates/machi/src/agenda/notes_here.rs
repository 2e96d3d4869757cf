//! What people wrote about a place or an event, below its page.

use askama::Template;
use serde::Deserialize;
use store::Tx;

use crate::app::App;
use crate::cities::{City, CityState};
use crate::collections::Wall;
use crate::error::Result;
use crate::frame::Page;
use crate::ids::NoteId;
use crate::notes::{self, Wanted};
use crate::social::Viewers;

/// Where the page of notes before ended.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Before {
    pub(super) before: Option<NoteId>,
}

#[derive(Template)]
#[template(path = "agenda/notes_here.html")]
struct NotesHere<'a> {
    page: &'a Page,
    wall: Wall,
    /// None where nothing is written at present.
    write: Option<String>,
}

/// The section with the notes that name the place or the event.
pub(super) async fn notes_here(
    app: &App,
    page: &Page,
    city: &City,
    wanted: Wanted,
    before: &Before,
) -> Result<String> {
    let reader = page.me.as_ref().map(|me| me.id);
    let viewer = app.view::<Viewers>()?.of(app, reader).await?;
    let listed = app
        .read(async |tx: &mut Tx| notes::list(tx, &wanted, &viewer, before.before).await)
        .await?;
    let (path, named) = match &wanted {
        Wanted::Event(id) => (format!("/events/{id}"), format!("event={id}")),
        Wanted::Place(id) => (format!("/places/{id}"), format!("place={id}")),
        _ => (String::new(), String::new()),
    };
    let next = listed.next.map(|next| format!("{path}?before={next}"));
    let open = city.state == CityState::Open;
    let section = NotesHere {
        page,
        wall: Wall::of(app, page, &listed.notes, next).await?,
        write: open.then(|| format!("/cities/{}/notes/new?{named}", city.slug)),
    };
    Ok(section.render().map_err(anyhow::Error::from)?)
}
