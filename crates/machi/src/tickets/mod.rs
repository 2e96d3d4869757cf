//! Tickets as people hold them: a page with a QR code for each, issued anew or handed over.

mod api;
mod held;
mod page;
mod qr;
#[cfg(test)]
pub(crate) mod tests;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub fn pages() -> Router<App> {
    Router::new()
        .route("/me/tickets", get(page::mine))
        .route("/tickets/{link}", get(page::show))
        .route("/tickets/{link}/qr.svg", get(page::qr))
        .route("/tickets/{link}/reissue", post(page::post_reissue))
        .route("/tickets/{link}/hand-over", post(page::post_hand_over))
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}
