//! The API's description and its reference page.

use axum::Router;
use axum::routing::get;
use utoipa::openapi::OpenApi;

use crate::app::App;

pub fn pages(openapi: OpenApi) -> Router<App> {
    Router::new().route("/api/openapi.json", get(async || axum::Json(openapi)))
}
