//! Machi on a home screen: the manifest, the service worker, the page without a network, and what
//! other apps share with it.

mod icon;
mod manifest;
mod offline_page;
mod share_page;
mod worker;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;

pub fn pages() -> Router<App> {
    let share = Router::new()
        .route("/share", post(share_page::share))
        // The worker takes the files; what comes here is read as it arrives and let go.
        .layer(DefaultBodyLimit::max(share_page::BYTES_MAX));
    Router::new()
        .route("/manifest.webmanifest", get(manifest::manifest))
        .route("/icons/{name}", get(icon::icon))
        .route("/sw.js", get(worker::worker))
        .route("/offline", get(offline_page::offline))
        .merge(share)
}

#[cfg(test)]
mod tests;
