//! Which sizes a picture is offered in.

use crate::limits::{HEIGHT_TIMES_WIDTH_MAX, WIDTHS_PX};

/// Width and height in pixels.
pub(crate) type Size = (u32, u32);

/// The largest size with the same proportions inside of a box, never larger than the picture; each
/// side at least 1.
pub(crate) fn fitted((width, height): Size, (box_width, box_height): Size) -> Size {
    if width <= box_width && height <= box_height {
        return (width, height);
    }
    let (w, h) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let (bw, bh) = (u64::from(box_width), u64::from(box_height));
    // Rounded, so that the proportions stay as near as pixels allow.
    let scaled = |side: u64, to: u64, of: u64| ((side * to + of / 2) / of).clamp(1, to.max(side));
    let (w, h) = if w * bh > h * bw {
        (bw, scaled(h, bw, w).min(bh))
    } else {
        (scaled(w, bh, h).min(bw), bh)
    };
    (narrowed(w), narrowed(h))
}

/// The size of the largest sheet of a picture that stands upright.
pub(crate) fn top(size: Size) -> Size {
    rung(size, WIDTHS_PX[WIDTHS_PX.len() - 1])
}

/// The sizes of all sheets, from the narrowest to the top. A picture that is narrower than a rung
/// of [`WIDTHS_PX`] ends there with its own width; a rung within a quarter below the top is left
/// out, since nobody would see the difference and everybody would store it.
pub(crate) fn sheets(size: Size) -> Vec<Size> {
    let top = top(size);
    let mut sizes: Vec<Size> = WIDTHS_PX
        .iter()
        .map(|width| rung(size, *width))
        .filter(|(width, _)| width * 5 <= top.0 * 4)
        .collect();
    sizes.push(top);
    sizes
}

fn rung(size: Size, width: u32) -> Size {
    fitted(size, (width, width * HEIGHT_TIMES_WIDTH_MAX))
}

fn narrowed(side: u64) -> u32 {
    u32::try_from(side).unwrap_or(u32::MAX)
}
