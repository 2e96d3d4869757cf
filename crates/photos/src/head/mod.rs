//! What a file's header says, before anything is decoded.

mod gif;
mod heif;
mod jpeg;
mod permits;
mod png;
mod webp;

pub(crate) use jpeg::{SCAN, segments};

use crate::limits::{FILE_BYTES_MAX, PERMITS_MAX, PIXELS_MAX, SIDE_PX_MAX};
use crate::{Kind, Refused};

/// What the header of a file states. Decoding trusts none of it: a decoder that finds other sides
/// stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// By the first bytes.
    pub kind: Kind,
    /// In pixels, as stored: a photo taken upright may lie on its side here.
    pub width: u32,
    /// In pixels, as stored.
    pub height: u32,
    pub(crate) shape: Shape,
}

/// What decides the memory that decoding takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Jpeg {
        components: u8,
        /// Coefficients of the whole picture that are held until its end, in bytes; 0 for the
        /// usual JPEG, which is decoded line by line.
        coefficient_bytes: u64,
        /// Adobe's marker stands in it: inks are stored inverted.
        adobe: bool,
    },
    Png {
        /// After palettes are looked up and 16 bits are cut to 8, in bytes of a pixel.
        channels: u8,
        interlaced: bool,
    },
    WebP {
        lossless: bool,
        alpha: bool,
        animated: bool,
    },
    Gif,
    Heif {
        alpha: bool,
    },
}

/// Reads the header and refuses what is too large, empty or not a picture. Costs microseconds, and
/// no memory.
pub fn head(bytes: &[u8]) -> Result<Head, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.len() > FILE_BYTES_MAX {
        return Err(Refused::TooManyBytes);
    }
    head_of(bytes)
}

/// The same for what the helper wrote, which may have more bytes.
pub(crate) fn head_of(bytes: &[u8]) -> Result<Head, Refused> {
    let kind = Kind::of(bytes).ok_or(Refused::NotAPicture)?;
    let head = read(kind, bytes).ok_or(Refused::Broken)?;
    if head.width == 0 || head.height == 0 {
        return Err(Refused::Broken);
    }
    let too_large = head.width.max(head.height) > SIDE_PX_MAX || head.pixels() > PIXELS_MAX;
    if too_large || head.permits() > PERMITS_MAX {
        return Err(Refused::TooManyPixels {
            width: head.width,
            height: head.height,
        });
    }
    Ok(head)
}

fn read(kind: Kind, bytes: &[u8]) -> Option<Head> {
    match kind {
        Kind::Jpeg => jpeg::read(bytes),
        Kind::Png => png::read(bytes),
        Kind::WebP => webp::read(bytes),
        Kind::Gif => gif::read(bytes),
        Kind::Heif => heif::read(bytes),
    }
}

impl Head {
    /// Width times height.
    #[must_use]
    pub fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Whether these are the sides that the decoder found.
    pub(crate) fn has_sides(&self, width: usize, height: usize) -> bool {
        self.width as usize == width && self.height as usize == height
    }
}
