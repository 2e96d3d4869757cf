//! Decodes a JPEG with `zune-jpeg`.

use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::narrow::Narrow;
use super::{Decoded, Wanted};
use crate::head::{Head, Shape};
use crate::limits::SCANS_MAX;
use crate::raster::Layout;
use crate::watched::{Watched, broken};
use crate::{Refused, colour};

/// Strict: half a photo whose rest is grey is refused, not published.
pub(super) fn decode(bytes: &[u8], head: &Head, wanted: Wanted<'_>) -> Result<Decoded, Refused> {
    let Shape::Jpeg {
        components, adobe, ..
    } = head.shape
    else {
        return Err(Refused::Broken);
    };
    let options = DecoderOptions::new_safe()
        .set_strict_mode(true)
        .set_max_width(head.width as usize)
        .set_max_height(head.height as usize)
        .jpeg_set_max_scans(SCANS_MAX);
    let watched = Watched::new(bytes, wanted.late);
    let mut decoder = JpegDecoder::new_with_options(watched, options);
    decoder.decode_headers().map_err(|_| broken(wanted.late))?;
    let (width, height) = decoder.dimensions().ok_or(Refused::Broken)?;
    let stored = decoder.input_colorspace().ok_or(Refused::Broken)?;
    let layout = match (components, stored) {
        (1, _) => Layout::Gray,
        (3, _) => Layout::Rgb,
        (4, ColorSpace::CMYK | ColorSpace::YCCK) => Layout::Cmyk,
        _ => return Err(Refused::Broken),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(match layout {
        Layout::Gray => ColorSpace::Luma,
        Layout::Cmyk => stored,
        _ => ColorSpace::RGB,
    }));
    let size = width * height * layout.bytes();
    if !head.has_sides(width, height) || decoder.output_buffer_size() != Some(size) {
        return Err(Refused::Broken);
    }
    let mut pixels = vec![0; size];
    decoder
        .decode_into(&mut pixels)
        .map_err(|_| broken(wanted.late))?;
    let profile = decoder.icc_profile();
    drop(decoder);
    match stored {
        ColorSpace::YCCK => colour::ycck_to_inks(&mut pixels, adobe),
        ColorSpace::CMYK => colour::stored_to_inks(&mut pixels, adobe),
        _ => {}
    }
    let raster = Narrow::all(pixels, (head.width, head.height), layout, wanted)?;
    Ok(Decoded { raster, profile })
}
