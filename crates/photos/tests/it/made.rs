//! Files that the tests make.

use jpeg_encoder::{ColorType, Encoder};

/// RGB rows with a different colour in each quarter: red, green / blue, grey.
pub(crate) fn quarters(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            pixels.extend_from_slice(match (x < width / 2, y < height / 2) {
                (true, true) => &[220, 30, 30],
                (false, true) => &[30, 200, 30],
                (true, false) => &[30, 30, 220],
                (false, false) => &[128, 128, 128],
            });
        }
    }
    pixels
}

/// One pixel, over and over.
pub(crate) fn plain(width: u32, height: u32, pixel: &[u8]) -> Vec<u8> {
    pixel.repeat((width * height) as usize)
}

/// Something that changes everywhere, so that every byte of a file matters.
pub(crate) fn busy(width: u32, height: u32, channels: u32) -> Vec<u8> {
    let count = width * height * channels;
    (0..count)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8 / 2 + (at % 101) as u8)
        .collect()
}

/// A JPEG of pixels, with application segments (number, content).
pub(crate) fn jpeg(
    pixels: &[u8],
    (width, height): (u32, u32),
    colours: ColorType,
    segments: &[(u8, Vec<u8>)],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    for (number, content) in segments {
        encoder
            .add_app_segment(*number, content.clone())
            .expect("a segment");
    }
    let (width, height) = (width as u16, height as u16);
    encoder
        .encode(pixels, width, height, colours)
        .expect("a JPEG");
    bytes
}

/// A progressive JPEG of RGB pixels.
pub(crate) fn progressive(pixels: &[u8], (width, height): (u32, u32)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_progressive(true);
    encoder
        .encode(pixels, width as u16, height as u16, ColorType::Rgb)
        .expect("a JPEG");
    bytes
}

/// A PNG of pixels; indices have a palette of two greys.
pub(crate) fn png(
    pixels: &[u8],
    (width, height): (u32, u32),
    colours: png::ColorType,
    depth: png::BitDepth,
    profile: Option<Vec<u8>>,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut info = png::Info::with_size(width, height);
    info.color_type = colours;
    info.bit_depth = depth;
    info.icc_profile = profile.map(Into::into);
    if colours == png::ColorType::Indexed {
        info.palette = Some(vec![7, 7, 7, 9, 9, 9].into());
    }
    let encoder = png::Encoder::with_info(&mut bytes, info).expect("an encoder");
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(pixels).expect("a PNG");
    writer.finish().expect("an end");
    bytes
}

/// A PNG of RGB pixels, the plainest there is.
pub(crate) fn rgb_png(pixels: &[u8], size: (u32, u32)) -> Vec<u8> {
    png(
        pixels,
        size,
        png::ColorType::Rgb,
        png::BitDepth::Eight,
        None,
    )
}

/// A GIF of one frame somewhere on its screen; index 0 is clear, 1 is orange.
pub(crate) fn gif(screen: (u16, u16), left: u16, top: u16, frame: (u16, u16)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let palette = [0, 0, 0, 250, 140, 20];
    let mut encoder =
        gif::Encoder::new(&mut bytes, screen.0, screen.1, &palette).expect("an encoder");
    let mut picture = gif::Frame::from_indexed_pixels(
        frame.0,
        frame.1,
        vec![1; usize::from(frame.0) * usize::from(frame.1)],
        Some(0),
    );
    (picture.left, picture.top) = (left, top);
    encoder.write_frame(&picture).expect("a frame");
    drop(encoder);
    bytes
}

/// A lossy WebP of RGBA pixels.
pub(crate) fn webp(pixels: &[u8], (width, height): (u32, u32)) -> Vec<u8> {
    webp::Encoder::from_rgba(pixels, width, height)
        .encode(90.0)
        .to_vec()
}

/// A chunk of a PNG.
pub(crate) fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = (content.len() as u32).to_be_bytes().to_vec();
    bytes.extend_from_slice(name);
    bytes.extend_from_slice(content);
    let crc = crc32(&bytes[4..]);
    bytes.extend_from_slice(&crc.to_be_bytes());
    bytes
}

/// The checksum of PNG (ISO/IEC 15948, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 != 0 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
        }
        crc
    })
}

/// The content of an EXIF segment: big-endian, with an orientation, a maker and a place.
pub(crate) fn exif(orientation: u16, gps: Option<[(u32, u32); 6]>) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08".to_vec();
    let maker = b"Secretmaker\0";
    let entries: u16 = if gps.is_some() { 4 } else { 3 };
    let after = 8 + 2 + u32::from(entries) * 12 + 4;
    let time_ifd = after + maker.len() as u32;
    let gps_ifd = time_ifd + 2 + 12 + 4 + 20;
    tiff.extend_from_slice(&entries.to_be_bytes());
    tiff.extend(entry(0x010F, 2, maker.len() as u32, after));
    tiff.extend(entry(0x0112, 3, 1, u32::from(orientation) << 16));
    tiff.extend(entry(0x8769, 4, 1, time_ifd));
    if gps.is_some() {
        tiff.extend(entry(0x8825, 4, 1, gps_ifd));
    }
    tiff.extend([0; 4]);
    tiff.extend(maker);
    tiff.extend(1u16.to_be_bytes());
    tiff.extend(entry(0x9003, 2, 20, time_ifd + 2 + 12 + 4));
    tiff.extend([0; 4]);
    tiff.extend(b"2024:02:29 23:59:58\0");
    if let Some(gps) = gps {
        let ratios = gps_ifd + 2 + 4 * 12 + 4;
        tiff.extend(4u16.to_be_bytes());
        tiff.extend(entry(1, 2, 2, u32::from_be_bytes(*b"S\0\0\0")));
        tiff.extend(entry(2, 5, 3, ratios));
        tiff.extend(entry(3, 2, 2, u32::from_be_bytes(*b"E\0\0\0")));
        tiff.extend(entry(4, 5, 3, ratios + 24));
        tiff.extend([0; 4]);
        for (above, below) in gps {
            tiff.extend(above.to_be_bytes());
            tiff.extend(below.to_be_bytes());
        }
    }
    [b"Exif\0\0".as_slice(), &tiff].concat()
}

fn entry(tag: u16, kind: u16, count: u32, value: u32) -> Vec<u8> {
    [
        tag.to_be_bytes().as_slice(),
        &kind.to_be_bytes(),
        &count.to_be_bytes(),
        &value.to_be_bytes(),
    ]
    .concat()
}
