//! Brings colours to sRGB.

use moxcms::{
    ColorProfile, DataColorSpace, Layout as ProfileLayout, ParsingOptions, TransformOptions,
};

use crate::limits::PROFILE_BYTES_MAX;
use crate::raster::{Layout, Raster};

/// The same picture in sRGB, as RGB, or RGBA when something of it is transparent. A profile that
/// cannot be read, or that is made for other channels, is passed over, as browsers do.
pub(crate) fn to_srgb(raster: Raster, profile: Option<&[u8]>) -> Raster {
    let raster = match profile.and_then(|profile| by_profile(&raster, profile)) {
        Some(raster) => raster,
        None => by_rule(raster),
    };
    if raster.layout == Layout::Rgba && raster.pixels.chunks_exact(4).all(|p| p[3] == 255) {
        return each::<4, 3>(raster, Layout::Rgb, |[r, g, b, _]| [r, g, b]);
    }
    raster
}

fn by_profile(raster: &Raster, profile: &[u8]) -> Option<Raster> {
    let parsing = ParsingOptions {
        max_profile_size: PROFILE_BYTES_MAX,
        max_allowed_clut_size: PROFILE_BYTES_MAX,
        ..ParsingOptions::default()
    };
    let profile = ColorProfile::new_from_slice_with_options(profile, parsing).ok()?;
    let (space, from, to, layout) = match raster.layout {
        Layout::Gray => (
            DataColorSpace::Gray,
            ProfileLayout::Gray,
            ProfileLayout::Rgb,
            Layout::Rgb,
        ),
        Layout::GrayAlpha => (
            DataColorSpace::Gray,
            ProfileLayout::GrayAlpha,
            ProfileLayout::Rgba,
            Layout::Rgba,
        ),
        Layout::Rgb => (
            DataColorSpace::Rgb,
            ProfileLayout::Rgb,
            ProfileLayout::Rgb,
            Layout::Rgb,
        ),
        Layout::Rgba => (
            DataColorSpace::Rgb,
            ProfileLayout::Rgba,
            ProfileLayout::Rgba,
            Layout::Rgba,
        ),
        Layout::Cmyk => (
            DataColorSpace::Cmyk,
            ProfileLayout::Rgba,
            ProfileLayout::Rgb,
            Layout::Rgb,
        ),
    };
    if profile.color_space != space {
        return None;
    }
    let srgb = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_8bit(from, &srgb, to, TransformOptions::default())
        .ok()?;
    let count = raster.width as usize * raster.height as usize;
    let mut pixels = vec![0; count * layout.bytes()];
    transform.transform(&raster.pixels, &mut pixels).ok()?;
    Some(Raster {
        layout,
        pixels,
        ..*raster
    })
}

/// Without a profile: grey is sRGB's grey, and inks darken each other.
fn by_rule(raster: Raster) -> Raster {
    match raster.layout {
        Layout::Gray => each::<1, 3>(raster, Layout::Rgb, |[y]| [y, y, y]),
        Layout::GrayAlpha => each::<2, 4>(raster, Layout::Rgba, |[y, a]| [y, y, y, a]),
        Layout::Cmyk => each::<4, 3>(raster, Layout::Rgb, |[c, m, y, k]| {
            [darkened(c, k), darkened(m, k), darkened(y, k)]
        }),
        Layout::Rgb | Layout::Rgba => raster,
    }
}

fn darkened(ink: u8, black: u8) -> u8 {
    let light = u32::from(255 - ink) * u32::from(255 - black);
    u8::try_from((light + 127) / 255).unwrap_or(255)
}

fn each<const FROM: usize, const TO: usize>(
    raster: Raster,
    layout: Layout,
    turn: impl Fn([u8; FROM]) -> [u8; TO],
) -> Raster {
    let (pixels, _) = raster.pixels.as_chunks::<FROM>();
    Raster {
        layout,
        pixels: pixels.iter().flat_map(|pixel| turn(*pixel)).collect(),
        ..raster
    }
}

/// Turns CMYK as a JPEG stores it into amounts of ink. Adobe's programs store it inverted and say
/// so by their marker (Adobe Technical Note 5116).
pub(crate) fn stored_to_inks(pixels: &mut [u8], adobe: bool) {
    if adobe {
        for ink in pixels {
            *ink = 255 - *ink;
        }
    }
}

/// Turns YCCK, which is CMY seen as light and coded like a photo, beside black, into amounts of ink.
pub(crate) fn ycck_to_inks(pixels: &mut [u8], adobe: bool) {
    for pixel in pixels.as_chunks_mut::<4>().0 {
        let [luma, blue, red, black] = *pixel;
        let [r, g, b] = rgb(luma, blue, red);
        // The light that was coded is 255 less what CMYK would have stored.
        *pixel = [255 - r, 255 - g, 255 - b, black];
    }
    stored_to_inks(pixels, adobe);
}

/// Y'CbCr to R'G'B' as JFIF has it (ITU-T T.871, clause 7), in 16 bits behind the point.
fn rgb(luma: u8, blue: u8, red: u8) -> [u8; 3] {
    let (luma, blue, red) = (
        (i32::from(luma) << 16) + (1 << 15),
        i32::from(blue) - 128,
        i32::from(red) - 128,
    );
    let byte = |value: i32| u8::try_from((value >> 16).clamp(0, 255)).unwrap_or(0);
    [
        byte(luma + 91_881 * red),
        byte(luma - 22_554 * blue - 46_802 * red),
        byte(luma + 116_130 * blue),
    ]
}
