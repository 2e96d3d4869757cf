//! Where a photo was taken, by its GPS tags (CIPA DC-008, 4.6.6).

use exif::{Exif, In, Rational, Tag, Value};

/// A place on Earth in millionths of a degree, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// North is positive; −90,000,000 to 90,000,000.
    pub lat_e6: i64,
    /// East is positive; −180,000,000 to 180,000,000.
    pub lon_e6: i64,
}

/// The place, or nothing when a part is missing or makes no sense. 0° N 0° E is what devices write
/// that do not know where they are.
pub(super) fn read(exif: &Exif) -> Option<Place> {
    if ascii(exif, Tag::GPSStatus) == Some(b'V') {
        return None;
    }
    let place = Place {
        lat_e6: degrees_e6(exif, Tag::GPSLatitude, 90)?
            * sign(exif, Tag::GPSLatitudeRef, b'N', b'S')?,
        lon_e6: degrees_e6(exif, Tag::GPSLongitude, 180)?
            * sign(exif, Tag::GPSLongitudeRef, b'E', b'W')?,
    };
    ((place.lat_e6, place.lon_e6) != (0, 0)).then_some(place)
}

/// Degrees, minutes and seconds as millionths of a degree.
fn degrees_e6(exif: &Exif, tag: Tag, degrees_max: i64) -> Option<i64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else {
        return None;
    };
    let [degrees, minutes, seconds] = parts[..] else {
        return None;
    };
    let (minutes, seconds) = (ratio(minutes)?, ratio(seconds)?);
    if minutes >= 60.0 || seconds >= 60.0 {
        return None;
    }
    let sum = ratio(degrees)? + minutes / 60.0 + seconds / 3600.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a float that is too large becomes the largest integer, which is refused below"
    )]
    let e6 = (sum * 1e6).round() as i64;
    (e6 <= degrees_max * 1_000_000).then_some(e6)
}

/// A ratio whose denominator is 0 tells nothing.
fn ratio(rational: Rational) -> Option<f64> {
    (rational.denom != 0).then(|| rational.to_f64())
}

fn sign(exif: &Exif, tag: Tag, positive: u8, negative: u8) -> Option<i64> {
    match ascii(exif, tag)? {
        letter if letter == positive => Some(1),
        letter if letter == negative => Some(-1),
        _ => None,
    }
}

/// The first letter of a text.
fn ascii(exif: &Exif, tag: Tag) -> Option<u8> {
    let Value::Ascii(texts) = &exif.get_field(tag, In::PRIMARY)?.value else {
        return None;
    };
    texts.first()?.first().copied()
}
