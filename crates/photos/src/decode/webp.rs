//! Decodes a WebP with `image-webp`; of an animation the first frame.

use image_webp::WebPDecoder;

use super::narrow::Narrow;
use super::{Decoded, Wanted};
use crate::Refused;
use crate::head::Head;
use crate::limits::PROFILE_BYTES_MAX;
use crate::raster::Layout;
use crate::watched::{Watched, broken};

pub(super) fn decode(bytes: &[u8], head: &Head, wanted: Wanted<'_>) -> Result<Decoded, Refused> {
    let watched = Watched::new(bytes, wanted.late);
    let mut decoder = WebPDecoder::new(watched).map_err(|_| broken(wanted.late))?;
    let (width, height) = decoder.dimensions();
    if (width, height) != (head.width, head.height) {
        return Err(Refused::Broken);
    }
    decoder.set_memory_limit(PROFILE_BYTES_MAX);
    let profile = decoder.icc_profile().unwrap_or_default();
    let layout = if decoder.has_alpha() {
        Layout::Rgba
    } else {
        Layout::Rgb
    };
    let mut pixels = vec![0; width as usize * height as usize * layout.bytes()];
    decoder
        .read_image(&mut pixels)
        .map_err(|_| broken(wanted.late))?;
    drop(decoder);
    let raster = Narrow::all(pixels, (width, height), layout, wanted)?;
    Ok(Decoded { raster, profile })
}
