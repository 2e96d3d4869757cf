//! A picture in one of its sizes.

use std::io;

use webp::{Encoder, WebPConfig};

use crate::ladder::Size;
use crate::raster::{Layout, Raster};
use crate::resize::resize;

/// Of 100. Beyond this, files grow faster than eyes can tell.
const QUALITY: f32 = 78.0;

/// Of 0 (quick) to 6 (small). Against 4, a photo of 2048 pixels takes a third of the time (120 ms)
/// and 3 % more bytes.
const EFFORT: i32 = 2;

/// One size of a photo, ready to be served as `image/webp`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// In pixels: one of [`crate::limits::WIDTHS_PX`], the photo's own when that is less, or less
    /// than a width so that a very long photo stays within [`crate::limits::HEIGHT_TIMES_WIDTH_MAX`].
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The file: lossy, with alpha where the photo has some, without metadata.
    pub webp: Vec<u8>,
}

/// Encodes a picture in sRGB at a size.
pub(crate) fn sheet(raster: &Raster, size: Size) -> io::Result<Sheet> {
    let raster = resize(raster, size).ok_or_else(|| io::Error::other("resizing failed"))?;
    let encoder = match raster.layout {
        Layout::Rgba => Encoder::from_rgba(&raster.pixels, raster.width, raster.height),
        _ => Encoder::from_rgb(&raster.pixels, raster.width, raster.height),
    };
    let mut config = WebPConfig::new().map_err(|()| io::Error::other("libwebp is another one"))?;
    config.quality = QUALITY;
    config.method = EFFORT;
    let webp = encoder
        .encode_advanced(&config)
        .map_err(|error| io::Error::other(format!("libwebp: {error:?}")))?;
    Ok(Sheet {
        width: raster.width,
        height: raster.height,
        webp: webp.to_vec(),
    })
}
