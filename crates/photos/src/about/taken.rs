//! When a photo was taken, by its EXIF (CIPA DC-008, 4.6.5.4).

use jiff::civil;
use jiff::tz::Offset;

use super::tiff::{Table, Tiff};

/// The time and the offset of the exposure, then those of its digitizing.
const TIMES: [(u32, u32); 2] = [(0x9003, 0x9011), (0x9004, 0x9012)];

/// No clock on Earth is further from UTC, in hours.
const OFFSET_HOURS_MAX: i32 = 14;

/// What the camera's clock showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Year to second.
    pub local: civil::DateTime,
    /// From UTC, where the camera knew it.
    pub offset: Option<Offset>,
}

/// The moment of the exposure, else of its digitizing. The time of the last change says nothing.
pub(super) fn read(tiff: Tiff<'_>, exif: Table) -> Option<Taken> {
    TIMES.into_iter().find_map(|(time, offset)| {
        let local = local(tiff.text(exif, time)?)?;
        let offset = tiff.text(exif, offset).and_then(self::offset);
        Some(Taken { local, offset })
    })
}

/// `YYYY:MM:DD HH:MM:SS`; cameras without a clock write blanks or zeros.
fn local(text: &[u8]) -> Option<civil::DateTime> {
    let text = std::str::from_utf8(text.get(..19)?).ok()?;
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i8>().ok();
    civil::DateTime::new(
        text.get(..4)?.parse().ok().filter(|year| *year > 0)?,
        part(5, 7)?,
        part(8, 10)?,
        part(11, 13)?,
        part(14, 16)?,
        part(17, 19)?,
        0,
    )
    .ok()
}

/// `+HH:MM` or `-HH:MM`. One that cannot be read is one that is not there.
fn offset(text: &[u8]) -> Option<Offset> {
    let text = std::str::from_utf8(text.get(..6)?).ok()?;
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u8>().ok().map(i32::from);
    let (hours, minutes) = (part(1, 3)?, part(4, 6)?);
    if hours > OFFSET_HOURS_MAX || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()
}
