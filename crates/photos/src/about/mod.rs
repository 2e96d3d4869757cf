//! What the original says about itself: how it lies, where and when it was taken.

mod find;
mod place;
mod taken;
mod tiff;

use crate::Kind;
use crate::turn::Turn;

pub use place::Place;
pub use taken::Taken;

use tiff::Tiff;

/// The tables of EXIF and the orientation, in the first table (CIPA DC-008, 4.6.3 and 4.6.5.1).
const ORIENTATION: u32 = 0x0112;
const EXIF_TABLE: u32 = 0x8769;
const GPS_TABLE: u32 = 0x8825;

/// Read from EXIF, wherever the container keeps it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct About {
    pub(crate) turn: Turn,
    pub(crate) place: Option<Place>,
    pub(crate) taken: Option<Taken>,
}

/// Reads what can be read: a damaged EXIF costs its damaged fields, never the photo.
pub(crate) fn read(bytes: &[u8], kind: Kind) -> About {
    let exif = find::exif(bytes, kind).and_then(Tiff::open);
    let Some((tiff, first)) = exif else {
        return About::default();
    };
    let orientation = tiff.number(first, ORIENTATION);
    About {
        turn: orientation.map(Turn::of_exif).unwrap_or_default(),
        place: tiff
            .table(first, GPS_TABLE)
            .and_then(|gps| place::read(tiff, gps)),
        taken: tiff
            .table(first, EXIF_TABLE)
            .and_then(|exif| taken::read(tiff, exif)),
    }
}
