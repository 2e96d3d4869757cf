//! Who follows a person, and whom they follow.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use store::Tx;

use super::page_of::PageOf;
use super::row::{PersonRow, rows};
use super::seen::{Seen, person};
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

struct Tab {
    href: String,
    name: String,
    current: bool,
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

pub(super) async fn followers(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Path(handle): Path<String>,
    Query(asked): Query<Before>,
) -> Result<Response> {
    let list = FollowList::Followers;
    let listed = listed(&app, reader.as_ref(), &handle, list, asked.before).await?;
    answer(&app, page, reader.as_ref(), list, listed)
}

pub(super) async fn following(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Path(handle): Path<String>,
    Query(asked): Query<Before>,
) -> Result<Response> {
    let list = FollowList::Following;
    let listed = listed(&app, reader.as_ref(), &handle, list, asked.before).await?;
    answer(&app, page, reader.as_ref(), list, listed)
}

fn answer(
    app: &App,
    page: Page,
    reader: Option<&Member>,
    list: FollowList,
    (seen, listed): (Seen, PageOf),
) -> Result<Response> {
    let handle = seen.profile.handle;
    let tab = |of: FollowList, end: &str, key: String| Tab {
        href: format!("/people/{handle}/{end}"),
        name: key,
        current: of == list,
    };
    let (path, none) = match list {
        FollowList::Followers => ("followers", page.t("people-followers-none")),
        FollowList::Following => ("following", page.t("people-follows-none")),
    };
    let name = seen.profile.display_name;
    let title = format!("{name} (@{handle})");
    let next = listed.next;
    frame::html(&ListPage {
        tabs: [
            tab(
                FollowList::Followers,
                "followers",
                page.t("people-followers-title"),
            ),
            tab(
                FollowList::Following,
                "following",
                page.t("people-follows-title"),
            ),
        ],
        people: rows(app, reader, &seen.viewer, listed.cards)?,
        none,
        next: next.map(|before| format!("/people/{handle}/{path}?before={before}")),
        page: page.titled(title).hidden_from_search(),
        handle,
        name,
    })
}
