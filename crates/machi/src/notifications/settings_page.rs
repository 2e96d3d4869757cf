//! The settings of notifications: each kind and each way of being told.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::kinds::{self, Channel, Kind};
use super::settings::{Wish, all, save as save_all};
use crate::accounts::Member;
use crate::accounts::settings::{Tab, settled, tabs};
use crate::app::App;
use crate::error::Result;
use crate::frame::form::done;
use crate::frame::{self, Page};

const PATH: &str = "/settings/notifications";

/// One checkbox.
struct Choice {
    value: String,
    /// Kind and channel, for those who do not see the table.
    name: String,
    chosen: bool,
}

struct KindRow {
    icon: &'static str,
    name: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "notifications/settings.html")]
struct SettingsPage {
    page: Page,
    tabs: Vec<Tab>,
    channels: Vec<String>,
    kinds: Vec<KindRow>,
    /// Whether some of the channels are mails.
    by_mail: bool,
}

pub(super) async fn show(State(app): State<App>, page: Page, member: Member) -> Result<Response> {
    let all = app
        .read(async |tx: &mut Tx| all(tx, member.id).await)
        .await?;
    let channels = Channel::there(&app);
    let row = |kind: &'static Kind| {
        let name = page.t(kind.label);
        let choice = |channel: &Channel| Choice {
            value: value(kind, *channel),
            name: format!("{name}: {}", page.t(channel.label())),
            chosen: all
                .iter()
                .any(|wish| wish.is_on && wish.is_of(kind, *channel)),
        };
        KindRow {
            icon: kind.icon,
            choices: channels.iter().map(choice).collect(),
            name,
        }
    };
    let name = |channel: &Channel| page.t(channel.label());
    frame::html(&SettingsPage {
        tabs: tabs(&page),
        kinds: kinds::ALL.into_iter().map(row).collect(),
        by_mail: channels.len() > 1,
        channels: channels.iter().map(name).collect(),
        page: settled(page),
    })
}

/// As the form holds it.
fn value(kind: &Kind, channel: Channel) -> String {
    format!("{}:{}", kind.name, channel.name())
}

/// What is not ticked is not sent.
#[derive(Deserialize)]
pub(super) struct SettingsForm {
    #[serde(default)]
    on: Vec<String>,
}

pub(super) async fn save(
    State(app): State<App>,
    member: Member,
    Form(form): Form<SettingsForm>,
) -> Result<Response> {
    let mut wishes = Vec::new();
    for channel in Channel::there(&app) {
        wishes.extend(kinds::ALL.map(|kind| Wish {
            kind,
            channel,
            is_on: form.on.contains(&value(kind, channel)),
        }));
    }
    app.write(async |tx: &mut Tx| save_all(tx, &member, &wishes).await)
        .await?;
    Ok(done(PATH, "notice-notification-settings-saved"))
}
