//! Verticals: joining and leaving them.

mod api;
mod find;
pub mod join;
mod page;
mod people;
pub mod put;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use find::{InCommunity, all};
pub use page::JoinView;
pub use people::CommunityPeople;

pub fn pages() -> Router<App> {
    page::routes()
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
