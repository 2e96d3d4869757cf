//! The frame around every page: who reads, in which language, and what stands around the content.

pub mod assets;
pub mod conditional;
pub mod form;
pub mod language;
mod layout;
mod page;
pub mod paging;
pub mod sheet;

use std::sync::Arc;

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};

pub use page::{CityHere, LanguageLink, NOTICE_COOKIE, Page};

use crate::error::Result;
use crate::ids::{AccountId, CityId};
use crate::text::{Lang, Names};

/// The signed-in reader, as the frame shows them. (What they may do is `accounts::Member`.)
#[derive(Debug, Clone)]
pub struct Me {
    pub id: AccountId,
    pub handle: String,
    pub display_name: String,
    /// The first letter of the display name, for the avatar.
    pub avatar_letter: String,
    /// 0–11: the colour of the avatar.
    pub hue: u8,
    pub lang: Lang,
    /// May see the desk of at least one city.
    pub desk: bool,
}

/// How many notifications the signed-in reader has not read; the web layer puts it into the
/// requests for pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unread(pub i64);

/// A city as it is linked to.
#[derive(Debug, Clone)]
pub struct CityLink {
    pub id: CityId,
    pub slug: String,
    pub names: Names,
    /// Known, and offered no more.
    pub archived: bool,
}

impl CityLink {
    /// As the layout shows it to a reader.
    pub fn here(&self, lang: Lang) -> CityHere {
        CityHere {
            slug: self.slug.clone(),
            name: self.names.get(lang).to_owned(),
        }
    }
}

/// Every city, in the switcher's order; the web layer puts them into every request.
#[derive(Debug, Clone, Default)]
pub struct CityLinks(pub Arc<Vec<CityLink>>);

/// As long as a long page: it is written in one piece of memory, not moved as it grows.
const PAGE_BYTES: usize = 48 * 1_024;

/// An HTML answer.
pub fn html(template: &impl Template) -> Result<Response> {
    let mut body = String::with_capacity(PAGE_BYTES);
    template
        .render_into(&mut body)
        .map_err(anyhow::Error::from)?;
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response())
}
