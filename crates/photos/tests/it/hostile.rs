//! Files that lie about what they are, or are damaged.

use jpeg_encoder::ColorType;
use photos::{Kind, Refused, head};
use proptest::prelude::*;

use crate::made::{busy, chunk, gif, jpeg, plain, png, progressive, rgb_png, webp};
use crate::metadata::{has, outputs};
use crate::{fixture, outcome, photo};

/// One small file of each kind.
fn samples() -> Vec<Vec<u8>> {
    let size = (48, 40);
    vec![
        jpeg(&busy(48, 40, 3), size, ColorType::Rgb, &[]),
        progressive(&busy(48, 40, 3), size),
        rgb_png(&busy(48, 40, 3), size),
        webp(&busy(48, 40, 4), size),
        webp::Encoder::from_rgba(&busy(48, 40, 4), 48, 40)
            .encode_lossless()
            .to_vec(),
        gif((48, 40), 2, 3, (30, 20)),
    ]
}

#[test]
fn what_is_no_picture_is_refused_whatever_it_is_called() {
    for bytes in [
        b"%PDF-1.7\n1 0 obj\n".as_slice(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        b"<?xml version=\"1.0\"?><svg/>",
        b"<!doctype html><script>alert(1)</script>",
        b"PK\x03\x04rest of an archive",
        b"II*\0\x08\0\0\0 a TIFF",
        b"BM a bitmap of Windows",
        b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf",
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"GIF90a",
        b"\x89PNG\n\x1a\n",
        b"\xFF\xD8",
        b"G",
    ] {
        assert_eq!(head(bytes), Err(Refused::NotAPicture), "{bytes:?}");
    }
}

#[test]
fn the_kind_is_told_from_the_bytes() {
    let kinds: Vec<Kind> = samples()
        .iter()
        .map(|bytes| head(bytes).expect("a head").kind)
        .collect();
    assert_eq!(
        kinds,
        [
            Kind::Jpeg,
            Kind::Jpeg,
            Kind::Png,
            Kind::WebP,
            Kind::WebP,
            Kind::Gif
        ]
    );
}

#[test]
fn what_hangs_on_a_picture_is_not_served() {
    let script: &[u8] = b"<script>alert('hello')</script>";
    let archive: &[u8] = b"PK\x03\x04\x14\0\0\0evil.jar<script>";
    for bytes in samples() {
        for tail in [script, archive] {
            let photo = photo(&[&bytes, tail].concat());
            assert!(
                outputs(&photo).all(|bytes| !has(bytes, b"<script>") && !has(bytes, b"PK\x03\x04"))
            );
        }
    }
}

#[test]
fn a_polyglot_is_a_picture_or_nothing() {
    // A GIF's first bytes that a browser could run as a script.
    assert_eq!(outcome(b"GIF89a=1;alert(1)//"), Err(Refused::Broken));
    assert_eq!(
        outcome(b"GIF89a/*\0\0\0\0\0*/=1;alert(document.cookie)"),
        Err(Refused::Broken)
    );
    let comment = jpeg(
        &plain(16, 16, &[1, 2, 3]),
        (16, 16),
        ColorType::Rgb,
        &[(9, b"--><script>alert(1)</script><!--".to_vec())],
    );
    assert!(outputs(&photo(&comment)).all(|bytes| !has(bytes, b"script")));
}

#[test]
fn a_file_that_is_cut_off_is_refused_or_whole() {
    for bytes in samples() {
        let whole = photo(&bytes);
        for length in 1..bytes.len() {
            match outcome(&bytes[..length]) {
                // The last bytes of some kinds only say that it is over.
                Ok(photo) => assert!(
                    photo == whole && length + 24 >= bytes.len(),
                    "{length} of {}",
                    bytes.len()
                ),
                Err(Refused::Broken | Refused::NotAPicture) => {}
                Err(other) => panic!("{other:?} at {length} of {}", bytes.len()),
            }
        }
    }
}

#[test]
fn a_photo_whose_middle_is_damaged_is_refused() {
    let mut bytes = fixture("gps.jpg");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].copy_from_slice(&[0xFF, 0x03].repeat(32));
    assert_eq!(outcome(&bytes), Err(Refused::Broken));
}

#[test]
fn a_header_that_contradicts_the_picture_is_refused() {
    // The canvas of a WebP larger than what stands on it.
    let mut bytes = webp(&plain(32, 32, &[200, 10, 10, 90]), (32, 32));
    assert_eq!(&bytes[12..16], b"VP8X");
    bytes[24] = 200;
    assert_eq!(outcome(&bytes), Err(Refused::Broken));
    // A GIF whose frame reaches out of its screen.
    let mut bytes = gif((30, 30), 0, 0, (30, 30));
    bytes[6] = 29;
    assert_eq!(outcome(&bytes), Err(Refused::Broken));
    // A palette that ends within a colour, beside transparency.
    let colours = png(
        &plain(16, 16, &[1]),
        (16, 16),
        png::ColorType::Indexed,
        png::BitDepth::Eight,
        None,
    );
    let at = colours.windows(4).position(|n| n == b"PLTE").expect("one") - 4;
    let (start, rest) = (&colours[..at], &colours[at + 18..]);
    for length in [1, 4, 5, 6] {
        let palette = chunk(b"PLTE", &[9; 6][..length]);
        let clear = chunk(b"tRNS", &[90]);
        let found = outcome(&[start, &palette, &clear, rest].concat());
        assert_eq!(found.is_ok(), length == 6, "{length}");
    }
    // A palette that is missing.
    let mut indexed = rgb_png(&plain(16, 16, &[1, 2, 3]), (16, 16));
    indexed[25] = 3;
    assert_eq!(outcome(&indexed), Err(Refused::Broken));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is changed in a file, the answer is a photo or a refusal.
    #[test]
    fn changed_bytes_never_break_more_than_the_file(
        which in 0_usize..6,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = samples()[which].clone();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        let _ = outcome(&bytes);
    }
}
