//! The feed of a city: For you, Following, Latest.

mod api;
mod asked;
mod compose;
mod cursor;
mod own_city;
mod page;
mod tonight;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use compose::{Listing, PAGE_NOTES, Tab, Taste};
pub use cursor::{ByTime, Cursor, ForYou};
pub use tonight::Tonight;

pub fn pages() -> Router<App> {
    Router::new()
        .route("/cities/{city}/feed", get(page::feed))
        .route("/feed", get(own_city::feed))
        .route("/tonight", get(own_city::tonight))
}

#[cfg(test)]
mod compose_tests;
pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
