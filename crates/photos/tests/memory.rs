//! Holds the permits to what is really taken. Alone in its program, so that nothing else is counted.

use std::fs;
use std::path::Path;

use jpeg_encoder::{ColorType, Encoder};
use photos::{Given, head, prepare};
use png::BitDepth;

const MIB: u64 = 1024 * 1024;

/// Wider than the widest sheet, in pixels.
const SIZE: (u32, u32) = (2600, 2400);

#[test]
fn no_photo_takes_more_memory_than_its_permits() {
    if !Path::new("/proc/self/clear_refs").exists() {
        return;
    }
    for (name, bytes) in files() {
        let head = head(&bytes).expect("a head");
        let given = Given {
            heif_convert: Path::new("/usr/bin/heif-convert"),
            scratch: Path::new("/tmp"),
            late: &|| false,
        };
        fs::write("/proc/self/clear_refs", "5").expect("the peak to be forgotten");
        let before = bytes_of("VmRSS:");
        let photo = prepare(&bytes, &head, &given).expect("a photo");
        let taken = bytes_of("VmHWM:") - before;
        let permitted = u64::from(head.permits()) * MIB;
        assert!(taken <= permitted, "{name}: {taken} of {permitted}");
        assert_eq!((photo.width, photo.height), SIZE, "{name}");
    }
}

/// A figure of this process's memory.
fn bytes_of(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with(name));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kib.expect("a figure") * 1024
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    use png::ColorType::{Grayscale, Rgb, Rgba};
    vec![
        ("baseline", jpeg(ColorType::Rgb, 3, false)),
        ("progressive", jpeg(ColorType::Rgb, 3, true)),
        ("grey", jpeg(ColorType::Luma, 1, false)),
        ("inks", jpeg(ColorType::Cmyk, 4, false)),
        ("inks, progressive", jpeg(ColorType::Cmyk, 4, true)),
        ("PNG, grey", png(Grayscale, BitDepth::Eight, 1)),
        ("PNG, 16 bits", png(Rgb, BitDepth::Sixteen, 6)),
        ("PNG, alpha of 16 bits", png(Rgba, BitDepth::Sixteen, 8)),
        ("WebP", webp(false, 3)),
        ("WebP, alpha", webp(false, 4)),
        ("WebP, lossless", webp(true, 3)),
        ("WebP, lossless, alpha", webp(true, 4)),
        ("GIF", gif()),
    ]
}

/// Waves: neither plain nor noise.
fn pixels(channels: u32) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..SIZE.1 {
        for x in 0..SIZE.0 * channels {
            pixels.push((x * y / 65_536) as u8 ^ (x / 64) as u8);
        }
    }
    pixels
}

fn jpeg(colours: ColorType, channels: u32, progressive: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    // From 90 on the encoder does not halve the colours' planes.
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_progressive(progressive);
    let (width, height) = (SIZE.0 as u16, SIZE.1 as u16);
    encoder
        .encode(&pixels(channels), width, height, colours)
        .expect("a JPEG");
    bytes
}

fn png(colours: png::ColorType, depth: BitDepth, bytes_per_pixel: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIZE.0, SIZE.1);
    encoder.set_color(colours);
    encoder.set_depth(depth);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().expect("a header");
    writer
        .write_image_data(&pixels(bytes_per_pixel))
        .expect("a PNG");
    drop(writer);
    bytes
}

fn webp(lossless: bool, channels: u32) -> Vec<u8> {
    let pixels = pixels(channels);
    let encoder = match channels {
        4 => webp::Encoder::from_rgba(&pixels, SIZE.0, SIZE.1),
        _ => webp::Encoder::from_rgb(&pixels, SIZE.0, SIZE.1),
    };
    let mut config = webp::WebPConfig::new().expect("a configuration");
    config.lossless = i32::from(lossless);
    config.method = 0;
    encoder.encode_advanced(&config).expect("a WebP").to_vec()
}

fn gif() -> Vec<u8> {
    let mut bytes = Vec::new();
    let palette: Vec<u8> = (0..768).map(|at| (at * 7) as u8).collect();
    let (width, height) = (SIZE.0 as u16, SIZE.1 as u16);
    let mut encoder = gif::Encoder::new(&mut bytes, width, height, &palette).expect("an encoder");
    let frame = gif::Frame::from_indexed_pixels(width, height, pixels(1), None);
    encoder.write_frame(&frame).expect("a frame");
    drop(encoder);
    bytes
}
