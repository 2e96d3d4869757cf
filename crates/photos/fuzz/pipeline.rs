//! Any bytes through the whole of the pipeline: the answer is a refusal, or clean pictures.
#![no_main]

use std::cell::Cell;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use photos::{Error, Given, Kind, Photo, head, prepare};

/// Larger pictures only make each try slower, in pixels.
const PIXELS_MAX: u64 = 200_000;

/// Looks at the time until it is up: many for an honest file of this size, few for an endless one.
const LOOKS_MAX: u32 = 10_000;

fuzz_target!(|bytes: &[u8]| {
    let Ok(head) = head(bytes) else { return };
    if head.pixels() > PIXELS_MAX {
        return;
    }
    let looks = Cell::new(0);
    let late = || {
        looks.set(looks.get() + 1);
        looks.get() > LOOKS_MAX
    };
    let given = Given {
        heif_convert: Path::new("/nowhere"),
        scratch: Path::new("/nowhere"),
        late: &late,
    };
    match prepare(bytes, &head, &given) {
        Ok(photo) => is_clean(&photo),
        Err(Error::Refused(_)) => {}
        Err(Error::Io(error)) => panic!("{error}"),
    }
});

/// What is served is of the kind it says, as large as it says, and holds nothing but the picture.
fn is_clean(photo: &Photo) {
    assert!(!photo.sheets.is_empty() && photo.thumbhash.len() <= 25);
    for sheet in &photo.sheets {
        is(&sheet.webp, Kind::WebP, (sheet.width, sheet.height));
    }
    let card = &photo.card;
    is(&card.jpeg, Kind::Jpeg, (card.width, card.height));
}

fn is(bytes: &[u8], kind: Kind, size: (u32, u32)) {
    let head = head(bytes).expect("a picture");
    assert_eq!((head.kind, (head.width, head.height)), (kind, size));
}
