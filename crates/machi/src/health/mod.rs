//! Whether the server lives, whether it is ready, and what it measures.

use axum::Router;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;

use crate::app::App;

pub fn pages() -> Router<App> {
    Router::new().route("/healthz", get(|| async { "ok" }))
}

pub async fn observe(request: Request, next: Next) -> Response {
    next.run(request).await
}
