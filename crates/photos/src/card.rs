//! The picture that other sites show beside a link.

use std::borrow::Cow;
use std::io;

use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder};

use crate::ladder::fitted;
use crate::limits::CARD_PX_MAX;
use crate::raster::{Layout, Raster};
use crate::resize::resize;

/// Of 100. Other sites make it smaller and encode it again.
const QUALITY: u8 = 82;

/// The photo as `image/jpeg`, which every site understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// In pixels; neither side is more than [`crate::limits::CARD_PX_MAX`].
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The file, without metadata. What was transparent stands on white.
    pub jpeg: Vec<u8>,
}

/// Encodes a picture in sRGB.
pub(crate) fn card(raster: &Raster) -> io::Result<Card> {
    let size = fitted((raster.width, raster.height), (CARD_PX_MAX, CARD_PX_MAX));
    let raster = resize(raster, size).ok_or_else(|| io::Error::other("resizing failed"))?;
    let raster = on_white(raster);
    let side = |px: u32| u16::try_from(px).map_err(io::Error::other);
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, QUALITY);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    encoder
        .encode(
            &raster.pixels,
            side(raster.width)?,
            side(raster.height)?,
            ColorType::Rgb,
        )
        .map_err(io::Error::other)?;
    Ok(Card {
        width: raster.width,
        height: raster.height,
        jpeg,
    })
}

fn on_white(raster: Cow<'_, Raster>) -> Cow<'_, Raster> {
    if raster.layout != Layout::Rgba {
        return raster;
    }
    let laid = |colour: u8, alpha: u8| {
        let mixed = u32::from(colour) * u32::from(alpha) + 255 * u32::from(255 - alpha);
        u8::try_from((mixed + 127) / 255).unwrap_or(255)
    };
    let (pixels, _) = raster.pixels.as_chunks::<4>();
    let pixels = pixels
        .iter()
        .flat_map(|[r, g, b, a]| [laid(*r, *a), laid(*g, *a), laid(*b, *a)])
        .collect();
    Cow::Owned(Raster {
        width: raster.width,
        height: raster.height,
        layout: Layout::Rgb,
        pixels,
    })
}
