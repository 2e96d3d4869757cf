//! The bundled style sheet, script and pictures, embedded in the binary.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::error::{Error, Result};

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Dist;

static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let file = Dist::get("manifest.json");
    file.and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default()
});

/// The address of an asset by its plain name: `app.css` becomes `/assets/app-1a2b3c.css`.
pub fn url(name: &str) -> String {
    format!(
        "/assets/{}",
        MANIFEST.get(name).map_or(name, String::as_str)
    )
}

/// An asset by its plain name, for what is drawn on the server.
pub fn get(name: &str) -> Option<EmbeddedFile> {
    Dist::get(MANIFEST.get(name).map_or(name, String::as_str))
}

/// Serves an asset; its name carries a hash of its content, so it may be kept for ever.
pub async fn serve(Path(name): Path<String>) -> Result<Response> {
    let file = Dist::get(&name).ok_or(Error::NotFound)?;
    let kind = file.metadata.mimetype().to_owned();
    let headers = [
        (header::CONTENT_TYPE, kind),
        (
            header::CACHE_CONTROL,
            "public, max-age=31536000, immutable".to_owned(),
        ),
    ];
    Ok((headers, file.data).into_response())
}
