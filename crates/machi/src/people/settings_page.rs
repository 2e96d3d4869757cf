//! The settings about other people: who sees one's follow lists, whom one blocks and mutes.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::page_of::PageOf;
use super::row::{PersonRow, rows};
use crate::accounts::settings::{Tab, settled, tabs};
use crate::accounts::{FollowLists, Member, follow_lists, set_follow_lists};
use crate::app::App;
use crate::error::Result;
use crate::frame::form::done;
use crate::frame::{self, Page};
use crate::ids::AccountId;
use crate::social::Viewer;

const PATH: &str = "/settings/people";

/// Where each of the two lists goes on.
#[derive(Deserialize)]
pub(super) struct Before {
    blocked_before: Option<AccountId>,
    muted_before: Option<AccountId>,
}

struct Choice {
    value: &'static str,
    name: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "people/settings.html")]
struct SettingsPage {
    page: Page,
    tabs: Vec<Tab>,
    choices: [Choice; 2],
    blocked: Vec<PersonRow>,
    blocked_next: Option<String>,
    muted: Vec<PersonRow>,
    muted_next: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    member: Member,
    Query(asked): Query<Before>,
) -> Result<Response> {
    let (lists, blocked, muted) = app
        .read(async |tx: &mut Tx| {
            Ok((
                follow_lists(tx, member.id).await?,
                PageOf::blocks(tx, &member, asked.blocked_before).await?,
                PageOf::mutes(tx, &member, asked.muted_before).await?,
            ))
        })
        .await?;
    let choice = |value: FollowLists, name: String| Choice {
        value: value.name(),
        name,
        chosen: value == lists,
    };
    let row = |cards| rows(&app, Some(&member), &Viewer::default(), cards);
    frame::html(&SettingsPage {
        tabs: tabs(&page),
        choices: [
            choice(FollowLists::Everyone, page.t("people-lists-everyone")),
            choice(FollowLists::Nobody, page.t("people-lists-nobody")),
        ],
        blocked_next: blocked
            .next
            .map(|before| format!("{PATH}?blocked_before={before}")),
        muted_next: muted
            .next
            .map(|before| format!("{PATH}?muted_before={before}")),
        blocked: row(blocked.cards)?,
        muted: row(muted.cards)?,
        page: settled(page),
    })
}

#[derive(Deserialize)]
pub(super) struct ListsForm {
    follow_lists: FollowLists,
}

pub(super) async fn save(
    State(app): State<App>,
    member: Member,
    Form(form): Form<ListsForm>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| set_follow_lists(tx, &member, form.follow_lists).await)
        .await?;
    Ok(done(PATH, "notice-follow-lists-saved"))
}
