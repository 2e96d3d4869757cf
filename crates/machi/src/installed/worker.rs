//! The service worker's script: for the whole site, and asked for anew each time.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::error::{Error, Result};
use crate::frame::assets;

pub(super) async fn worker() -> Result<Response> {
    let file = assets::get("sw.js").ok_or(Error::NotFound)?;
    let about = [
        (header::CONTENT_TYPE, "text/javascript"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Ok((about, file.data).into_response())
}
