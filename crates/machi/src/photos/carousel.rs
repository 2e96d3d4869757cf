//! The photos of one note on its page, one beside the other.

use askama::Template;

use super::{Frame, Photo};
use crate::frame::assets;
use crate::text::Lang;

/// As wide as the page's first column.
const FRAME: Frame = Frame {
    sizes: "(min-width: 76rem) 30rem, (min-width: 56rem) 40vw, 100vw",
    class: "photo-carousel__photo",
    at_once: false,
};
/// The first one is what the reader came for.
const FIRST: Frame = Frame {
    at_once: true,
    ..FRAME
};

/// The view struct of `photos/carousel.html`.
#[derive(Debug, Template)]
#[template(path = "photos/carousel.html")]
pub struct Carousel {
    lang: Lang,
    /// BCP 47, of what is said about them; empty where it is not known.
    text_lang: String,
    photos: Vec<Photo>,
    icons: &'static str,
}

impl Carousel {
    /// None without photos.
    pub fn of(photos: Vec<Photo>, text_lang: String, lang: Lang) -> Option<Self> {
        (!photos.is_empty()).then(|| Self {
            lang,
            text_lang,
            photos,
            icons: assets::url("icons.svg"),
        })
    }

    fn frame(at: &usize) -> Frame {
        if *at == 0 { FIRST } else { FRAME }
    }

    /// "Photo 2 of 5".
    fn place(&self, at: &usize) -> String {
        let args = [("at", (*at + 1).into()), ("n", self.photos.len().into())];
        self.lang.t_with("photos-place", &args)
    }
}
