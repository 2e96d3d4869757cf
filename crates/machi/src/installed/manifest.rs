//! The web app manifest (W3C, "Web Application Manifest"), in the reader's language.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::text::Lang;

const PAPER: &str = "#f7f6f2";

pub(super) async fn manifest(lang: Lang) -> Response {
    let icon = |name: &str, size: &str, purpose: &str| {
        json!({
            "src": format!("/icons/{name}.png"), "sizes": size, "type": "image/png",
            "purpose": purpose,
        })
    };
    let manifest = json!({
        "id": "/",
        "name": "Machi",
        "short_name": "Machi",
        "description": lang.t("installed-description"),
        "lang": lang.tag(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            icon("192", "192x192", "any"),
            icon("512", "512x512", "any"),
            icon("maskable", "512x512", "maskable"),
        ],
        "shortcuts": [{ "name": lang.t("web-write"), "url": "/write" }],
        "share_target": {
            "action": "/share",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title", "text": "text", "url": "url",
                "files": [{ "name": "files", "accept": ["image/*"] }],
            },
        },
    });
    let kind = [(header::CONTENT_TYPE, "application/manifest+json")];
    (kind, manifest.to_string()).into_response()
}
