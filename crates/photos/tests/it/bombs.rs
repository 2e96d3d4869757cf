//! Files that are small until they are unpacked, or never end.

use std::cell::Cell;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use jpeg_encoder::ColorType;
use photos::limits::{FILE_BYTES_MAX, PERMITS_MAX};
use photos::{Error, Given, Refused, head, prepare};

use crate::made::{busy, chunk, gif, jpeg, plain, progressive, rgb_png, webp};
use crate::{given, outcome, photo};

fn zeros(count: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..count / 1_000_000 {
        encoder.write_all(&[0; 1_000_000]).expect("room");
    }
    encoder.finish().expect("an end")
}

fn too_many(width: u32, height: u32) -> Refused {
    Refused::TooManyPixels { width, height }
}

#[test]
fn headers_of_enormous_sides_are_refused_at_once() {
    let mut png = rgb_png(&plain(8, 8, &[1, 2, 3]), (8, 8));
    png[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
    let mut tall = png.clone();
    tall[16..24].copy_from_slice(&[0, 0, 0, 1, 0, 0, 0xFF, 0xFF]);
    let mut absurd = png.clone();
    absurd[16..24].copy_from_slice(&[0xFF; 8]);
    let mut flat = gif((8, 8), 0, 0, (8, 8));
    flat[6..10].copy_from_slice(&[0xFF; 4]);
    let mut photo = jpeg(&plain(8, 8, &[1, 2, 3]), (8, 8), ColorType::Rgb, &[]);
    let sof = photo
        .windows(2)
        .position(|m| m == [0xFF, 0xC0])
        .expect("a frame");
    photo[sof + 5..sof + 9].copy_from_slice(&[0xFF; 4]);
    let mut small = webp(&plain(8, 8, &[1, 2, 3, 255]), (8, 8));
    let at = small
        .windows(3)
        .position(|m| m == [0x9D, 1, 0x2A])
        .expect("a frame");
    small[at + 3..at + 7].copy_from_slice(&[0xFF, 0x3F, 0xFF, 0x3F]);

    assert_eq!(head(&png), Err(too_many(65_535, 65_535)));
    assert_eq!(head(&tall), Err(too_many(1, 65_535)));
    assert_eq!(head(&absurd), Err(too_many(u32::MAX, u32::MAX)));
    assert_eq!(head(&flat), Err(too_many(65_535, 65_535)));
    assert_eq!(head(&photo), Err(too_many(65_535, 65_535)));
    assert_eq!(head(&small), Err(too_many(16_383, 16_383)));
}

#[test]
fn too_many_bytes_are_refused_before_they_are_looked_at() {
    let mut bytes = rgb_png(&plain(8, 8, &[1, 2, 3]), (8, 8));
    bytes.resize(FILE_BYTES_MAX, 0);
    assert!(head(&bytes).is_ok());
    bytes.push(0);
    assert_eq!(head(&bytes), Err(Refused::TooManyBytes));
    assert_eq!(head(&[]), Err(Refused::Empty));
}

#[test]
fn a_profile_or_text_that_unpacks_without_end_is_bounded() {
    let png = rgb_png(&plain(32, 32, &[10, 200, 30]), (32, 32));
    let (start, rest) = png.split_at(33);
    let endless = zeros(200_000_000);
    assert!(endless.len() < 400_000);
    let bomb = |name: &[u8; 4], before: &[u8]| {
        let content = [before, &endless].concat();
        let file = [start, &chunk(name, &content), rest].concat();
        photo(&file)
    };
    for found in [
        bomb(b"zTXt", b"Comment\0\0"),
        bomb(b"iTXt", b"Comment\0\x01\0\0\0"),
        bomb(b"iCCP", b"profile\0\0"),
    ] {
        assert_eq!((found.width, found.height), (32, 32));
    }
}

#[test]
fn tables_of_exif_that_overlap_are_not_followed() {
    // 2,700 pointers, each to a table of 2,570 fields that overlaps all others.
    let pointers: Vec<u8> = (0..2700_u32)
        .flat_map(|n| {
            let to = (8 + 2 + 2700 * 12 + 4 + n).to_be_bytes();
            [b"\x87\x69\0\x04\0\0\0\x01".as_slice(), &to].concat()
        })
        .collect();
    let tiff = [
        b"Exif\0\0MM\0*\0\0\0\x08\x0A\x8C".as_slice(),
        &pointers,
        &[0; 4],
        &[0x0A; 32_000],
    ];
    let segments = [(1, tiff.concat())];
    let bytes = jpeg(&plain(8, 8, &[1, 2, 3]), (8, 8), ColorType::Rgb, &segments);
    assert_eq!(photo(&bytes).taken, None);
}

#[test]
fn pixels_that_end_early_or_never_are_refused_or_cut() {
    // A header of 4 megapixels, 16 MB, with the data of a few rows.
    let header = [0, 0, 0x07, 0xD0, 0, 0, 0x07, 0xD0, 8, 6, 0, 0, 0];
    let png = |data: &[u8]| {
        let signature = b"\x89PNG\r\n\x1a\n".to_vec();
        let parts = [
            signature,
            chunk(b"IHDR", &header),
            chunk(b"IDAT", data),
            chunk(b"IEND", &[]),
        ];
        parts.concat()
    };
    assert_eq!(outcome(&png(&zeros(1_000_000))), Err(Refused::Broken));
    // Six times as much as the header asks for: the rest is never unpacked.
    assert!(outcome(&png(&zeros(100_000_000))).is_ok());
}

#[test]
fn a_jpeg_of_very_many_scans_is_refused() {
    let bytes = progressive(&busy(64, 64, 3), (64, 64));
    let scans: Vec<usize> = bytes
        .windows(2)
        .enumerate()
        .filter(|(_, marker)| *marker == [0xFF, 0xDA])
        .map(|(at, _)| at)
        .collect();
    let (from, to) = (scans[scans.len() - 2], scans[scans.len() - 1]);
    let endless = [&bytes[..from], &bytes[from..to].repeat(2000), &bytes[to..]].concat();
    assert!(matches!(
        outcome(&endless),
        Err(Refused::Broken | Refused::TooSlow)
    ));
}

#[test]
fn the_header_tells_what_a_picture_costs() {
    let permits = |bytes: &[u8]| head(bytes).expect("a head").permits();
    let small = permits(&rgb_png(&plain(64, 64, &[1, 2, 3]), (64, 64)));
    let line_by_line = permits(&jpeg(
        &busy(1024, 1024, 3),
        (1024, 1024),
        ColorType::Rgb,
        &[],
    ));
    let whole = permits(&progressive(&busy(1024, 1024, 3), (1024, 1024)));
    assert!(
        small < line_by_line && line_by_line <= whole,
        "{small} {line_by_line} {whole}"
    );

    // Inks of 40 megapixels, progressive: 12 bytes a pixel.
    let mut inks = progressive(&busy(64, 64, 3), (64, 64));
    let sof = inks
        .windows(2)
        .position(|m| m == [0xFF, 0xC2])
        .expect("a frame");
    inks[sof + 5..sof + 9].copy_from_slice(&[0x18, 0x6A, 0x18, 0x6A]);
    assert!(permits(&inks) <= PERMITS_MAX);
    let component = inks[sof + 16..sof + 19].to_vec();
    inks[sof + 3] += 3;
    inks[sof + 9] = 4;
    inks.splice(sof + 19..sof + 19, component);
    assert_eq!(head(&inks), Err(too_many(6250, 6250)));
}

#[test]
fn work_stops_when_the_time_is_up() {
    let size = (1500, 1500);
    let rgba = busy(1500, 1500, 4);
    for bytes in [
        jpeg(&busy(1500, 1500, 3), size, ColorType::Rgb, &[]),
        progressive(&busy(1500, 1500, 3), size),
        rgb_png(&busy(1500, 1500, 3), size),
        webp(&rgba, size),
        gif((1500, 1500), 0, 0, (1500, 1500)),
    ] {
        let head = head(&bytes).expect("a head");
        // However many looks at the time it takes to finish, it stops at each of them.
        for looks in [0_u32, 1, 2, 3, 5, 8, 13, 21] {
            let left = Cell::new(looks);
            let late = || {
                let over = left.get() == 0;
                left.set(left.get().saturating_sub(1));
                over
            };
            let given = Given {
                late: &late,
                ..given()
            };
            match prepare(&bytes, &head, &given) {
                Err(Error::Refused(Refused::TooSlow)) => {}
                Ok(_) => assert!(left.get() > 0, "{:?} went on", head.kind),
                Err(error) => panic!("{:?} after {looks}: {error}", head.kind),
            }
        }
    }
}
