//! The settings of the member's own calendar: its secret address is made, renewed and ended here.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::Tx;

use super::link;
use crate::accounts::Member;
use crate::accounts::settings::{Tab, settled, tabs};
use crate::app::App;
use crate::error::Result;
use crate::frame::form::done;
use crate::frame::{self, Page};

const PATH: &str = "/settings/calendar";

#[derive(Template)]
#[template(path = "calendars/settings.html")]
struct SettingsPage {
    page: Page,
    tabs: Vec<Tab>,
    there: bool,
    /// The new address, and the same for the reader's own calendar; shown once.
    made: Option<(String, String)>,
}

/// The full address of the calendar with this secret.
pub(super) fn address(app: &App, secret: &str) -> String {
    format!("{}/calendars/{secret}.ics", app.settings().public_url)
}

async fn view(app: &App, page: Page, member: &Member, secret: Option<&str>) -> Result<Response> {
    let since_ms = app
        .read(async |tx: &mut Tx| link::since_ms(tx, member).await)
        .await?;
    let made = secret.map(|secret| {
        let address = address(app, secret);
        let rest = address.split_once("://").map_or("", |(_, rest)| rest);
        (format!("webcal://{rest}"), address)
    });
    frame::html(&SettingsPage {
        tabs: tabs(&page),
        page: settled(page),
        there: since_ms.is_some(),
        made,
    })
}

pub(super) async fn show(State(app): State<App>, page: Page, member: Member) -> Result<Response> {
    view(&app, page, &member, None).await
}

/// Answers the page itself, and no 303: the address is shown this once and kept nowhere.
pub(super) async fn renew(State(app): State<App>, page: Page, member: Member) -> Result<Response> {
    let secret = app
        .write(async |tx: &mut Tx| link::renew(tx, &member).await)
        .await?;
    view(&app, page, &member, Some(&secret)).await
}

pub(super) async fn revoke(State(app): State<App>, member: Member) -> Result<Response> {
    app.write(async |tx: &mut Tx| link::revoke(tx, &member).await)
        .await?;
    Ok(done(PATH, "notice-calendar-revoked"))
}
