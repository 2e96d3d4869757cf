//! The header of a WebP (RFC 9649): its canvas, and the picture that stands on it.

use super::{Head, Shape};
use crate::Kind;
use crate::cut::{four_cc, u8_at, u16_le, u24_le, u32_le};
use crate::limits::CHUNKS_MAX;

/// The first VP8 or VP8L chunk.
#[derive(Clone, Copy)]
struct Picture {
    width: u32,
    height: u32,
    lossless: bool,
    alpha: bool,
}

pub(super) fn read(bytes: &[u8]) -> Option<Head> {
    if four_cc(bytes, 12)? != *b"VP8X" {
        let picture = picture(bytes, 12)?;
        return Some(told(picture.width, picture.height, picture, false));
    }
    let flags = u8_at(bytes, 20)?;
    let (alpha, animated) = (flags & 0x10 != 0, flags & 0x02 != 0);
    let (width, height) = (u24_le(bytes, 24)? + 1, u24_le(bytes, 27)? + 1);
    let picture = if animated {
        first_frame(bytes, (width, height))?
    } else {
        let at = find(bytes, 30, &[*b"VP8 ", *b"VP8L"])?;
        let picture = picture(bytes, at)?;
        // The decoder makes room for the inner sides before it compares them.
        if (picture.width, picture.height) != (width, height) {
            return None;
        }
        picture
    };
    Some(told(width, height, Picture { alpha, ..picture }, animated))
}

fn told(width: u32, height: u32, picture: Picture, animated: bool) -> Head {
    Head {
        kind: Kind::WebP,
        width,
        height,
        shape: Shape::WebP {
            lossless: picture.lossless,
            alpha: picture.alpha,
            animated,
        },
    }
}

/// The picture in the first frame of an animation; it may not be larger than the canvas.
fn first_frame(bytes: &[u8], canvas: (u32, u32)) -> Option<Picture> {
    let at = find(bytes, 30, &[*b"ANMF"])?;
    let (width, height) = (u24_le(bytes, at + 14)? + 1, u24_le(bytes, at + 17)? + 1);
    let mut inner = at + 24;
    if four_cc(bytes, inner)? == *b"ALPH" {
        inner = next(bytes, inner)?;
        // After alpha the decoder takes whatever comes for VP8.
        if four_cc(bytes, inner)? != *b"VP8 " {
            return None;
        }
    }
    let picture = picture(bytes, inner)?;
    let inside = width <= canvas.0 && height <= canvas.1;
    (inside && (picture.width, picture.height) == (width, height)).then_some(picture)
}

/// The place of the first chunk with one of these names.
fn find(bytes: &[u8], mut at: usize, names: &[[u8; 4]]) -> Option<usize> {
    for _ in 0..CHUNKS_MAX {
        if names.contains(&four_cc(bytes, at)?) {
            return Some(at);
        }
        at = next(bytes, at)?;
    }
    None
}

fn next(bytes: &[u8], at: usize) -> Option<usize> {
    let length = u32_le(bytes, at + 4)? as usize;
    at.checked_add(8 + length + length % 2)
}

fn picture(bytes: &[u8], at: usize) -> Option<Picture> {
    match &four_cc(bytes, at)? {
        b"VP8 " => Some(Picture {
            width: u16_le(bytes, at + 14)? & 0x3FFF,
            height: u16_le(bytes, at + 16)? & 0x3FFF,
            lossless: false,
            alpha: false,
        }),
        b"VP8L" if u8_at(bytes, at + 8)? == 0x2F => {
            let packed = u32_le(bytes, at + 9)?;
            Some(Picture {
                width: (packed & 0x3FFF) + 1,
                height: (packed >> 14 & 0x3FFF) + 1,
                lossless: true,
                alpha: packed >> 28 & 1 != 0,
            })
        }
        _ => None,
    }
}
