//! A photo stands upright however the camera was held, and is turned once.

use jpeg_encoder::ColorType;

use crate::made::{exif, jpeg, quarters};
use crate::{near, photo, rgba};

const RED: [u8; 4] = [220, 30, 30, 255];
const GREEN: [u8; 4] = [30, 200, 30, 255];
const BLUE: [u8; 4] = [30, 30, 220, 255];
const GREY: [u8; 4] = [128, 128, 128, 255];

/// What stands top left, top right, bottom left, bottom right, by CIPA DC-008, 4.6.5.1.5.
const TURNED: [[[u8; 4]; 4]; 8] = [
    [RED, GREEN, BLUE, GREY],
    [GREEN, RED, GREY, BLUE],
    [GREY, BLUE, GREEN, RED],
    [BLUE, GREY, RED, GREEN],
    [RED, BLUE, GREEN, GREY],
    [BLUE, RED, GREY, GREEN],
    [GREY, GREEN, BLUE, RED],
    [GREEN, GREY, RED, BLUE],
];

#[test]
fn all_eight_orientations_are_turned_upright() {
    // The second size is made smaller on the way, which must not mix up the sides.
    for (width, height) in [(160, 96), (2200, 96)] {
        for (orientation, corners) in (1..).zip(TURNED) {
            let segments = [(1, exif(orientation, None))];
            let pixels = quarters(width, height);
            let photo = photo(&jpeg(&pixels, (width, height), ColorType::Rgb, &segments));
            let upright = if orientation > 4 {
                (height, width)
            } else {
                (width, height)
            };
            assert_eq!((photo.width, photo.height), upright, "{orientation}");
            let sheet = photo.sheets.last().expect("a sheet");
            let (w, h) = (sheet.width as usize, sheet.height as usize);
            let pixels = rgba(&sheet.webp);
            let at = |x: usize, y: usize| pixels[y * h / 4 * w + x * w / 4];
            let found = [at(1, 1), at(3, 1), at(1, 3), at(3, 3)];
            for (found, corner) in found.into_iter().zip(corners) {
                assert!(near(found, corner), "{orientation}: {found:?} {corner:?}");
            }
        }
    }
}

#[test]
fn an_orientation_that_does_not_exist_changes_nothing() {
    for orientation in [0, 9, u16::MAX] {
        let segments = [(1, exif(orientation, None))];
        let bytes = jpeg(&quarters(64, 32), (64, 32), ColorType::Rgb, &segments);
        let photo = photo(&bytes);
        assert_eq!((photo.width, photo.height), (64, 32));
    }
}
