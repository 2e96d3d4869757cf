//! What another app shares, where no service worker took it: its words are kept, its files are not.

use axum::extract::Multipart;
use axum::response::Response;
use url::form_urlencoded::Serializer;

use crate::accounts::Member;
use crate::error::{Error, Refusal, Result};
use crate::frame::form::done;

/// Files are read past, so that the browser gets its answer.
pub(super) const BYTES_MAX: usize = 64 * 1024 * 1024;
/// Of the words together.
const WORDS_BYTES_MAX: usize = 16 * 1024;

pub(super) async fn share(_: Member, mut parts: Multipart) -> Result<Response> {
    let (mut words, mut files) = (Vec::new(), false);
    let mut left_bytes = WORDS_BYTES_MAX;
    while let Some(mut part) = parts.next_field().await.map_err(malformed)? {
        files |= part.file_name().is_some();
        if !matches!(part.name(), Some("title" | "text" | "url")) {
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(malformed)? {
            let left = left_bytes.checked_sub(chunk.len());
            left_bytes = left.ok_or_else(|| Refusal::new("error-too-large"))?;
            bytes.extend_from_slice(&chunk);
        }
        let word = String::from_utf8(bytes).map_err(malformed)?;
        words.extend(Some(word).filter(|word| !word.is_empty()));
    }
    let query = Serializer::new(String::new())
        .append_pair("text", &words.join("\n"))
        .finish();
    let notice = if files {
        "notice-share-without-photos"
    } else {
        "notice-share-taken"
    };
    Ok(done(&format!("/write?{query}"), notice))
}

fn malformed<E>(_: E) -> Error {
    Refusal::new("error-malformed").into()
}
