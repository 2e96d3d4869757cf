//! What the original says about itself: how it lies, where and when it was taken.

mod place;
mod taken;

use std::io::Cursor;

use exif::{Exif, In, Reader, Tag};

use crate::Kind;
use crate::turn::Turn;

pub use place::Place;
pub use taken::Taken;

/// Read from EXIF, wherever the container keeps it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct About {
    pub(crate) turn: Turn,
    pub(crate) place: Option<Place>,
    pub(crate) taken: Option<Taken>,
}

/// Reads what can be read: a damaged EXIF costs its damaged fields, never the photo.
pub(crate) fn read(bytes: &[u8], kind: Kind) -> About {
    let Some(exif) = exif(bytes, kind) else {
        return About::default();
    };
    About {
        turn: match kind {
            // The helper has turned it already; to turn by EXIF too would turn it twice.
            Kind::Heif => Turn::default(),
            _ => turn(&exif),
        },
        place: place::read(&exif),
        taken: taken::read(&exif),
    }
}

fn exif(bytes: &[u8], kind: Kind) -> Option<Exif> {
    if kind == Kind::Gif {
        return None;
    }
    Reader::new()
        .continue_on_error(true)
        .read_from_container(&mut Cursor::new(bytes))
        .or_else(|error| error.distill_partial_result(|_| {}))
        .ok()
}

fn turn(exif: &Exif) -> Turn {
    let field = exif.get_field(Tag::Orientation, In::PRIMARY);
    let number = field.and_then(|field| field.value.get_uint(0));
    number.map(Turn::of_exif).unwrap_or_default()
}
