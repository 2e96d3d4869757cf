//! The header of a HEIC: the sides of the pictures in it (ISO/IEC 14496-12 and 23008-12).

use std::ops::Range;

use super::{Head, Shape};
use crate::Kind;
use crate::cut::{four_cc, u32_be};

/// The boxes of one level that are walked over.
const BOXES_MAX: usize = 4096;

/// Takes the largest of the sizes (`ispe`) that the container lists: the tiles of a grid, thumbnails
/// and masks are smaller than the photo.
pub(super) fn read(bytes: &[u8]) -> Option<Head> {
    let meta = child(bytes, 0..bytes.len(), b"meta")?;
    // `meta` and `ispe` carry a version of four bytes before what they hold.
    let properties = child(bytes, meta.start + 4..meta.end, b"iprp")?;
    let list = child(bytes, properties, b"ipco")?;
    let (mut largest, mut alpha) = ((0, 0), false);
    let area = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
    for (name, body) in Boxes::new(bytes, list).take(BOXES_MAX) {
        match &name {
            b"ispe" => {
                let size = (
                    u32_be(bytes, body.start + 4)?,
                    u32_be(bytes, body.start + 8)?,
                );
                if area(size) > area(largest) {
                    largest = size;
                }
            }
            b"auxC" => alpha |= is_alpha(&bytes[body]),
            _ => {}
        }
    }
    Some(Head {
        kind: Kind::Heif,
        width: largest.0,
        height: largest.1,
        shape: Shape::Heif { alpha },
    })
}

/// Whether an auxiliary picture holds transparency, by its name.
fn is_alpha(name: &[u8]) -> bool {
    let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
    has(b"auxid:1\0") || has(b"auxiliary:alpha")
}

fn child(bytes: &[u8], within: Range<usize>, name: &[u8; 4]) -> Option<Range<usize>> {
    Boxes::new(bytes, within)
        .take(BOXES_MAX)
        .find(|(found, _)| found == name)
        .map(|(_, body)| body)
}

/// The boxes that stand one after the other in a range.
struct Boxes<'a> {
    bytes: &'a [u8],
    within: Range<usize>,
}

impl<'a> Boxes<'a> {
    fn new(bytes: &'a [u8], within: Range<usize>) -> Self {
        Self { bytes, within }
    }
}

impl Iterator for Boxes<'_> {
    type Item = ([u8; 4], Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.within.start;
        let name = four_cc(self.bytes, start + 4)?;
        let (header, length) = match u32_be(self.bytes, start)? {
            0 => (8, self.within.end.checked_sub(start)?),
            1 => {
                let length = u64::from(u32_be(self.bytes, start + 8)?) << 32
                    | u64::from(u32_be(self.bytes, start + 12)?);
                (16, usize::try_from(length).ok()?)
            }
            length => (8, length as usize),
        };
        let end = start.checked_add(length)?;
        if length < header || end > self.within.end {
            return None;
        }
        self.within.start = end;
        Some((name, start + header..end))
    }
}
