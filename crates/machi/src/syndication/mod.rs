//! Syndication as Atom and RSS: the latest notes of a person, a city and a community, and what is on
//! in a city, at a place and for a community.

mod atom;
mod events;
mod notes;
mod page;
mod rss;
mod text;

use axum::Router;

use crate::app::App;
use crate::text::Lang;

/// What a feed says, in either format.
struct Feed {
    /// A tag URI (RFC 4151).
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
    /// What follows the format in its address: empty, or `?…`.
    query: String,
    /// When anything in it last changed; 0 for an empty one.
    changed_at_ms: i64,
    entries: Vec<Entry>,
}

struct Entry {
    /// A tag URI (RFC 4151).
    id: String,
    title: String,
    /// A BCP 47 tag; none where it is not known.
    lang: Option<String>,
    /// A path on this server.
    page: String,
    /// A name, and a path on this server.
    author: Option<(String, Option<String>)>,
    published_at_ms: Option<i64>,
    changed_at_ms: i64,
    /// What its author got for it: as programs know it, and as people read it.
    disclosure: Option<(&'static str, String)>,
    html: String,
    /// JPEGs: paths on this server.
    photos: Vec<String>,
}

impl Feed {
    fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}

pub fn pages() -> Router<App> {
    page::routes()
}

#[cfg(test)]
mod tests;
