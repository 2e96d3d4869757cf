//! Places: venues and spots of a city.

mod api;
mod category;
mod find;
pub mod named;
pub mod put;
mod show;
pub mod source;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use category::Category;
pub use find::{NEAREST_MAX, PAGE_PLACES, Place, Source, Wanted, find, list, near};
pub use show::{PlaceView, script_safe};

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
