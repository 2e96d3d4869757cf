//! When a photo was taken, by its EXIF (CIPA DC-008, 4.6.5.4).

use exif::{DateTime, Exif, In, Tag, Value};
use jiff::civil;
use jiff::tz::Offset;

/// No clock on Earth is further from UTC, in minutes.
const OFFSET_MINUTES_MAX: i16 = 14 * 60;

/// What the camera's clock showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Year to second.
    pub local: civil::DateTime,
    /// From UTC, where the camera knew it.
    pub offset: Option<Offset>,
}

/// The moment of the exposure, else of its digitizing. The time of the last change says nothing.
pub(super) fn read(exif: &Exif) -> Option<Taken> {
    at(exif, Tag::DateTimeOriginal, Tag::OffsetTimeOriginal)
        .or_else(|| at(exif, Tag::DateTimeDigitized, Tag::OffsetTimeDigitized))
}

fn at(exif: &Exif, time: Tag, offset: Tag) -> Option<Taken> {
    let mut read = DateTime::from_ascii(ascii(exif, time)?).ok()?;
    if let Some(offset) = ascii(exif, offset) {
        // An offset that cannot be read is one that is not there.
        let _ = read.parse_offset(offset);
    }
    let local = civil::DateTime::new(
        i16::try_from(read.year).ok()?,
        i8::try_from(read.month).ok()?,
        i8::try_from(read.day).ok()?,
        i8::try_from(read.hour).ok()?,
        i8::try_from(read.minute).ok()?,
        i8::try_from(read.second).ok()?,
        0,
    );
    let offset = read
        .offset
        .filter(|minutes| minutes.abs() <= OFFSET_MINUTES_MAX)
        .and_then(|minutes| Offset::from_seconds(i32::from(minutes) * 60).ok());
    Some(Taken {
        local: local.ok()?,
        offset,
    })
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(texts) => texts.first().map(Vec::as_slice),
        _ => None,
    }
}
