//! Nothing that a file says about its maker, owner or place is in anything that is served.

use jpeg_encoder::ColorType;
use moxcms::ColorProfile;
use photos::{Photo, Place};

use crate::made::{busy, chunk, exif, jpeg, plain, rgb_png, webp};
use crate::photo;

/// Words that betray a block of metadata, an editor, or a maker.
const TRACES: [&[u8]; 16] = [
    b"Exif",
    b"GPS",
    b"http://ns.adobe.com/xap",
    b"xmp",
    b"ICC_PROFILE",
    b"ICCP",
    b"EXIF",
    b"XMP ",
    b"Photoshop",
    b"8BIM",
    b"Secretmaker",
    b"SN-4711",
    b"NIKON",
    b"Apple",
    b"Canon",
    b"Adobe",
];

/// Every file that is served of a photo.
pub(crate) fn outputs(photo: &Photo) -> impl Iterator<Item = &[u8]> {
    let sheets = photo.sheets.iter().map(|sheet| sheet.webp.as_slice());
    sheets.chain([photo.card.jpeg.as_slice(), &photo.thumbhash])
}

/// The first trace of metadata in what is served.
pub(crate) fn trace(photo: &Photo) -> Option<String> {
    let found = outputs(photo).find_map(|bytes| TRACES.iter().find(|trace| has(bytes, trace)));
    found.map(|trace| String::from_utf8_lossy(trace).into_owned())
}

pub(crate) fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn everything() -> Vec<(u8, Vec<u8>)> {
    let profile = ColorProfile::new_display_p3().encode().expect("a profile");
    vec![
        (
            1,
            exif(
                1,
                Some([(34, 1), (41, 1), (30, 1), (135, 1), (30, 1), (9, 2)]),
            ),
        ),
        (
            1,
            b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SN-4711".to_vec(),
        ),
        (2, [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat()),
        (13, b"Photoshop 3.0\08BIM SN-4711".to_vec()),
    ]
}

#[test]
fn metadata_of_a_jpeg_is_read_and_gone() {
    let bytes = jpeg(
        &busy(400, 300, 3),
        (400, 300),
        ColorType::Rgb,
        &everything(),
    );
    assert!(has(&bytes, b"Secretmaker") && has(&bytes, b"SN-4711"));
    let photo = photo(&bytes);
    assert_eq!(trace(&photo), None);
    let place = Place {
        lat_e6: -34_691_667,
        lon_e6: 135_501_250,
    };
    assert_eq!(photo.place, Some(place));
    let taken = photo.taken.expect("a time");
    assert_eq!(taken.local.to_string(), "2024-02-29T23:59:58");
    assert_eq!(taken.offset, None);
}

#[test]
fn metadata_of_a_png_and_a_webp_is_read_and_gone() {
    let tiff = exif(6, Some([(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1)]))[6..].to_vec();

    let plain_png = rgb_png(&busy(90, 60, 3), (90, 60));
    let (head, rest) = plain_png.split_at(33);
    let chunks = [
        chunk(b"eXIf", &tiff),
        chunk(b"tEXt", b"Author\0SN-4711"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0xmp SN-4711"),
    ];
    let png = [head, &chunks.concat(), rest].concat();

    let bitstream = webp(&plain(90, 60, &[9, 99, 199, 255]), (90, 60))[12..].to_vec();
    let webp = extended(&bitstream, (90, 60), &tiff);

    for bytes in [png, webp] {
        let photo = photo(&bytes);
        assert_eq!(trace(&photo), None);
        assert_eq!((photo.width, photo.height), (60, 90), "turned");
        assert_eq!(photo.place.expect("a place").lat_e6, -1_034_167);
        assert!(photo.taken.is_some());
    }
}

/// A WebP with EXIF (RFC 9649, 2.7).
fn extended(bitstream: &[u8], (width, height): (u32, u32), tiff: &[u8]) -> Vec<u8> {
    let block = |name: &[u8; 4], content: &[u8]| {
        let pad = vec![0; content.len() % 2];
        let length = (content.len() as u32).to_le_bytes();
        [name.as_slice(), &length, content, &pad].concat()
    };
    let (w, h) = ((width - 1).to_le_bytes(), (height - 1).to_le_bytes());
    let canvas = [&[0x08, 0, 0, 0], &w[..3], &h[..3]].concat();
    let body = [
        b"WEBP".to_vec(),
        block(b"VP8X", &canvas),
        bitstream.to_vec(),
        block(b"EXIF", tiff),
    ];
    block(b"RIFF", &body.concat())
}

#[test]
fn places_that_make_no_sense_are_refused() {
    let read = |gps| {
        let segments = [(1, exif(1, Some(gps)))];
        let bytes = jpeg(&plain(8, 8, &[9, 9, 9]), (8, 8), ColorType::Rgb, &segments);
        photo(&bytes).place
    };
    let fine = [(90, 1), (0, 1), (0, 1), (180, 1), (0, 1), (0, 1)];
    assert!(read(fine).is_some());
    for (part, nonsense) in [
        (0, (91, 1)),
        (0, (0, 0)),
        (1, (60, 1)),
        (2, (u32::MAX, 1)),
        (2, (1, 1)),
        (3, (181, 1)),
        (5, (1, 0)),
    ] {
        let mut gps = fine;
        gps[part] = nonsense;
        assert_eq!(read(gps), None, "{part} {nonsense:?}");
    }
    assert_eq!(
        read([(0, 1); 6]),
        None,
        "where devices are that know nothing"
    );
}
