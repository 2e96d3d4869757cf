//! Turns a picture upright.

use crate::ladder::Size;
use crate::raster::Raster;

/// How a stored picture has to be turned, EXIF's tag 0x0112 in words (CIPA DC-008, 4.6.5.1.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Turn {
    /// Rows and columns change places first,
    transposed: bool,
    /// then left and right,
    mirrored: bool,
    /// then top and bottom.
    flipped: bool,
}

impl Turn {
    /// By EXIF's number; anything but 1 to 8 is left as it lies.
    pub(crate) fn of_exif(orientation: u32) -> Self {
        let (transposed, mirrored, flipped) = match orientation {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, true, false),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => (false, false, false),
        };
        Self {
            transposed,
            mirrored,
            flipped,
        }
    }

    /// A size after turning; the same call leads back.
    pub(crate) fn size(self, (width, height): Size) -> Size {
        if self.transposed {
            (height, width)
        } else {
            (width, height)
        }
    }

    /// The picture, turned.
    pub(crate) fn apply(self, raster: Raster) -> Raster {
        if self == Self::default() {
            return raster;
        }
        let bytes = raster.layout.bytes();
        let (from_width, from_height) = (raster.width as usize, raster.height as usize);
        let (width, height) = self.size((raster.width, raster.height));
        let mut pixels = Vec::with_capacity(raster.pixels.len());
        for y in 0..height as usize {
            for x in 0..width as usize {
                let x = if self.mirrored {
                    width as usize - 1 - x
                } else {
                    x
                };
                let y = if self.flipped {
                    height as usize - 1 - y
                } else {
                    y
                };
                let (from_x, from_y) = if self.transposed { (y, x) } else { (x, y) };
                debug_assert!(from_x < from_width && from_y < from_height);
                let at = (from_y * from_width + from_x) * bytes;
                pixels.extend_from_slice(&raster.pixels[at..at + bytes]);
            }
        }
        Raster {
            width,
            height,
            layout: raster.layout,
            pixels,
        }
    }
}
