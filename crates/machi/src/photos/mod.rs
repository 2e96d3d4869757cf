//! Photos: what members upload, kept in sizes that are safe to serve, and shown in their notes.

mod carousel;
mod json;
mod of_notes;
mod picture;
mod put_in;
#[cfg(test)]
pub(crate) mod sample;

use crate::ids::{NoteId, PhotoId};

pub use carousel::Carousel;
pub use json::{PhotoJson, PhotoSource};
pub use of_notes::{of_note, of_notes};
pub use picture::{Frame, Picture, narrowest_url};
pub use put_in::{Chosen, put_in};

/// Photos of one note.
pub const PHOTOS_MAX: usize = 18;
/// Of what is said for who cannot see a photo.
pub const ALT_CHARS_MAX: usize = 500;

store::row! {
    /// A photo of a note, as pages and programs need it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Photo {
        pub id: PhotoId,
        pub note_id: NoteId,
        /// Under which its files lie in the store.
        pub content: String,
        /// Of the original, upright, in pixels.
        pub width: i64,
        pub height: i64,
        /// In which it is served, in pixels, the narrowest first: "320 640 1280".
        pub widths: String,
        /// Base64.
        pub thumbhash: String,
        /// What is to be seen; empty where nobody wrote it down.
        pub alt: String,
    }
}

impl Photo {
    /// The widths in which it is served, the narrowest first.
    pub fn widths(&self) -> impl Iterator<Item = u32> {
        self.widths
            .split(' ')
            .filter_map(|width| width.parse().ok())
    }

    /// A path on this server.
    pub fn url(&self, width: u32) -> String {
        format!("/photos/{}/{width}.webp", self.content)
    }

    /// A JPEG for other sites: a path on this server.
    pub fn card_url(&self) -> String {
        format!("/photos/{}/card.jpg", self.content)
    }
}
