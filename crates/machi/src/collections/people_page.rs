//! The collections of a person.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use store::Tx;

use super::covers::{CoverRow, collection_covers};
use super::page::Owner;
use super::{Collection, of_account};
use crate::accounts::person_tabs::{Side, Tab, person_tabs};
use crate::accounts::{Reader, profile};
use crate::app::App;
use crate::error::Result;
use crate::frame::{self, Page};
use crate::ids::CollectionId;
use crate::notes::in_sight;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/people/{handle}/collections", get(show))
}

/// A collection among others.
struct Card {
    id: CollectionId,
    title: String,
    count: String,
    is_private: bool,
    covers: Vec<String>,
}

#[derive(Template)]
#[template(path = "collections/of_person.html")]
struct PersonCollections {
    page: Page,
    owner: Owner,
    tabs: [Tab; 4],
    cards: Vec<Card>,
}

async fn show(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Path(handle): Path<String>,
) -> Result<Response> {
    let reader = reader.as_ref();
    let (profile, collections, covers) = app
        .read(async |tx: &mut Tx| {
            let profile = profile(tx, &handle).await?;
            in_sight(tx, reader, profile.id).await?;
            let collections = of_account(tx, reader, profile.id).await?;
            let covers = collection_covers(tx, reader, profile.id).await?;
            Ok((profile, collections, covers))
        })
        .await?;
    let cards = collections
        .iter()
        .map(|collection| card(&app, &page, collection, &covers))
        .collect::<Result<_>>()?;
    let owner = Owner::of(&profile, &page);
    let title = if owner.is_me {
        page.t("collections-mine")
    } else {
        page.t1("collections-of", "name", owner.name.as_str())
    };
    frame::html(&PersonCollections {
        tabs: person_tabs(&page, &profile.handle, Side::Collections),
        page: page.titled(title),
        owner,
        cards,
    })
}

fn card(app: &App, page: &Page, collection: &Collection, covers: &[CoverRow]) -> Result<Card> {
    let mut urls = Vec::new();
    for cover in covers {
        if cover.collection_id == collection.id {
            urls.extend(cover.url(app)?);
        }
    }
    Ok(Card {
        id: collection.id,
        title: collection.title(page.lang),
        count: page.tn("collections-notes", collection.notes),
        is_private: !collection.is_public,
        covers: urls,
    })
}
