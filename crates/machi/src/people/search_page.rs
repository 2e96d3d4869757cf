//! The page on which people are looked up.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use store::Tx;

use super::row::{PersonRow, rows};
use super::seen::viewer;
use crate::accounts::named::{Card, cards};
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::error::Result;
use crate::frame::{self, Page};
use crate::people::People;
use crate::social::Viewer;

/// People on one page; whoever wants another types more of the name.
const FOUND_MAX: usize = 20;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub(super) q: String,
}

#[derive(Template)]
#[template(path = "people/search.html")]
struct SearchPage {
    page: Page,
    q: String,
    people: Vec<PersonRow>,
}

/// The people that the reader finds.
pub(super) async fn found(app: &App, viewer: &Viewer, q: &str) -> Result<Vec<Card>> {
    let people = app.view::<People>()?;
    let found = people.find(q, |account| viewer.is_blocked(account), FOUND_MAX);
    app.read(async |tx: &mut Tx| cards(tx, &found).await).await
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let reader: Option<&Member> = reader.as_ref();
    let viewer = viewer(&app, reader).await?;
    let q = asked.q.trim().to_owned();
    let found = found(&app, &viewer, &q).await?;
    let title = if q.is_empty() {
        page.t("people-search")
    } else {
        page.t1("people-search-for", "query", q.as_str())
    };
    frame::html(&SearchPage {
        people: rows(&app, reader, &viewer, found)?,
        page: page.titled(title).hidden_from_search(),
        q,
    })
}
