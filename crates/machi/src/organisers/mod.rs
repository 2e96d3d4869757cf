//! Organisers: who may publish events in a city, and who asks to.

mod api;
mod application;
mod apply;
mod apply_page;
mod decide;
mod desk_page;
mod permission;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use application::name_of;
pub use permission::Organiser;

pub fn pages() -> Router<App> {
    Router::new()
        .route(
            "/cities/{city}/organise/apply",
            get(apply_page::show).post(apply_page::post),
        )
        .route("/desk/{city}/organisers", get(desk_page::show))
        .route(
            "/desk/{city}/organisers/{application}",
            post(desk_page::post_decide),
        )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}
