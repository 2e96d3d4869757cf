//! The agenda outside of its pages: calendars to subscribe to, and lists for other sites.

mod api;
mod dates;
mod embed;
mod embed_page;
pub mod link;
mod own;
mod page;
mod settings_page;
mod subject;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use dates::Dates;
pub use subject::Subject;

pub fn pages() -> Router<App> {
    page::routes()
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
