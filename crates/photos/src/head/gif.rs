//! The header of a GIF: its screen and its first frame (GIF89a).

use super::{Head, Shape};
use crate::Kind;
use crate::cut::{u8_at, u16_le};
use crate::limits::CHUNKS_MAX;

pub(super) fn read(bytes: &[u8]) -> Option<Head> {
    let (width, height) = (u16_le(bytes, 6)?, u16_le(bytes, 8)?);
    let at = first_frame(bytes)?;
    let fits = |from: u32, side: u32, all: u32| side > 0 && from + side <= all;
    let (left, top) = (u16_le(bytes, at + 1)?, u16_le(bytes, at + 3)?);
    let across = fits(left, u16_le(bytes, at + 5)?, width);
    let down = fits(top, u16_le(bytes, at + 7)?, height);
    (across && down).then_some(Head {
        kind: Kind::Gif,
        width,
        height,
        shape: Shape::Gif,
    })
}

/// The place of the first image descriptor, behind the palette and any extensions.
fn first_frame(bytes: &[u8]) -> Option<usize> {
    let flags = u8_at(bytes, 10)?;
    let palette = if flags & 0x80 != 0 {
        3 << ((flags & 7) + 1)
    } else {
        0
    };
    let mut at = 13 + palette;
    let mut blocks = 0;
    while u8_at(bytes, at)? != 0x2C {
        if u8_at(bytes, at)? != 0x21 {
            return None;
        }
        at += 2;
        loop {
            let length = usize::from(u8_at(bytes, at)?);
            at += 1 + length;
            blocks += 1;
            if length == 0 || blocks > CHUNKS_MAX {
                break;
            }
        }
    }
    (blocks <= CHUNKS_MAX).then_some(at)
}
