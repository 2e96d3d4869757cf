//! What a photo costs in memory, told from its header.

use super::{Head, Shape};
use crate::ladder;

/// One permit stands for this much memory, in bytes.
const PERMIT_BYTES: u64 = 1024 * 1024;

/// What every photo takes, in bytes: bands of rows, tables, a profile and its grids, small sheets.
const FIXED_BYTES: u64 = 16 << 20;

impl Head {
    /// The most memory that [`crate::prepare`] takes for this photo, in MiB, beside the file itself.
    /// The figures are measured (`tests/memory.rs`) and include what the helper for HEIC takes as
    /// a process of its own.
    #[must_use]
    pub fn permits(&self) -> u32 {
        let bytes = FIXED_BYTES + self.decode_bytes().max(self.encode_bytes());
        u32::try_from(bytes.div_ceil(PERMIT_BYTES)).unwrap_or(u32::MAX)
    }

    /// What a decoder holds at its worst, and the rows that are kept of it.
    fn decode_bytes(&self) -> u64 {
        let pixels = self.pixels();
        match self.shape {
            Shape::Jpeg {
                components,
                coefficient_bytes,
                ..
            } => {
                let channels = u64::from(components);
                pixels * channels + coefficient_bytes.max(self.kept_pixels() * channels)
            }
            Shape::Png {
                channels,
                interlaced,
            } => {
                let whole = if interlaced { pixels } else { 0 };
                (whole + self.kept_pixels()) * u64::from(channels)
            }
            Shape::WebP {
                lossless,
                alpha,
                animated,
            } => {
                // Tenths of bytes a pixel: planes, the coded alpha, and the pixels themselves.
                let tenths = match (lossless, alpha) {
                    (true, true) => 42,
                    (true, false) => 72,
                    (false, true) => 106,
                    (false, false) => 46,
                };
                // The frame is laid onto a canvas and copied from there.
                let canvas = if animated { 80 } else { 0 };
                let rows = self.kept_pixels() * if alpha { 4 } else { 3 };
                pixels * (tenths + canvas) / 10 + rows
            }
            Shape::Gif => pixels + self.kept_pixels() * 4,
            Shape::Heif { alpha } => {
                let helper = pixels * 8 + (16 << 20);
                let rows = self.kept_pixels() * if alpha { 4 } else { 3 };
                helper.max(pixels * 3 + rows)
            }
        }
    }

    /// What encoding the largest sheet takes. libwebp packs alpha apart, which is costly.
    fn encode_bytes(&self) -> u64 {
        let alpha = match self.shape {
            Shape::Jpeg { .. } => false,
            Shape::Png { channels, .. } => matches!(channels, 2 | 4),
            Shape::WebP { alpha, .. } | Shape::Heif { alpha } => alpha,
            Shape::Gif => true,
        };
        let (width, height) = ladder::top((self.width, self.height));
        let turned = ladder::top((self.height, self.width));
        let pixels = |(width, height)| u64::from(width) * u64::from(height);
        let top = pixels((width, height)).max(pixels(turned));
        top * if alpha { 40 } else { 12 }
    }

    /// The pixels of the rows at the width that they are kept at; whether the photo will be turned
    /// is not known yet.
    fn kept_pixels(&self) -> u64 {
        let lying = ladder::top((self.width, self.height)).0;
        let turned = ladder::top((self.height, self.width)).1;
        u64::from(lying.max(turned)) * u64::from(self.height)
    }
}
