//! The header of a JPEG: its marker segments up to the first scan (ITU-T T.81, annex B).

use std::iter;

use super::{Head, Shape};
use crate::Kind;
use crate::cut::{u8_at, u16_be};
use crate::limits::CHUNKS_MAX;

/// A frame header (SOF).
#[derive(Clone, Copy)]
struct Frame {
    width: u32,
    height: u32,
    components: u8,
    progressive: bool,
    /// Some components have fewer samples than others.
    subsampled: bool,
    /// The samples of all components, with blocks filled up, for each block of the largest one.
    samples: u64,
}

pub(super) fn read(bytes: &[u8]) -> Option<Head> {
    let (mut frame, mut adobe) = (None, false);
    for Segment { code, at, body } in segments(bytes) {
        match code {
            // Baseline, extended and progressive, all Huffman coded; a second frame is not decoded.
            0xC0..=0xC2 if frame.is_none() => frame = Some(sof(code, body)?),
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF | 0xD9 => return None,
            0xEE => adobe |= body.starts_with(b"Adobe"),
            SCAN => {
                let (frame, together) = (frame?, u8_at(body, 0)?);
                let head = told(frame, together, adobe);
                let known = is_decoded_right(&frame, together);
                return (known && is_whole(&bytes[at..])).then_some(head);
            }
            _ => {}
        }
    }
    None
}

/// The code of the segment that a scan begins with.
pub(crate) const SCAN: u8 = 0xDA;

/// A marker segment.
pub(crate) struct Segment<'a> {
    pub(crate) code: u8,
    /// Where the code is.
    at: usize,
    pub(crate) body: &'a [u8],
}

/// The segments from the first on, up to one that is cut off. What comes after the first scan is
/// none: the caller stops there.
pub(crate) fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut from = 2;
    let next = move || {
        let at = next_marker(bytes, from)?;
        let (code, length) = (u8_at(bytes, at)?, u16_be(bytes, at + 1)? as usize);
        let body = bytes.get(at + 3..at + 1 + length)?;
        from = at + 1 + length;
        Some(Segment { code, at, body })
    };
    iter::from_fn(next).take(CHUNKS_MAX)
}

/// The place of the next marker's code; fill bytes may stand before it.
fn next_marker(bytes: &[u8], at: usize) -> Option<usize> {
    let fill = bytes.get(at..)?.iter().take_while(|byte| **byte == 0xFF);
    match fill.take(64).count() {
        0 => None,
        fill => Some(at + fill),
    }
}

fn sof(code: u8, body: &[u8]) -> Option<Frame> {
    let (bits, components) = (u8_at(body, 0)?, u8_at(body, 5)?);
    if bits != 8 || !matches!(components, 1 | 3 | 4) {
        return None;
    }
    let (height, width) = (u16_be(body, 1)?, u16_be(body, 3)?);
    let (mut across_max, mut down_max, mut blocks) = (1, 1, 0);
    for component in 0..usize::from(components) {
        let factors = u8_at(body, 7 + component * 3)?;
        let (across, down) = (u64::from(factors >> 4), u64::from(factors & 15));
        if !matches!(across, 1..=4) || !matches!(down, 1..=4) {
            return None;
        }
        across_max = across_max.max(across);
        down_max = down_max.max(down);
        blocks += across * down;
    }
    let units = |side: u32, factor: u64| u64::from(side).div_ceil(8 * factor);
    Some(Frame {
        width,
        height,
        components,
        progressive: code == 0xC2,
        subsampled: blocks != u64::from(components) * across_max * down_max,
        samples: units(width, across_max) * units(height, down_max) * blocks * 64,
    })
}

/// Whether `zune-jpeg` gets the colours right: of a sequential picture that has each component in a
/// scan of its own, with smaller ones for colour, it makes a green one. Cameras write none.
fn is_decoded_right(frame: &Frame, components_in_scan: u8) -> bool {
    frame.progressive || !frame.subsampled || components_in_scan == frame.components
}

/// Whether the end of the picture is there. The decoder takes a progressive picture that was cut off
/// for a blurred one, and overlooks that the last lines are missing.
fn is_whole(scans: &[u8]) -> bool {
    scans.windows(2).any(|marker| marker == [0xFF, 0xD9])
}

fn told(frame: Frame, components_in_scan: u8, adobe: bool) -> Head {
    // What does not come line by line is held as coefficients of two bytes until the last scan.
    let held = frame.progressive || components_in_scan != frame.components;
    Head {
        kind: Kind::Jpeg,
        width: frame.width,
        height: frame.height,
        shape: Shape::Jpeg {
            components: frame.components,
            coefficient_bytes: if held { frame.samples * 2 } else { 0 },
            adobe,
        },
    }
}
