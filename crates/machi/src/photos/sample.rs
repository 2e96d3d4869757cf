//! Photos for tests: a picture, and the row of one without files for tests that only look at it.

use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8};
use store::{Tx, args};

use crate::ids::{AccountId, PhotoId};
use crate::town::Town;

/// Stored and unused, of these sides.
pub(crate) async fn stored(town: &Town, by: AccountId, (width, height): (i64, i64)) -> PhotoId {
    let write = town.app.write(async |tx: &mut Tx| {
        let (id, now_ms) = (PhotoId::from(tx.new_id()), tx.now_ms());
        tx.execute(
            "insert into photo (id, account_id, upload_key, content, width, height, widths,
               thumbhash, created_at_ms, stored_at_ms, unused_since_ms)
             values ($1, $2, $3, $4, $5, $6, '320 640 1280', '3OcRJYB4d3h/iIeHeEh3eIhw+j3A',
               $7, $7, $7)",
            args![
                id,
                by,
                format!("sample-{id}"),
                format!("{id:0>64}"),
                width,
                height,
                now_ms
            ],
        )
        .await?;
        Ok(id)
    });
    write.await.unwrap()
}

/// A PNG as wide as is said, which looks the same at every width, and otherwise for another number: waves.
pub(crate) fn waves(width: u32, number: u8) -> Vec<u8> {
    let height = width * 4 / 3;
    let mut map = Pixmap::new(width, height).unwrap();
    let turns = f64::from(number);
    for (at, pixel) in map.pixels_mut().iter_mut().enumerate() {
        let at = u32::try_from(at).unwrap();
        let across = f64::from(at % width) / f64::from(width);
        let down = f64::from(at / width) / f64::from(height);
        let wave = (across * (turns % 7.0 + 3.0)).sin() + (down * (turns % 5.0 + 4.0)).cos();
        let grey = (128.0 + wave * 60.0) as u8;
        *pixel = PremultipliedColorU8::from_rgba(grey, grey, grey, 255).unwrap();
    }
    map.encode_png().unwrap()
}

/// A PNG that no other number gives: stripes.
pub(crate) fn png(width: u32, height: u32, number: u8) -> Vec<u8> {
    let mut map = Pixmap::new(width, height).unwrap();
    map.fill(Color::from_rgba8(200, number, 80, 255));
    let stripe = PremultipliedColorU8::from_rgba(number, 120, 255 - number, 255).unwrap();
    let pixels = map.pixels_mut().iter_mut().enumerate();
    for (_, pixel) in pixels.filter(|(at, _)| at % 17 < usize::from(number) % 13 + 2) {
        *pixel = stripe;
    }
    map.encode_png().unwrap()
}
