//! Pictures drawn from the outline of a neighbourhood, for what has no photo.

mod cache;
pub(crate) mod chance;
mod colour;
mod draw;
mod fonts;
mod lettering;
mod locator;
mod map;
mod page;
mod pattern;
mod plate;
mod raster;

use axum::Router;
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::app::App;
use crate::cities::City;
use crate::ids::NeighbourhoodId;
use crate::text::Lang;
use chance::Chance;

pub use locator::{Locator, shape};

/// Grows when the same place is drawn in another way, so that browsers fetch it again.
const DRAWING: u32 = 1;
/// Texts on share cards are cut here.
const SHARE_CHARS_MAX: usize = 160;
const SHARE_PURPOSE: &str = "cover-words";

/// The shape of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// 800 × 1000, for cards.
    Card,
    /// 1600 × 1000, for heroes.
    Wide,
    /// 1000 × 1000.
    Square,
    /// 1200 × 630 with a title: what a shared link shows.
    Share,
}

impl Shape {
    const SHARE_PANEL: f64 = 720.0;

    fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Wide => "wide",
            Self::Square => "square",
            Self::Share => "share",
        }
    }

    /// Width and height.
    fn size(self) -> (f64, f64) {
        match self {
            Self::Card => (800.0, 1000.0),
            Self::Wide => (1600.0, 1000.0),
            Self::Square => (1000.0, 1000.0),
            Self::Share => (1200.0, 630.0),
        }
    }

    /// Where the subject stands.
    fn middle(self) -> (f64, f64) {
        let (width, height) = self.size();
        match self {
            Self::Share => ((Self::SHARE_PANEL + width) / 2.0, height / 2.0),
            _ => (width / 2.0, height * 0.46),
        }
    }

    /// How much room the subject has.
    fn room(self) -> (f64, f64) {
        match self {
            Self::Card => (640.0, 660.0),
            Self::Wide => (1100.0, 640.0),
            Self::Square => (760.0, 640.0),
            Self::Share => (400.0, 470.0),
        }
    }

    /// Between the words and the edge.
    fn margin(self) -> f64 {
        match self {
            Self::Card => 44.0,
            _ => 56.0,
        }
    }
}

/// The address of a picture: of the neighbourhood, or of the whole city without one. The same seed
/// (an event's id, say) is always the same picture; several seeds give a gallery its variety.
pub fn cover_url(
    city: &City,
    neighbourhood: Option<NeighbourhoodId>,
    seed: i64,
    shape: Shape,
) -> String {
    let (path, variant) = (path(city, neighbourhood), variant(seed));
    format!(
        "{path}.svg?n={variant}&shape={}&v={}",
        shape.name(),
        version(city)
    )
}

/// What a share card says, in one language.
#[derive(Debug, Clone, Copy)]
pub struct ShareText<'t> {
    pub lang: Lang,
    /// In order of preference: the first one that this machine has letters for is drawn.
    pub titles: &'t [&'t str],
    /// Above the title: when it is, say. As with the titles.
    pub lines: &'t [&'t str],
    /// Above both, so that it cannot be overlooked: what somebody got for it. Empty for none.
    pub labels: &'t [String],
}

/// The address of a share card (PNG, 1200 × 630). It is signed, so that nobody else can have us
/// draw their words.
pub fn share_url(
    app: &App,
    city: &City,
    neighbourhood: Option<NeighbourhoodId>,
    seed: i64,
    text: ShareText<'_>,
) -> String {
    let (path, variant) = (path(city, neighbourhood), variant(seed));
    let first = |texts: &[&str]| -> String {
        let text = texts.iter().copied().find(|text| fonts::covers(text));
        text.unwrap_or_default()
            .chars()
            .take(SHARE_CHARS_MAX)
            .collect()
    };
    let labels: Vec<&str> = text.labels.iter().map(String::as_str).collect();
    let words = (
        text.lang,
        first(text.titles),
        first(text.lines),
        first(&labels),
    );
    let words = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&words).unwrap_or_default());
    let words = app.key().sign(SHARE_PURPOSE, &words);
    format!(
        "{path}.png?n={variant}&shape=share&words={words}&v={}",
        version(city)
    )
}

fn path(city: &City, neighbourhood: Option<NeighbourhoodId>) -> String {
    match neighbourhood {
        Some(id) => format!("/covers/neighbourhoods/{id}"),
        None => format!("/covers/cities/{}", city.slug),
    }
}

/// There are as many pictures of a place as a byte has values, so that their number is bounded.
fn variant(seed: i64) -> u8 {
    (Chance::of("seed", seed as u64).next() >> 32) as u8
}

/// Changes when the city's data or the way of drawing does.
fn version(city: &City) -> String {
    format!("{DRAWING}-{:x}", city.changed_at_ms)
}

pub fn pages() -> Router<App> {
    Router::new().route("/covers/{kind}/{file}", get(page::cover))
}

#[cfg(test)]
mod tests;
