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

const FOLDER: &str = "/assets/";

/// Addresses by plain names.
static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let file = Dist::get("manifest.json");
    let names = file.and_then(|file| serde_json::from_slice(&file.data).ok());
    let names: HashMap<String, String> = names.unwrap_or_default();
    let address = |(plain, name)| (plain, format!("{FOLDER}{name}"));
    names.into_iter().map(address).collect()
});

/// The address of an asset by its plain name: `app.css` becomes `/assets/app-1a2b3c.css`.
pub fn url(name: &'static str) -> &'static str {
    ADDRESSES.get(name).map_or(name, String::as_str)
}

/// An asset by its plain name, for what is drawn on the server.
pub fn get(name: &'static str) -> Option<EmbeddedFile> {
    let address = url(name);
    Dist::get(address.strip_prefix(FOLDER).unwrap_or(address))
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
