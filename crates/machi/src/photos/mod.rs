//! Photos: what members upload, kept in sizes that are safe to serve, and shown in their notes.

pub mod check;
mod carousel;
mod decoded;
mod json;
mod keep;
mod near;
mod of_counter;
mod of_event;
mod of_merch;
mod of_notes;
mod own;
mod picture;
mod posted;
mod put_in;
mod record;
mod refused;
pub mod remove;
#[cfg(test)]
pub(crate) mod sample;
mod screenshot;
mod serve_page;
mod source;
mod stored;
mod upload_api;
mod workers;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::ids::{NoteId, PhotoId};

pub use carousel::Carousel;
pub use json::PhotoJson;
pub use keep::{Kept, keep};
pub use of_counter::{counter_photo, put_counter, remove_counter};
pub use of_event::{EVENT_PHOTOS_MAX, of_event, put_in_event};
pub use of_merch::{MERCH_PHOTOS_MAX, of_merch, put_in_merch};
pub use of_notes::{of_note, of_notes};
pub use own::{Own, own};
pub use picture::{Frame, Picture, narrowest_url};
pub use posted::{Posted, read_posted};
pub use put_in::{Chosen, put_in};
pub use screenshot::{Screenshot, screenshot};
pub use source::{Source, clear_scratch};
pub use upload_api::PhotoSource;

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
        widths(&self.widths)
    }

    /// A path on this server.
    pub fn url(&self, width: u32) -> String {
        url(&self.content, width)
    }

    /// A JPEG for other sites: a path on this server.
    pub fn card_url(&self) -> String {
        card_url(&self.content)
    }
}

fn widths(widths: &str) -> impl Iterator<Item = u32> {
    widths.split(' ').filter_map(|width| width.parse().ok())
}

fn url(content: &str, width: u32) -> String {
    format!("/photos/{content}/{width}.webp")
}

fn card_url(content: &str) -> String {
    format!("/photos/{content}/card.jpg")
}

pub fn pages() -> Router<App> {
    Router::new().route("/photos/{content}/{file}", get(serve_page::file))
}

pub fn api() -> OpenApiRouter<App> {
    upload_api::routes()
}

#[cfg(test)]
mod tests;
