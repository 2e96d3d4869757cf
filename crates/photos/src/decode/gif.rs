//! Decodes the first frame of a GIF, laid onto its screen.

use std::num::NonZeroU64;

use gif::{ColorOutput, DecodeOptions, Decoder, Frame, MemoryLimit};

use super::narrow::Narrow;
use super::{Decoded, Wanted};
use crate::Refused;
use crate::head::Head;
use crate::limits::PIXELS_MAX;
use crate::raster::{Layout, Raster};
use crate::watched::{Watched, broken};

const CLEAR: [u8; 4] = [0; 4];

/// The frame stays as indices of one byte until each row is narrowed.
pub(super) fn decode(bytes: &[u8], head: &Head, wanted: Wanted<'_>) -> Result<Decoded, Refused> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    options.check_frame_consistency(true);
    if let Some(limit) = NonZeroU64::new(PIXELS_MAX) {
        options.set_memory_limit(MemoryLimit::Bytes(limit));
    }
    let watched = Watched::new(bytes, wanted.late);
    let mut decoder = options
        .read_info(watched)
        .map_err(|_| broken(wanted.late))?;
    if !head.has_sides(decoder.width().into(), decoder.height().into()) {
        return Err(Refused::Broken);
    }
    let global = decoder.global_palette().map(<[u8]>::to_vec);
    let frame = first(&mut decoder, wanted)?;
    let colours = colours(&frame, global.as_deref())?;
    Ok(Decoded {
        raster: paint(&frame, head, &colours, wanted)?,
        profile: None,
    })
}

fn first(
    decoder: &mut Decoder<Watched<'_>>,
    wanted: Wanted<'_>,
) -> Result<Frame<'static>, Refused> {
    decoder
        .read_next_frame()
        .map_err(|_| broken(wanted.late))?
        .cloned()
        .ok_or(Refused::Broken)
}

/// The colour of each index; one that the palette lacks is clear.
fn colours(frame: &Frame<'_>, global: Option<&[u8]>) -> Result<[[u8; 4]; 256], Refused> {
    let palette = frame.palette.as_deref().or(global).ok_or(Refused::Broken)?;
    let mut colours = [CLEAR; 256];
    for (colour, rgb) in colours.iter_mut().zip(palette.chunks_exact(3)) {
        *colour = [rgb[0], rgb[1], rgb[2], 255];
    }
    if let Some(index) = frame.transparent {
        colours[usize::from(index)] = CLEAR;
    }
    Ok(colours)
}

fn paint(
    frame: &Frame<'_>,
    head: &Head,
    colours: &[[u8; 4]; 256],
    wanted: Wanted<'_>,
) -> Result<Raster, Refused> {
    let (left, top) = (usize::from(frame.left), usize::from(frame.top));
    let width = usize::from(frame.width);
    let mut narrow = Narrow::new(head.width, head.height, Layout::Rgba, wanted);
    let mut row = Vec::with_capacity(narrow.row_bytes());
    for y in 0..head.height as usize {
        row.clear();
        row.resize(narrow.row_bytes(), 0);
        let inside = y.checked_sub(top);
        let indices = inside.and_then(|y| frame.buffer.get(y * width..(y + 1) * width));
        for (pixel, index) in row
            .chunks_exact_mut(4)
            .skip(left)
            .zip(indices.unwrap_or_default())
        {
            pixel.copy_from_slice(&colours[usize::from(*index)]);
        }
        narrow.row(&row)?;
    }
    narrow.finish()
}
