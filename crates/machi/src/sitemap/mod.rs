//! What search engines are told of: robots.txt, and every page that is theirs to show, in bounded
//! files (sitemaps.org), each address with its languages.

mod document;
mod page;
mod parts;
mod rows;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub use parts::Parts;

pub fn pages() -> Router<App> {
    Router::new()
        .route("/robots.txt", get(page::robots))
        .route("/sitemap.xml", get(page::index))
        .route("/sitemaps/{file}", get(page::part))
}

#[cfg(test)]
mod tests;
