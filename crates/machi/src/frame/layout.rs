//! What stands around a page's content, as templates of their own: woven into each page's template
//! they would be compiled once for every page. They write themselves right into it.

use askama::Template;

use super::Page;

/// From the start of the document into its head.
#[derive(Template)]
#[template(path = "frame/head.html")]
pub struct Head<'a> {
    page: &'a Page,
}

/// From the end of the head to the content.
#[derive(Template)]
#[template(path = "frame/above.html")]
pub struct Above<'a> {
    page: &'a Page,
}

/// From the content to the end of the document.
#[derive(Template)]
#[template(path = "frame/below.html")]
pub struct Below<'a> {
    page: &'a Page,
}

impl Page {
    pub fn head(&self) -> Head<'_> {
        Head { page: self }
    }

    pub fn above(&self) -> Above<'_> {
        Above { page: self }
    }

    pub fn below(&self) -> Below<'_> {
        Below { page: self }
    }
}
