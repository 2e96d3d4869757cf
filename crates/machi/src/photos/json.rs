//! A photo, for programs.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Photo, PhotoSource};
use crate::ids::PhotoId;

/// A photo of a note.
#[derive(Debug, Serialize, ToSchema)]
pub struct PhotoJson {
    #[schema(value_type = String)]
    id: PhotoId,
    /// What is to be seen; empty where nobody wrote it down.
    alt: String,
    /// Of the original, in pixels.
    width: i64,
    height: i64,
    /// A sketch of 25 bytes at most, in base64: <https://evanw.github.io/thumbhash/>.
    thumbhash: String,
    /// WebP, the narrowest first.
    sources: Vec<PhotoSource>,
    /// A JPEG for other sites: a path on this server.
    card: String,
}

impl PhotoJson {
    pub fn of(photo: &Photo) -> Self {
        Self {
            id: photo.id,
            alt: photo.alt.clone(),
            width: photo.width,
            height: photo.height,
            thumbhash: photo.thumbhash.clone(),
            sources: PhotoSource::all(&photo.content, &photo.widths),
            card: photo.card_url(),
        }
    }
}
