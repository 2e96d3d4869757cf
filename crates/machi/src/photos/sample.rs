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

/// A PNG as wide as is said, which looks the same at every width, and otherwise for another number: soft spots.
pub(crate) fn spots(width: u32, number: u32) -> Vec<u8> {
    let height = width * 4 / 3;
    let mut map = Pixmap::new(width, height).unwrap();
    let spot = |n: u32| {
        let hash = (number * 31 + n).wrapping_mul(2_654_435_761);
        let part = |shift: u32| f64::from(hash >> shift & 255) / 255.0;
        let brighter = part(24) * 200.0 - 100.0;
        (part(0), part(8), 0.05 + part(16) / 5.0, brighter)
    };
    let spots: Vec<_> = (0..12).map(spot).collect();
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    for (pixel, (x, y)) in map.pixels_mut().iter_mut().zip(places) {
        let (x, y) = (
            f64::from(x) / f64::from(width),
            f64::from(y) / f64::from(height),
        );
        let lit = spots.iter().map(|(left, top, radius, brighter)| {
            let away = (x - left).powi(2) + (y - top).powi(2);
            brighter * (-away / radius.powi(2)).exp()
        });
        let grey = (128.0 + lit.sum::<f64>()).clamp(0.0, 255.0) as u8;
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
