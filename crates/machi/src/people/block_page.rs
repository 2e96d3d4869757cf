//! Asks before a block, and blocks; mutes, and takes either back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::at::AtPerson;
use super::seen::person;
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{done, local_path};
use crate::frame::{self, Page};
use crate::social::{block, mute};

#[derive(Template)]
#[template(path = "people/block.html")]
struct BlockPage {
    page: Page,
    handle: String,
    name: String,
}

/// Says what a block does, and asks.
pub(super) async fn ask(
    State(app): State<App>,
    page: Page,
    member: Member,
    Path(handle): Path<String>,
) -> Result<Response> {
    let seen = person(&app, Some(&member), &handle).await?;
    if seen.own {
        return Err(Error::NotFound);
    }
    let name = seen.profile.display_name.as_str();
    let title = page.t1("people-block-title", "name", name);
    frame::html(&BlockPage {
        page: page.titled(title).hidden_from_search(),
        name: name.to_owned(),
        handle: seen.profile.handle,
    })
}

#[derive(Deserialize)]
pub(super) struct BlockForm {
    blocked: bool,
    #[serde(default)]
    next: String,
}

pub(super) async fn set_block(
    State(app): State<App>,
    member: Member,
    at: AtPerson,
    Form(form): Form<BlockForm>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| {
        if form.blocked {
            block::block(tx, &member, at.id).await
        } else {
            block::unblock(tx, &member, at.id).await
        }
    })
    .await?;
    let notice = if form.blocked {
        "notice-blocked"
    } else {
        "notice-unblocked"
    };
    Ok(done(local_path(&form.next, &at.page()), notice))
}

#[derive(Deserialize)]
pub(super) struct MuteForm {
    muted: bool,
    #[serde(default)]
    next: String,
}

pub(super) async fn set_mute(
    State(app): State<App>,
    member: Member,
    at: AtPerson,
    Form(form): Form<MuteForm>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| {
        if form.muted {
            mute::mute(tx, &member, at.id).await
        } else {
            mute::unmute(tx, &member, at.id).await
        }
    })
    .await?;
    let notice = if form.muted {
        "notice-muted"
    } else {
        "notice-unmuted"
    };
    Ok(done(local_path(&form.next, &at.page()), notice))
}
