//! The sketch that stands in a picture's place until it has come.

use std::io;

use crate::ladder::fitted;
use crate::raster::{Layout, Raster};
use crate::resize::resize;

/// The algorithm takes no larger sides, in pixels.
const SIDE_PX_MAX: u32 = 100;

/// The thumbhash of a picture in sRGB, at most 25 bytes (Evan Wallace, evanw.github.io/thumbhash).
pub(crate) fn sketch(raster: &Raster) -> io::Result<Vec<u8>> {
    let size = fitted((raster.width, raster.height), (SIDE_PX_MAX, SIDE_PX_MAX));
    let raster = resize(raster, size).ok_or_else(|| io::Error::other("resizing failed"))?;
    let (width, height) = (raster.width as usize, raster.height as usize);
    let rgba: Vec<u8> = match raster.layout {
        Layout::Rgba => raster.into_owned().pixels,
        _ => {
            let (pixels, _) = raster.pixels.as_chunks::<3>();
            pixels
                .iter()
                .flat_map(|[r, g, b]| [*r, *g, *b, 255])
                .collect()
        }
    };
    Ok(thumbhash::rgba_to_thumb_hash(width, height, &rgba))
}
