//! Pages of a list, for programs.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A JSON answer that says where the next page is (RFC 8288): a path with its query on this server.
pub fn json(body: impl Serialize, next: Option<&str>) -> Response {
    let mut response = Json(body).into_response();
    let link = next.map(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")));
    if let Some(Ok(link)) = link {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}
