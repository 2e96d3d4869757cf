//! Where a photo was taken, by its GPS tags (CIPA DC-008, 4.6.6).

use super::tiff::{Table, Tiff};

const LATITUDE_SIGN: u32 = 1;
const LATITUDE: u32 = 2;
const LONGITUDE_SIGN: u32 = 3;
const LONGITUDE: u32 = 4;
const STATUS: u32 = 9;

/// A place on Earth in millionths of a degree, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// North is positive; −90,000,000 to 90,000,000.
    pub lat_e6: i64,
    /// East is positive; −180,000,000 to 180,000,000.
    pub lon_e6: i64,
}

/// The place, or nothing when a part is missing or makes no sense. 0° N 0° E is what devices write
/// that do not know where they are, V what they add when they have lost the satellites.
pub(super) fn read(tiff: Tiff<'_>, gps: Table) -> Option<Place> {
    if letter(tiff, gps, STATUS) == Some(b'V') {
        return None;
    }
    let sign = |tag, positive, negative| match letter(tiff, gps, tag)? {
        letter if letter == positive => Some(1),
        letter if letter == negative => Some(-1),
        _ => None,
    };
    let place = Place {
        lat_e6: degrees_e6(tiff.ratios(gps, LATITUDE)?, 90)? * sign(LATITUDE_SIGN, b'N', b'S')?,
        lon_e6: degrees_e6(tiff.ratios(gps, LONGITUDE)?, 180)? * sign(LONGITUDE_SIGN, b'E', b'W')?,
    };
    ((place.lat_e6, place.lon_e6) != (0, 0)).then_some(place)
}

fn letter(tiff: Tiff<'_>, gps: Table, tag: u32) -> Option<u8> {
    tiff.text(gps, tag)?.first().copied()
}

/// Degrees, minutes and seconds as millionths of a degree.
fn degrees_e6(parts: [(u32, u32); 3], degrees_max: i64) -> Option<i64> {
    let [degrees, minutes, seconds] = parts.map(ratio);
    let (minutes, seconds) = (minutes?, seconds?);
    if minutes >= 60.0 || seconds >= 60.0 {
        return None;
    }
    let sum = degrees? + minutes / 60.0 + seconds / 3600.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a float that is too large becomes the largest integer, which is refused below"
    )]
    let e6 = (sum * 1e6).round() as i64;
    (e6 <= degrees_max * 1_000_000).then_some(e6)
}

/// A ratio with 0 below the line tells nothing.
fn ratio((above, below): (u32, u32)) -> Option<f64> {
    (below != 0).then(|| f64::from(above) / f64::from(below))
}
