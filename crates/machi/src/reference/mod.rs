//! The API's description and its reference page.

mod describe;
mod document;
mod example;
mod kind;
mod problem;
mod words;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::http::header;
use axum::response::Response;
use axum::routing::get;
use utoipa::openapi::OpenApi;

use crate::app::App;
use crate::error::Result;
use crate::frame::{self, Page};
use describe::Description;

pub use document::complete;
pub use problem::{FieldProblem, Problem};

#[derive(Template)]
#[template(path = "reference/reference.html")]
struct ReferencePage<'a> {
    page: Page,
    api: &'a Description,
}

/// `/api` for people and `/api/openapi.json` for programs, of a completed description.
pub fn pages(openapi: &OpenApi) -> Router<App> {
    let document = serde_json::to_value(openapi).unwrap_or_default();
    let description = Arc::new(Description::of(&document));
    let json = serde_json::to_string_pretty(&document).unwrap_or_default();
    let json: Arc<str> = json.into();
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Router::new()
        .route(
            "/api",
            get(async move |page: Page| reference(page, &description)),
        )
        .route(
            "/api/openapi.json",
            get(async move || (kind, json.to_string())),
        )
}

fn reference(page: Page, api: &Description) -> Result<Response> {
    let title = page.t("reference-title");
    let text = page.t("reference-description");
    frame::html(&ReferencePage {
        page: page.titled(title).described(text),
        api,
    })
}

#[cfg(test)]
mod tests;
