//! Colours come out as they were meant.

use jpeg_encoder::ColorType;
use moxcms::ColorProfile;
use photos::Refused;
use png::{BitDepth, ColorType as PngColours};

use crate::made::{gif, jpeg, plain, png, webp};
use crate::{middle, near, outcome, photo, rgba};

const SIZE: (u32, u32) = (64, 64);

fn p3() -> Vec<u8> {
    ColorProfile::new_display_p3().encode().expect("a profile")
}

/// An ICC profile as JPEG carries it (ICC.1, annex B.4).
fn segment(profile: &[u8]) -> Vec<(u8, Vec<u8>)> {
    vec![(2, [b"ICC_PROFILE\0\x01\x01".as_slice(), profile].concat())]
}

#[test]
fn red_of_display_p3_does_not_go_dull() {
    // This red of P3 is sRGB's purest, 255 0 0; read as sRGB it would be a brick's.
    let stored = [234, 51, 35];
    let pixels = plain(64, 64, &stored);
    let files = [
        jpeg(&pixels, SIZE, ColorType::Rgb, &segment(&p3())),
        png(&pixels, SIZE, PngColours::Rgb, BitDepth::Eight, Some(p3())),
    ];
    for bytes in files {
        let found = middle(&photo(&bytes));
        assert!(near(found, [255, 0, 0, 255]), "{found:?}");
    }
    // The purest red of P3 lies outside and becomes the nearest.
    let pure = plain(64, 64, &[255, 0, 0]);
    let bytes = png(&pure, SIZE, PngColours::Rgb, BitDepth::Eight, Some(p3()));
    assert!(near(middle(&photo(&bytes)), [255, 0, 0, 255]));
    let without = png(&pixels, SIZE, PngColours::Rgb, BitDepth::Eight, None);
    assert!(near(middle(&photo(&without)), [234, 51, 35, 255]));
}

#[test]
fn a_profile_for_other_channels_or_of_rubbish_is_passed_over() {
    let pixels = plain(64, 64, &[90, 160, 220]);
    let grey = ColorProfile::new_gray_with_gamma(1.0)
        .encode()
        .expect("one");
    for profile in [grey, vec![7; 5000], p3()[..200].to_vec()] {
        let bytes = jpeg(&pixels, SIZE, ColorType::Rgb, &segment(&profile));
        assert!(near(middle(&photo(&bytes)), [90, 160, 220, 255]));
    }
}

#[test]
fn inks_become_light() {
    // The encoder stores them inverted, as Adobe's programs do.
    for colours in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        for (inks, light) in [
            ([0, 0, 0, 0], [255, 255, 255, 255]),
            ([255, 0, 0, 0], [0, 255, 255, 255]),
            ([0, 255, 255, 0], [255, 0, 0, 255]),
            ([0, 0, 0, 255], [0, 0, 0, 255]),
            ([0, 128, 0, 128], [127, 63, 127, 255]),
        ] {
            let pixels = plain(64, 64, &inks);
            let found = middle(&photo(&jpeg(&pixels, SIZE, colours, &[])));
            assert!(near(found, light), "{colours:?} {inks:?}: {found:?}");
        }
    }
}

#[test]
fn colours_in_scans_of_their_own_are_refused_rather_than_shown_green() {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder.set_optimized_huffman_tables(true);
    let pixels = plain(64, 64, &[200, 40, 40]);
    encoder
        .encode(&pixels, 64, 64, ColorType::Rgb)
        .expect("a JPEG");
    assert_eq!(outcome(&bytes), Err(Refused::Broken));
}

#[test]
fn grey_sixteen_bits_palettes_and_alpha_are_handled() {
    let grey = jpeg(&plain(64, 64, &[77]), SIZE, ColorType::Luma, &[]);
    assert!(near(middle(&photo(&grey)), [77, 77, 77, 255]));
    let deep = |colours, pixel: &[u8]| {
        let bytes = png(
            &plain(64, 64, pixel),
            SIZE,
            colours,
            BitDepth::Sixteen,
            None,
        );
        photo(&bytes)
    };
    let found = deep(PngColours::Rgb, &[200, 9, 100, 9, 50, 9]);
    assert!(near(middle(&found), [200, 100, 50, 255]) && !found.transparent);
    let found = deep(PngColours::GrayscaleAlpha, &[150, 1, 128, 1]);
    assert!(near(middle(&found), [150, 150, 150, 128]) && found.transparent);
    let found = deep(PngColours::Rgba, &[200, 0, 100, 0, 50, 0, 255, 255]);
    assert!(near(middle(&found), [200, 100, 50, 255]) && !found.transparent);
}

#[test]
fn what_is_clear_stays_clear() {
    let bytes = webp(&plain(64, 64, &[40, 90, 200, 100]), SIZE);
    let found = photo(&bytes);
    assert!(found.transparent && near(middle(&found), [40, 90, 200, 100]));

    let found = photo(&gif((40, 20), 10, 5, (20, 10)));
    assert!(found.transparent && near(middle(&found), [250, 140, 20, 255]));
    assert_eq!((found.width, found.height), (40, 20));
    assert_eq!(rgba(&found.sheets[0].webp)[0][3], 0);
}
