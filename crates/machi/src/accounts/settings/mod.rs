//! The pages on which members look after their own account, and what they have in common.

mod language;
mod mail;
mod password;
mod profile;
mod sessions;
mod tokens;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use super::Member;
use crate::app::App;
use crate::frame::Page;
use crate::text::{Lang, when};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/settings", get(front))
        .route("/settings/profile", get(profile::show).post(profile::save))
        .route(
            "/settings/language",
            get(language::show).post(language::save),
        )
        .route(
            "/settings/password",
            get(password::show).post(password::save),
        )
        .route("/settings/mail", get(mail::show).post(mail::save))
        .route("/settings/mail/remove", post(mail::remove))
        .route("/settings/mail/cancel", post(mail::cancel))
        .route("/settings/mail/wanted/{kind}", post(mail::want))
        .route("/settings/sessions", get(sessions::show))
        .route("/settings/sessions/end-all", post(sessions::end_all))
        .route("/settings/sessions/{session}/end", post(sessions::end))
        .route("/settings/tokens", get(tokens::show).post(tokens::create))
        .route("/settings/tokens/{token}/revoke", post(tokens::revoke))
}

async fn front(_: Member) -> Redirect {
    Redirect::to("/settings/profile")
}

/// A way between the settings.
pub(crate) struct Tab {
    pub(crate) href: &'static str,
    pub(crate) name: String,
    pub(crate) current: bool,
}

const TABS: [(&str, &str); 9] = [
    ("/settings/profile", "accounts-tab-profile"),
    ("/settings/language", "accounts-tab-language"),
    ("/settings/people", "accounts-tab-people"),
    ("/settings/mail", "accounts-tab-mail"),
    ("/settings/notifications", "accounts-tab-notifications"),
    ("/settings/calendar", "accounts-tab-calendar"),
    ("/settings/password", "accounts-tab-password"),
    ("/settings/sessions", "accounts-tab-sessions"),
    ("/settings/tokens", "accounts-tab-tokens"),
];

pub(crate) fn tabs(page: &Page) -> Vec<Tab> {
    TABS.into_iter()
        .map(|(href, key)| Tab {
            href,
            name: page.t(key),
            current: page.path == href,
        })
        .collect()
}

pub(crate) fn settled(page: Page) -> Page {
    let title = page.t("web-settings");
    page.titled(title).hidden_from_search()
}

/// The day of an instant in UTC, for lists in which the hour says nothing.
fn day(lang: Lang, at_ms: i64, now_ms: i64) -> String {
    let date = |ms| when::civil(ms, &jiff::tz::TimeZone::UTC).date();
    when::day(lang, date(at_ms), date(now_ms))
}
