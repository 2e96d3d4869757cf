//! Answers that a reader may keep, and that say nothing again to whoever has them (RFC 9110).

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Feeds are the same for everybody.
const CACHE: &str = "public, max-age=300";
/// Of the sum that tells one content from another.
const TAG_BYTES: usize = 16;

/// The document, or 304 where the request names the one that it would get.
pub fn answer(
    asked: &HeaderMap,
    kind: &'static str,
    changed_at_ms: i64,
    document: String,
) -> Response {
    let sum = Sha256::digest(&document);
    let sum: String = sum
        .iter()
        .take(TAG_BYTES)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // Weak: the same content may come compressed.
    let tag = format!("W/\"{sum}\"");
    let changed = http_date(changed_at_ms);
    let known = is_known(asked, &tag, &changed);
    let headers = [
        (header::CACHE_CONTROL, CACHE.to_owned()),
        (header::ETAG, tag),
        (header::LAST_MODIFIED, changed),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let kind = [(header::CONTENT_TYPE, kind)];
    (headers, kind, document).into_response()
}

/// The tag decides where there is one. The time counts only when it is exactly ours: a deletion
/// makes a feed's last change an earlier one.
fn is_known(asked: &HeaderMap, tag: &str, changed: &str) -> bool {
    let text = |name| asked.get(name).and_then(|value| value.to_str().ok());
    match text(header::IF_NONE_MATCH) {
        Some(tags) => tags.split(',').any(|known| {
            let known = known.trim();
            known == "*" || known.trim_start_matches("W/") == tag.trim_start_matches("W/")
        }),
        None => text(header::IF_MODIFIED_SINCE) == Some(changed),
    }
}

/// As in "Sun, 22 Nov 2026 12:00:00 GMT", which RFC 822 dates may look like, too.
pub fn http_date(at_ms: i64) -> String {
    let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
