//! The files of a photo in the store.

use futures_util::TryStreamExt;
use futures_util::future::try_join_all;

use super::decoded::Decoded;
use crate::error::Result;
use crate::objects::Objects;

/// Where all of them lie.
pub(super) const FOLDER: &str = "photos";
const CONTENT_CHARS: usize = 64;

/// Where the files of one content lie. Folders hold some thousands of others at most, by the first
/// digits.
pub(super) fn folder(content: &str) -> String {
    format!(
        "{FOLDER}/{}/{content}",
        content.get(..2).unwrap_or_default()
    )
}

pub(super) fn sheet(content: &str, width: u32) -> String {
    format!("{}/{width}.webp", folder(content))
}

pub(super) fn card(content: &str) -> String {
    format!("{}/card.jpg", folder(content))
}

/// Whether this is how we name what bytes are.
pub(super) fn is_content(text: &str) -> bool {
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == CONTENT_CHARS && text.bytes().all(digit)
}

/// Puts the files into the store, except those that are there already: the same name is the same
/// bytes.
pub(super) async fn put(objects: &Objects, decoded: &Decoded) -> Result<()> {
    let files = decoded.files.iter().map(async |(name, bytes)| {
        if objects.size(name).await? == Some(bytes.len() as u64) {
            return Ok(());
        }
        objects.put(name, bytes.clone()).await
    });
    try_join_all(files).await?;
    Ok(())
}

/// Removes the files. Doing it again changes nothing.
pub(super) async fn remove(objects: &Objects, content: &str) -> Result<()> {
    let files: Vec<_> = objects.list(&folder(content)).try_collect().await?;
    for file in files {
        objects.delete(&file.name).await?;
    }
    Ok(())
}
