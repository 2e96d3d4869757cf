//! What sizes come out, that they are WebP and JPEG, and always the same bytes.

use jpeg_encoder::ColorType;

use crate::made::{busy, gif, jpeg, plain, png, progressive, quarters, rgb_png, webp};
use crate::{middle, near, photo};

fn widths(size: (u32, u32)) -> Vec<(u32, u32)> {
    let photo = photo(&rgb_png(&quarters(size.0, size.1), size));
    photo.sheets.iter().map(|s| (s.width, s.height)).collect()
}

#[test]
fn a_photo_comes_in_widths_that_are_never_larger_than_itself() {
    assert_eq!(
        widths((2600, 1300)),
        [(320, 160), (640, 320), (1280, 640), (2048, 1024)]
    );
    assert_eq!(widths((1000, 500)), [(320, 160), (640, 320), (1000, 500)]);
    assert_eq!(widths((200, 100)), [(200, 100)]);
    assert_eq!(widths((1, 1)), [(1, 1)]);
    // 1280 would be nearly the same as 1400.
    assert_eq!(widths((1400, 700)), [(320, 160), (640, 320), (1400, 700)]);
}

#[test]
fn a_very_long_photo_becomes_narrower_instead_of_endless() {
    assert_eq!(
        widths((300, 6000)),
        [(32, 640), (64, 1280), (128, 2560), (205, 4096)]
    );
    assert_eq!(widths((6000, 2)).last(), Some(&(2048, 1)));
}

#[test]
fn the_card_is_a_jpeg_on_white_of_at_most_1200() {
    let clear = plain(1600, 800, &[255, 0, 0, 0]);
    let bytes = png(
        &clear,
        (1600, 800),
        png::ColorType::Rgba,
        png::BitDepth::Eight,
        None,
    );
    let card = photo(&bytes).card;
    assert_eq!((card.width, card.height), (1200, 600));
    let again = photo(&card.jpeg);
    let found = middle(&again);
    assert!(near(found, [255, 255, 255, 255]), "{found:?}");
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let size = (700, 500);
    for bytes in [
        jpeg(&busy(700, 500, 3), size, ColorType::Rgb, &[]),
        progressive(&busy(700, 500, 3), size),
        rgb_png(&busy(700, 500, 3), size),
        webp(&busy(700, 500, 4), size),
        gif((60, 50), 5, 6, (20, 30)),
    ] {
        assert_eq!(photo(&bytes), photo(&bytes));
    }
}

#[test]
fn the_thumbhash_leads_back_to_the_colour_and_the_shape() {
    let photo = photo(&rgb_png(&plain(600, 300, &[200, 40, 40]), (600, 300)));
    let (r, g, b, a) = thumbhash::thumb_hash_to_average_rgba(&photo.thumbhash).expect("a hash");
    assert!(
        r > 0.7 && g < 0.25 && b < 0.25 && a > 0.99,
        "{r} {g} {b} {a}"
    );
    let ratio = thumbhash::thumb_hash_to_approximate_aspect_ratio(&photo.thumbhash);
    assert!((1.7..2.4).contains(&ratio.expect("a ratio")));
}
