//! Notifications: what members are told of what others do, and how they want to be told.

pub mod announce;
mod api;
mod at;
mod campaigns;
pub mod digest;
mod going;
pub mod kinds;
mod list;
mod mails;
mod merch;
pub mod messages;
mod notify;
mod obligations;
mod page;
mod pictured;
mod place;
pub mod prune;
mod read;
mod reader;
mod settings;
mod settings_api;
mod settings_page;
mod subject;
mod unread;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use digest::DIGEST;
pub use kinds::{Channel, Kind};
pub use mails::MAIL;
pub use notify::{Notice, notify, withdraw};
pub use reader::READER;
pub use subject::Subject;
pub use unread::UnreadCounts;

pub fn pages() -> Router<App> {
    Router::new()
        .route("/notifications", get(page::show))
        .route("/notifications/read", post(page::read_all))
        .route("/notifications/{notification}", get(page::open))
        .route(
            "/settings/notifications",
            get(settings_page::show).post(settings_page::save),
        )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes().merge(settings_api::routes())
}

#[cfg(test)]
mod tests;
