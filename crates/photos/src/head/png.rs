//! The header of a PNG: the chunk IHDR, which comes first, and whether something is transparent.

use super::{Head, Shape};
use crate::Kind;
use crate::cut::{four_cc, u8_at, u32_be};
use crate::limits::CHUNKS_MAX;

pub(super) fn read(bytes: &[u8]) -> Option<Head> {
    if four_cc(bytes, 12)? != *b"IHDR" {
        return None;
    }
    let channels = match u8_at(bytes, 25)? {
        0 => 1,
        2 | 3 => 3,
        4 => 2,
        6 => 4,
        _ => return None,
    };
    // A transparent colour (tRNS) becomes a channel of its own.
    let alpha = matches!(channels, 1 | 3) && has_trns(bytes);
    Some(Head {
        kind: Kind::Png,
        width: u32_be(bytes, 16)?,
        height: u32_be(bytes, 20)?,
        shape: Shape::Png {
            channels: channels + u8::from(alpha),
            interlaced: u8_at(bytes, 28)? != 0,
        },
    })
}

fn has_trns(bytes: &[u8]) -> bool {
    let mut at = 8;
    for _ in 0..CHUNKS_MAX {
        match (u32_be(bytes, at), four_cc(bytes, at + 4)) {
            (Some(_), Some(name)) if name == *b"tRNS" => return true,
            (Some(length), Some(name)) if name != *b"IDAT" => at += 12 + length as usize,
            _ => return false,
        }
    }
    // Unknown is counted as the larger one.
    true
}
