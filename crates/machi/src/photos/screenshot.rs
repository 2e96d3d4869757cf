//! A screenshot: decoded like a photo, and given to whoever keeps it. It is no photo of anybody's, and is never
//! served by its name.

use ::photos::{Given, Head};
use axum::body::Bytes;
use sha2::{Digest, Sha256};
use tokio::sync::SemaphorePermit;

use super::decoded::{hex, made};
use super::keep::{Here, UPLOADS};
use super::source::{Source, receive};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::AccountId;

/// A picture without metadata, and by what it is known again. As long as it is held, others wait for their turn.
pub struct Screenshot {
    /// The file.
    pub webp: Bytes,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// SHA-256 of the bytes that came, in hexadecimal.
    pub digest: String,
    /// See [`::photos::unlikeness`].
    pub likeness: u64,
    _turn: SemaphorePermit<'static>,
    _here: Here,
}

/// Reads a screenshot. It counts as one of the person's photos.
///
/// # Errors
/// Refused for a file that is no picture we can read, saying why; `TooMany` and `Busy` as for photos.
pub async fn screenshot(app: &App, by: AccountId, source: Source<'_>) -> Result<Screenshot> {
    let here = Here::enter(by)?;
    let counted = by.to_string();
    app.limits().count(&UPLOADS, &counted)?;
    let read = async {
        let received = receive(app, source).await?;
        made(app, received, make).await
    };
    let read = read.await;
    if matches!(read, Err(Error::Busy | Error::Broken(_))) {
        app.limits().take_back(&UPLOADS, &counted);
    }
    let ((made, digest), turn) = read?;
    Ok(Screenshot {
        webp: made.sheet.webp.into(),
        width: i64::from(made.sheet.width),
        height: i64::from(made.sheet.height),
        digest,
        likeness: made.likeness,
        _turn: turn,
        _here: here,
    })
}

fn make(
    bytes: &[u8],
    head: &Head,
    given: &Given<'_>,
) -> Result<(::photos::Screenshot, String), ::photos::Error> {
    let made = ::photos::screenshot(bytes, head, given)?;
    Ok((made, hex(&Sha256::digest(bytes))))
}
