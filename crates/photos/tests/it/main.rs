//! Photos through the whole of the crate: made here, or taken with real cameras.

mod bombs;
mod colours;
mod fixtures;
mod heic;
mod hostile;
mod made;
mod metadata;
mod orientation;
mod sizes;

use std::path::{Path, PathBuf};

use photos::{Error, Given, Photo, Refused, head, prepare};

/// Where Debian has the helper for HEIC.
const HEIF_CONVERT: &str = "/usr/bin/heif-convert";

/// Lends everything but HEIC, and never runs out of time.
fn given() -> Given<'static> {
    Given {
        heif_convert: Path::new("/nowhere/heif-convert"),
        scratch: Path::new("/tmp"),
        late: &|| false,
    }
}

/// The photo, which has to be one.
fn photo(bytes: &[u8]) -> Photo {
    outcome(bytes).expect("a photo")
}

/// What becomes of a file from its head on.
fn outcome(bytes: &[u8]) -> Result<Photo, Refused> {
    let head = head(bytes)?;
    match prepare(bytes, &head, &given()) {
        Ok(photo) => Ok(photo),
        Err(Error::Refused(refused)) => Err(refused),
        Err(Error::Io(error)) => panic!("our own trouble: {error}"),
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    std::fs::read(folder.join(name)).expect("a fixture")
}

/// A sheet's pixels as red, green, blue, alpha.
fn rgba(webp: &[u8]) -> Vec<[u8; 4]> {
    let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(webp)).expect("a WebP");
    let mut pixels = vec![0; decoder.output_buffer_size().expect("a size")];
    decoder.read_image(&mut pixels).expect("pixels");
    if decoder.has_alpha() {
        pixels.as_chunks::<4>().0.to_vec()
    } else {
        let (pixels, _) = pixels.as_chunks::<3>();
        pixels.iter().map(|[r, g, b]| [*r, *g, *b, 255]).collect()
    }
}

/// The pixel in the middle of the widest sheet.
fn middle(photo: &Photo) -> [u8; 4] {
    let sheet = photo.sheets.last().expect("a sheet");
    let (width, height) = (sheet.width as usize, sheet.height as usize);
    rgba(&sheet.webp)[height / 2 * width + width / 2]
}

/// Lossy coding moves colours a little.
fn near(a: [u8; 4], b: [u8; 4]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 6)
}
