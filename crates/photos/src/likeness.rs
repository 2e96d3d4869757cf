//! How a picture looks, in 64 bits that hardly change when it is encoded again, scaled or cut a little.
//!
//! A perceptual hash by the discrete cosine transform (Christoph Zauner, "Implementation and Benchmarking of
//! Perceptual Image Hash Functions", 2010, 3.2.1): grey, 32 × 32, the lowest 8 × 8 frequencies without
//! the mean, each bit says whether one lies above their median.

use std::f32::consts::PI;
use std::io;

use crate::raster::{Layout, Raster};
use crate::resize::resize;

/// Of the grey picture that is transformed, in pixels.
const SIDE: usize = 32;
/// Of the square of low frequencies that is kept.
const LOW: usize = 8;

/// Of a picture in sRGB.
pub(crate) fn likeness(raster: &Raster) -> io::Result<u64> {
    let size = (SIDE as u32, SIDE as u32);
    let small = resize(raster, size).ok_or_else(|| io::Error::other("resizing failed"))?;
    let low = low_frequencies(&greys(&small));
    let mut sorted = low;
    sorted.sort_by(f32::total_cmp);
    let median = f32::midpoint(sorted[low.len() / 2 - 1], sorted[low.len() / 2]);
    let bits = low
        .iter()
        .fold(0, |bits, value| (bits << 1) | u64::from(*value > median));
    Ok(bits)
}

/// In how many of 64 bits two pictures differ: 0 for the same, about 32 for two that have nothing to do
/// with each other.
#[must_use]
pub fn unlikeness(one: u64, other: u64) -> u32 {
    (one ^ other).count_ones()
}

/// Row by row; what is clear stands on white.
fn greys(small: &Raster) -> Vec<f32> {
    let bytes = small.layout.bytes();
    let grey = |pixel: &[u8]| match (small.layout, pixel) {
        (Layout::Rgba, [r, g, b, a]) => {
            let clear = f32::from(255 - *a);
            luma(*r, *g, *b) * f32::from(*a) / 255.0 + clear
        }
        (_, [r, g, b, ..]) => luma(*r, *g, *b),
        (_, [grey, ..]) => f32::from(*grey),
        (_, []) => 0.0,
    };
    small.pixels.chunks_exact(bytes).map(grey).collect()
}

fn luma(r: u8, g: u8, b: u8) -> f32 {
    0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)
}

/// The lowest frequencies without the mean and its row and column, whose signs say least: row by row from (1, 1).
fn low_frequencies(greys: &[f32]) -> [f32; LOW * LOW] {
    let waves: Vec<[f32; SIDE]> = (1..=LOW).map(wave).collect();
    let rows: Vec<&[f32]> = greys.chunks_exact(SIDE).collect();
    let mut low = [0.0; LOW * LOW];
    for (v, down) in waves.iter().enumerate() {
        for (u, across) in waves.iter().enumerate() {
            let row = |row: &&[f32]| -> f32 { row.iter().zip(across).map(|(g, w)| g * w).sum() };
            low[v * LOW + u] = rows.iter().map(row).zip(down).map(|(sum, w)| sum * w).sum();
        }
    }
    low
}

fn wave(frequency: usize) -> [f32; SIDE] {
    std::array::from_fn(|at| {
        (PI * (2 * at + 1) as f32 * frequency as f32 / (2 * SIDE) as f32).cos()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Given;

    /// A drawing of its own for each number: soft spots on a ramp, as photos have them.
    fn drawn(number: u32, (width, height): (u32, u32)) -> Raster {
        let spot = |n: u32| {
            let hash = (number * 31 + n).wrapping_mul(2_654_435_761);
            let part = |shift: u32| (hash >> shift & 255) as f32 / 255.0;
            (
                part(0),
                part(8),
                0.05 + part(16) / 5.0,
                part(24) * 200.0 - 100.0,
            )
        };
        let spots: Vec<_> = (0..12).map(spot).collect();
        let mut pixels = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let (x, y) = (x as f32 / width as f32, y as f32 / height as f32);
                let lit: f32 = spots
                    .iter()
                    .map(|(sx, sy, r, by)| {
                        by * (-((x - sx).powi(2) + (y - sy).powi(2)) / (r * r)).exp()
                    })
                    .sum();
                let grey = (128.0 + 40.0 * (x - y) + lit).clamp(0.0, 255.0) as u8;
                pixels.extend([grey, grey / 2 + 60, 255 - grey]);
            }
        }
        Raster {
            width,
            height,
            layout: Layout::Rgb,
            pixels,
        }
    }

    fn cut(raster: &Raster, percent: u32) -> Raster {
        let (by_x, by_y) = (raster.width * percent / 100, raster.height * percent / 100);
        let (width, height) = (raster.width - by_x, raster.height - by_y);
        let mut pixels = Vec::new();
        for y in by_y / 2..by_y / 2 + height {
            let from = ((y * raster.width + by_x / 2) * 3) as usize;
            pixels.extend_from_slice(&raster.pixels[from..from + width as usize * 3]);
        }
        Raster {
            width,
            height,
            layout: Layout::Rgb,
            pixels,
        }
    }

    fn jpeg(raster: &Raster, quality: u8) -> Vec<u8> {
        let mut bytes = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
        let (width, height) = (raster.width as u16, raster.height as u16);
        let kind = jpeg_encoder::ColorType::Rgb;
        encoder.encode(&raster.pixels, width, height, kind).unwrap();
        bytes
    }

    fn of_file(bytes: &[u8]) -> u64 {
        let given = Given {
            heif_convert: std::path::Path::new(""),
            scratch: std::path::Path::new(""),
            late: &|| false,
        };
        let head = crate::head(bytes).unwrap();
        crate::screenshot(bytes, &head, &given).unwrap().likeness
    }

    #[test]
    fn a_copy_looks_like_its_original() {
        for number in 0..8 {
            let original = drawn(number, (600, 800));
            let first = likeness(&original).unwrap();
            for (what, bytes) in [
                ("encoded", jpeg(&original, 90)),
                ("encoded badly", jpeg(&original, 25)),
                ("scaled", jpeg(&drawn(number, (240, 320)), 80)),
                ("scaled up", jpeg(&drawn(number, (1200, 1600)), 80)),
                ("cut", jpeg(&cut(&original, 2), 80)),
            ] {
                let far = unlikeness(first, of_file(&bytes));
                assert!(far <= 6, "{number} {what}: {far}");
            }
        }
    }

    #[test]
    fn different_pictures_look_different() {
        let all: Vec<u64> = (0..24)
            .map(|number| likeness(&drawn(number, (300, 400))).unwrap())
            .collect();
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                let far = unlikeness(*one, *other);
                assert!(far > 14, "{far}");
            }
        }
    }

    #[test]
    fn a_picture_of_one_colour_has_a_likeness() {
        let flat = Raster {
            width: 9,
            height: 3,
            layout: Layout::Rgba,
            pixels: vec![0; 9 * 3 * 4],
        };
        assert_eq!(likeness(&flat).unwrap(), likeness(&flat).unwrap());
        assert_eq!(unlikeness(0, u64::MAX), 64);
    }
}
