//! The photos of an event: its organiser chooses them, its page shows them.

mod api;
mod page;
mod put;
#[cfg(test)]
mod tests;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub fn pages() -> Router<App> {
    page::routes()
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}
