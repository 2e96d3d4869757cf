//! A photo as a page shows it: in the size that fits, its room kept until it has come.

use askama::Template;

use super::Photo;

/// Fetched where a browser does not choose a size itself.
const USUAL_PX: u32 = 640;

/// How a page shows a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// How wide it stands there: an image's `sizes`.
    pub sizes: &'static str,
    /// A class beside `photo`.
    pub class: &'static str,
    /// Whether it is fetched before the reader comes near it.
    pub at_once: bool,
}

/// The view struct of `photos/picture.html`.
#[derive(Debug, Template)]
#[template(path = "photos/picture.html")]
pub struct Picture<'p> {
    photo: &'p Photo,
    frame: Frame,
    /// BCP 47, of what is said about it; empty where it is not known.
    lang: &'p str,
}

impl Photo {
    /// `lang` is the note's.
    pub fn picture<'p>(&'p self, frame: Frame, lang: &'p str) -> Picture<'p> {
        Picture {
            photo: self,
            frame,
            lang,
        }
    }

    /// The largest that is served.
    pub fn largest_url(&self) -> String {
        self.url(self.widths().last().unwrap_or(USUAL_PX))
    }

    /// Every size with its width: an image's `srcset`.
    pub fn srcset(&self) -> String {
        let sized = self
            .widths()
            .map(|width| format!("{} {width}w", self.url(width)));
        sized.collect::<Vec<_>>().join(", ")
    }

    /// A card's frame is never taller than 3:4 and never wider than 3:2.
    pub fn shape(&self) -> &'static str {
        if self.width * 4 < self.height * 3 {
            "tall"
        } else if self.width * 2 > self.height * 3 {
            "wide"
        } else {
            "own"
        }
    }
}

/// The smallest that is served of a photo, for where it stands small: a path on this server.
pub fn narrowest_url(content: &str, widths: &str) -> String {
    let width = widths.split(' ').next().unwrap_or_default();
    format!("/photos/{content}/{width}.webp")
}

impl Picture<'_> {
    fn usual_url(&self) -> String {
        let fits = self.photo.widths().find(|width| *width >= USUAL_PX);
        let width = fits.or_else(|| self.photo.widths().last());
        self.photo.url(width.unwrap_or(USUAL_PX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{NoteId, PhotoId};

    fn photo(width: i64, height: i64) -> Photo {
        Photo {
            id: PhotoId::from(1),
            note_id: NoteId::from(2),
            content: "ab".into(),
            width,
            height,
            widths: "320 640 1280".into(),
            thumbhash: "3OcRJYB4d3h/iIeHeEh3eIhw+j3A".into(),
            alt: "Snow <on> the line".into(),
        }
    }

    #[test]
    fn a_picture_says_its_sizes_and_keeps_its_room() {
        let frame = Frame {
            sizes: "50vw",
            class: "there",
            at_once: false,
        };
        let photo = photo(3000, 4000);
        let html = photo.picture(frame, "en").to_string();
        for part in [
            "srcset=\"/photos/ab/320.webp 320w, /photos/ab/640.webp 640w, /photos/ab/1280.webp 1280w\"",
            "src=\"/photos/ab/640.webp\"",
            "width=\"3000\" height=\"4000\"",
            "loading=\"lazy\"",
            "alt=\"Snow &#60;on&#62; the line\"",
            "data-sketch=\"3OcRJYB4d3h/iIeHeEh3eIhw+j3A\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert_eq!(photo.largest_url(), "/photos/ab/1280.webp");
    }

    #[test]
    fn what_is_very_tall_or_wide_is_cut_in_a_card() {
        let cases = [
            (3000, 4000, "own"),
            (1000, 2000, "tall"),
            (1000, 1000, "own"),
            (3000, 2000, "own"),
            (4000, 1000, "wide"),
        ];
        for (width, height, shape) in cases {
            assert_eq!(photo(width, height).shape(), shape);
        }
    }
}
