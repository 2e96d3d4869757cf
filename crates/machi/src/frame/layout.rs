//! What stands around a page's content, as templates of their own: woven into each page's template
//! they would be compiled once for every page.

use askama::Template;

use super::Page;

/// From the start of the document into its head.
#[derive(Template)]
#[template(path = "frame/head.html")]
struct Head<'a> {
    page: &'a Page,
}

/// From the end of the head to the content.
#[derive(Template)]
#[template(path = "frame/above.html")]
struct Above<'a> {
    page: &'a Page,
}

/// From the content to the end of the document.
#[derive(Template)]
#[template(path = "frame/below.html")]
struct Below<'a> {
    page: &'a Page,
}

impl Page {
    pub fn head(&self) -> askama::Result<String> {
        Head { page: self }.render()
    }

    pub fn above(&self) -> askama::Result<String> {
        Above { page: self }.render()
    }

    pub fn below(&self) -> askama::Result<String> {
        Below { page: self }.render()
    }
}
