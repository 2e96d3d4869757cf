//! Syndication: the latest notes of a person, a city and a community as Atom and RSS.

mod atom;
mod conditional;
mod page;
mod rss;
mod text;

use std::collections::HashMap;

use axum::Router;

use crate::app::App;
use crate::ids::NoteId;
use crate::notes::recent::Recent;
use crate::photos::Photo;
use crate::text::Lang;

/// What a feed says, in either format.
struct Feed {
    /// A tag URI (RFC 4151) without the note.
    id: String,
    title: String,
    /// Of the title; each entry has its own.
    lang: Lang,
    /// The server's address, without a slash at the end.
    public_url: String,
    /// The page that shows the same: a path on this server.
    page: String,
    /// The feed itself without its format: a path on this server.
    path: String,
    notes: Vec<Recent>,
    photos: HashMap<NoteId, Vec<Photo>>,
}

impl Feed {
    /// When anything in it last changed; 0 for an empty one.
    fn changed_at_ms(&self) -> i64 {
        self.notes.iter().map(changed_at_ms).max().unwrap_or(0)
    }

    /// In their order.
    fn photos(&self, note: &Recent) -> &[Photo] {
        self.photos.get(&note.id).map_or(&[], Vec::as_slice)
    }

    fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}

fn changed_at_ms(note: &Recent) -> i64 {
    note.edited_at_ms.unwrap_or(note.created_at_ms)
}

pub fn pages() -> Router<App> {
    page::routes()
}

#[cfg(test)]
mod tests;
