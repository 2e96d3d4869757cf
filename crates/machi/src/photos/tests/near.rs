//! Where a photo was taken helps to name the place, and is told and kept nowhere else.

use serde_json::{Value, json};
use store::{Tx, args};

use super::kit::*;
use crate::events::tests::{draft, saved, sourced};
use crate::ids::PlaceId;
use crate::town::{Town, Visitor};

/// Half past eight in the morning in New York, on the day of the tests.
const TIME: &str = "2026:11:22 08:30:00";

/// A place of the city that lies in one of its neighbourhoods.
async fn a_place(town: &Town) -> (PlaceId, (i64, i64)) {
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select p.id, p.lat_e6, p.lon_e6 from place p join city c on c.id = p.city_id
                   where c.slug = 'new-york' and p.neighbourhood_id is not null order by p.id limit 1";
        let (id, lat_e6, lon_e6) = tx.one::<(PlaceId, i64, i64)>(sql, args![]).await?;
        Ok((id, (lat_e6, lon_e6)))
    });
    read.await.unwrap()
}

fn degrees(e6: i64) -> f64 {
    e6 as f64 / 1e6
}

async fn near(by: &Visitor<'_>, key: &str, city: &str, bytes: &[u8]) -> Value {
    upload(by, key, city, bytes).await.json()["near"].take()
}

#[tokio::test]
async fn the_place_the_neighbourhood_and_the_event_are_offered() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let (place, spot) = a_place(&town).await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut jazz = draft(source);
    jazz.place = Some(place);
    // From eight to nine.
    let event = saved(&town, &city, &jazz).await.event();
    let bytes = jpeg(TIME, spot);
    let first = upload(&mika, "in-new-york", "new-york", &bytes)
        .await
        .json();
    assert_eq!(first["taken_at"], json!("2026-11-22T08:30:00-05:00"));
    let near = &first["near"];
    assert_eq!(
        near["spot"],
        json!({ "lat": degrees(spot.0), "lon": degrees(spot.1) })
    );
    let places = near["places"].as_array().unwrap();
    assert!(places.len() <= 5);
    let place = place.to_string();
    assert!(places.iter().any(|near| near["id"] == place), "{near}");
    let (lat_e6, lon_e6) = spot;
    let around = crate::cities::Spot { lat_e6, lon_e6 };
    let neighbourhood = city.neighbourhood_at(around).unwrap().id.to_string();
    assert_eq!(near["neighbourhood"]["id"], json!(neighbourhood));
    assert_eq!(
        near["event"],
        json!({ "id": event.to_string(), "title": "Jazz in the park" })
    );
    let later = jpeg("2026:11:22 13:30:00", spot);
    let near = self::near(&mika, "after-noon", "new-york", &later).await;
    assert_eq!(near["event"], Value::Null, "it was over long ago");
}

#[tokio::test]
async fn elsewhere_nothing_is_near() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let (_, spot) = a_place(&town).await;
    let bytes = jpeg(TIME, spot);
    assert_eq!(near(&mika, "no-city-named", "", &bytes).await, Value::Null);
    assert_eq!(
        near(&mika, "another-city", "tokyo", &bytes).await,
        Value::Null
    );
    let plain = png(40, 40, 1);
    assert_eq!(
        near(&mika, "without-gps", "new-york", &plain).await,
        Value::Null
    );
}

#[tokio::test]
async fn nothing_of_the_place_is_kept_or_served() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let (_, spot) = a_place(&town).await;
    let bytes = jpeg(TIME, spot);
    let has = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|part| part == word);
    for word in [b"Exif".as_slice(), b"Secretmaker", TIME.as_bytes()] {
        assert!(has(&bytes, word));
    }
    let uploaded = upload(&mika, "with-all-of-it", "new-york", &bytes).await;
    for url in files(&uploaded) {
        let file = town.get(&url).await.body;
        for word in [b"Exif".as_slice(), b"EXIF", b"Secretmaker", b"2026", b"XMP"] {
            assert!(!has(&file, word), "{url}");
        }
    }
    let mut told = uploaded.json();
    assert!(told["near"]["spot"].take().is_object(), "to its uploader");
    let told = told.to_string();
    let (lat_e6, lon_e6) = spot;
    for number in [lat_e6, lon_e6] {
        let digits = number.abs().to_string();
        assert!(!told.contains(&digits) && !told.contains(&degrees(number).to_string()));
    }
    // The same file again, whose place nobody remembers.
    let again = upload(&mika, "with-all-of-it", "new-york", &bytes).await;
    assert_eq!(again.json()["near"], Value::Null);
}
