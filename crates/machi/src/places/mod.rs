//! Places: venues and spots of a city.

mod category;
pub mod named;
pub mod put;
pub mod source;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use category::Category;

pub fn pages() -> Router<App> {
    Router::new()
}

pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}
