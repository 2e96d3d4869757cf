//! Who follows a person, and whom they follow.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use store::Tx;

use super::page_of::PageOf;
use super::row::{PersonRow, rows};
use super::seen::{Seen, person};
use crate::accounts::person_tabs::Tab;
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::{self, Page};
use crate::ids::AccountId;
use crate::social::lists::FollowList;

#[derive(Deserialize)]
pub(super) struct Before {
    pub(super) before: Option<AccountId>,
}

#[derive(Template)]
#[template(path = "people/list.html")]
struct ListPage {
    page: Page,
    handle: String,
    name: String,
    tabs: [Tab; 2],
    people: Vec<PersonRow>,
    none: String,
    next: Option<String>,
}

/// A page of the list; to whom the list is closed, there is none.
pub(super) async fn listed(
    app: &App,
    reader: Option<&Member>,
    handle: &str,
    list: FollowList,
    before: Option<AccountId>,
) -> Result<(Seen, PageOf)> {
    let seen = person(app, reader, handle).await?;
    if !seen.lists_open || seen.is_blocked() {
        return Err(Error::NotFound);
    }
    let listed = app
        .read(async |tx: &mut Tx| {
            PageOf::follows(tx, list, seen.id(), before, &seen.viewer, seen.own).await
        })
        .await?;
    Ok((seen, listed))
}

/// The path of a follow list, below the pages and below the API.
pub(super) fn path(handle: &str, list: FollowList) -> String {
    let end = match list {
        FollowList::Followers => "followers",
        FollowList::Following => "following",
    };
    format!("/people/{handle}/{end}")
}

/// Either list; the route says which.
pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Path(handle): Path<String>,
    Query(asked): Query<Before>,
    Extension(list): Extension<FollowList>,
) -> Result<Response> {
    let reader = reader.as_ref();
    let (seen, listed) = listed(&app, reader, &handle, list, asked.before).await?;
    let handle = seen.profile.handle;
    let tab = |of: FollowList, name: String| Tab {
        href: path(&handle, of),
        name,
        current: of == list,
    };
    let name = seen.profile.display_name;
    let next = listed.next;
    frame::html(&ListPage {
        tabs: [
            tab(FollowList::Followers, page.t("people-followers-title")),
            tab(FollowList::Following, page.t("people-follows-title")),
        ],
        people: rows(&app, reader, &seen.viewer, listed.cards)?,
        none: match list {
            FollowList::Followers => page.t("people-followers-none"),
            FollowList::Following => page.t("people-follows-none"),
        },
        next: next.map(|before| format!("{}?before={before}", path(&handle, list))),
        page: page
            .titled(format!("{name} (@{handle})"))
            .hidden_from_search(),
        handle,
        name,
    })
}
