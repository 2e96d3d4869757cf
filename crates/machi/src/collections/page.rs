//! The page of a collection.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use store::Tx;

use super::at::AtCollection;
use super::covers::{CoverRow, collection_covers};
use super::{Collection, Wall, edit_page, notes_in, people_page, save_page, visible_to};
use crate::accounts::{self, Profile, Reader, profile_of};
use crate::app::App;
use crate::cities::Cities;
use crate::covers::{ShareText, share_url};
use crate::error::Result;
use crate::frame::{self, Page};
use crate::ids::NoteId;
use crate::notes::list::PAGE_NOTES;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/collections/{collection}", get(show))
        .merge(save_page::routes())
        .merge(edit_page::routes())
        .merge(people_page::routes())
}

/// Whose collections a page shows.
pub(super) struct Owner {
    pub(super) handle: String,
    pub(super) name: String,
    pub(super) letter: String,
    pub(super) hue: u8,
    pub(super) is_demo: bool,
    /// Reads the page.
    pub(super) is_me: bool,
}

impl Owner {
    pub(super) fn of(profile: &Profile, page: &Page) -> Self {
        Self {
            handle: profile.handle.clone(),
            name: profile.display_name.clone(),
            letter: accounts::letter(&profile.display_name),
            hue: accounts::hue(profile.id),
            is_demo: profile.is_demo,
            is_me: page.me.as_ref().is_some_and(|me| me.id == profile.id),
        }
    }
}

#[derive(Template)]
#[template(path = "collections/collection.html")]
struct CollectionPage {
    page: Page,
    collection: Collection,
    title: String,
    owner: Owner,
    count: String,
    wall: Wall,
    /// A page after the first one.
    further: bool,
}

/// Where the page before ended.
#[derive(Deserialize)]
pub(super) struct Before {
    before: Option<String>,
}

impl Before {
    pub(super) fn note(&self) -> Option<NoteId> {
        self.before.as_ref()?.parse().ok()
    }
}

/// One page of the notes, and where the next one begins.
pub(super) fn paged(mut notes: Vec<NoteId>) -> (Vec<NoteId>, Option<NoteId>) {
    let more = notes.len() > PAGE_NOTES;
    notes.truncate(PAGE_NOTES);
    let next = notes.last().copied().filter(|_| more);
    (notes, next)
}

/// So many rows tell a page, and whether there is another.
pub(super) const ROWS_MAX: i64 = PAGE_NOTES as i64 + 1;

async fn show(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    AtCollection(id): AtCollection,
    Query(before): Query<Before>,
) -> Result<Response> {
    let reader = reader.as_ref();
    let before = before.note();
    let (collection, profile, notes, cover) = app
        .read(async |tx: &mut Tx| {
            let collection = visible_to(tx, reader, id).await?;
            let profile = profile_of(tx, collection.account_id).await?;
            let notes = notes_in(tx, reader, id, before, ROWS_MAX).await?;
            let cover = collection_covers(tx, reader, collection.account_id).await?;
            let cover = cover.into_iter().find(|cover| cover.collection_id == id);
            Ok((collection, profile, notes, cover))
        })
        .await?;
    let (notes, next) = paged(notes);
    let (owner, title) = (Owner::of(&profile, &page), collection.title(page.lang));
    let page = headed(&app, page, &collection, &owner, cover.as_ref())?;
    let next = next.map(|next| format!("/collections/{id}?before={next}"));
    frame::html(&CollectionPage {
        wall: Wall::of(&app, &page, &notes, next).await?,
        count: page.tn("collections-notes", collection.notes),
        further: before.is_some(),
        collection,
        title,
        owner,
        page,
    })
}

/// What a shared link and a search engine show.
fn headed(
    app: &App,
    mut page: Page,
    collection: &Collection,
    owner: &Owner,
    cover: Option<&CoverRow>,
) -> Result<Page> {
    let title = collection.title(page.lang);
    let by = page.t1("collections-by", "name", owner.name.as_str());
    if !collection.is_public {
        page = page.hidden_from_search();
    }
    if let Some(cover) = cover
        && let Some(city) = app.view::<Cities>()?.by_id(cover.city_id)
    {
        let text = ShareText {
            lang: page.lang,
            titles: &[&title],
            labels: &[],
            lines: &[&by],
        };
        let seed = cover.note_id.get();
        page = page.pictured(&share_url(app, &city, cover.neighbourhood_id, seed, text));
    }
    let count = page.tn("collections-notes", collection.notes);
    let description = page.lang.t_with(
        "collections-description",
        &[
            ("count", count.into()),
            ("name", owner.name.as_str().into()),
        ],
    );
    Ok(page.titled(title).described(description))
}
