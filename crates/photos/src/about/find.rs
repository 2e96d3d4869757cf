//! Finds EXIF in a container.

use crate::Kind;
use crate::cut::{four_cc, u32_be, u32_le};
use crate::head::{SCAN, segments};
use crate::limits::CHUNKS_MAX;

/// What JPEG puts before EXIF, and some put before it in a WebP too.
const PREFIX: &[u8] = b"Exif\0\0";

/// The first EXIF of a file, as a TIFF.
pub(super) fn exif(bytes: &[u8], kind: Kind) -> Option<&[u8]> {
    match kind {
        Kind::Jpeg => in_jpeg(bytes),
        Kind::Png => in_png(bytes),
        Kind::WebP => in_webp(bytes),
        Kind::Gif | Kind::Heif => None,
    }
}

/// An APP1 segment before the first scan (CIPA DC-008, 4.5.5).
fn in_jpeg(bytes: &[u8]) -> Option<&[u8]> {
    segments(bytes)
        .take_while(|segment| segment.code != SCAN)
        .filter(|segment| segment.code == 0xE1)
        .find_map(|segment| segment.body.strip_prefix(PREFIX))
}

/// The chunk eXIf (PNG, third edition, 11.3.4.5).
fn in_png(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 8;
    for _ in 0..CHUNKS_MAX {
        let length = u32_be(bytes, at)? as usize;
        if four_cc(bytes, at + 4)? == *b"eXIf" {
            return bytes.get(at + 8..at + 8 + length);
        }
        at += 12 + length;
    }
    None
}

/// The chunk EXIF (RFC 9649, 2.7.1.5).
fn in_webp(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 12;
    for _ in 0..CHUNKS_MAX {
        let length = u32_le(bytes, at + 4)? as usize;
        if four_cc(bytes, at)? == *b"EXIF" {
            let exif = bytes.get(at + 8..at + 8 + length)?;
            return Some(exif.strip_prefix(PREFIX).unwrap_or(exif));
        }
        at += 8 + length + length % 2;
    }
    None
}
