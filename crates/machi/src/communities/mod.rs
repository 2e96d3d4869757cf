//! Verticals: joining and leaving them.

pub mod put;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub fn pages() -> Router<App> {
    Router::new()
}

pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}
