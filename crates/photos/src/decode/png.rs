//! Decodes a PNG row by row; an interlaced one has to be held as a whole.

use png::{BitDepth, ColorType, Decoder, Limits, Reader, Transformations};

use super::narrow::Narrow;
use super::{Decoded, Wanted};
use crate::Refused;
use crate::head::Head;
use crate::limits::{PNG_EXTRA_BYTES_MAX, PROFILE_BYTES_MAX};
use crate::raster::{Layout, Raster};
use crate::watched::{Watched, broken};

/// Text is skipped unread, unpacked profiles are bounded, and of an animation the still picture is
/// taken.
pub(super) fn decode(bytes: &[u8], head: &Head, wanted: Wanted<'_>) -> Result<Decoded, Refused> {
    let limits = Limits {
        bytes: PNG_EXTRA_BYTES_MAX.max(PROFILE_BYTES_MAX),
    };
    let mut decoder = Decoder::new_with_limits(Watched::new(bytes, wanted.late), limits);
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let reader = decoder.read_info().map_err(|_| broken(wanted.late))?;
    let (width, height) = reader.info().size();
    if (width, height) != (head.width, head.height) {
        return Err(Refused::Broken);
    }
    if let Some(palette) = &reader.info().palette {
        // The decoder counts on whole colours and panics over others; `bin/fuzz` found it.
        if palette.len() % 3 != 0 || palette.len() > 3 * 256 {
            return Err(Refused::Broken);
        }
    }
    let layout = match reader.output_color_type() {
        (ColorType::Grayscale, BitDepth::Eight) => Layout::Gray,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => Layout::GrayAlpha,
        (ColorType::Rgb, BitDepth::Eight) => Layout::Rgb,
        (ColorType::Rgba, BitDepth::Eight) => Layout::Rgba,
        _ => return Err(Refused::Broken),
    };
    let profile = reader.info().icc_profile.as_deref().map(<[u8]>::to_vec);
    let raster = if reader.info().interlaced {
        interlaced(reader, head, layout, wanted)?
    } else {
        rows(reader, head, layout, wanted)?
    };
    Ok(Decoded { raster, profile })
}

fn rows(
    mut reader: Reader<Watched<'_>>,
    head: &Head,
    layout: Layout,
    wanted: Wanted<'_>,
) -> Result<Raster, Refused> {
    let mut narrow = Narrow::new(head.width, head.height, layout, wanted);
    for _ in 0..head.height {
        let row = reader.next_row().map_err(|_| broken(wanted.late))?;
        let row = row.ok_or(Refused::Broken)?;
        if row.data().len() != narrow.row_bytes() {
            return Err(Refused::Broken);
        }
        narrow.row(row.data())?;
    }
    narrow.finish()
}

fn interlaced(
    mut reader: Reader<Watched<'_>>,
    head: &Head,
    layout: Layout,
    wanted: Wanted<'_>,
) -> Result<Raster, Refused> {
    let row_bytes = head.width as usize * layout.bytes();
    let mut pixels = vec![0; row_bytes * head.height as usize];
    let bits = u8::try_from(layout.bytes() * 8).unwrap_or(u8::MAX);
    while let Some(row) = reader
        .next_interlaced_row()
        .map_err(|_| broken(wanted.late))?
    {
        let png::InterlaceInfo::Adam7(pass) = row.interlace() else {
            return Err(Refused::Broken);
        };
        png::expand_interlaced_row(&mut pixels, row_bytes, row.data(), pass, bits);
    }
    Narrow::all(pixels, (head.width, head.height), layout, wanted)
}
