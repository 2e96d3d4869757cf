//! Whether the server lives, whether it is ready, and what it measures.

pub mod log;
mod measure;
mod ready;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub use measure::{Watch, keep_measures_small};

pub fn pages() -> Router<App> {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready::readyz))
        .route("/metrics", get(measure::metrics))
}

#[cfg(test)]
mod tests;
