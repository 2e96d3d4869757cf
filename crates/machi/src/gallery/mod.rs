//! The cities as pictures: the gallery at the front door, a city's hero, its neighbourhoods.

mod api;
mod hero;
mod outline;
mod page;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use hero::Hero;

pub fn pages() -> Router<App> {
    page::routes()
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
