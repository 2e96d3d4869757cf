//! The exact spot is told when its author turns it on, and by nothing else.

use axum::http::Method;
use serde_json::{Value, json};

use super::*;
use crate::cities::Spot;
use crate::notes::later::TIMER;
use crate::timers;

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// Off the middle of a neighbourhood of Tokyo, and as forms and pages write it.
fn off_the_middle(tokyo: &City) -> (Spot, String) {
    let mut hoods = tokyo.neighbourhoods.iter();
    let off = |middle: Spot| Spot {
        lat_e6: middle.lat_e6 + 123,
        lon_e6: middle.lon_e6 - 123,
    };
    let spot = hoods
        .find_map(|hood| {
            let spot = off(hood.outline.middle()?);
            hood.outline.holds(spot).then_some(spot)
        })
        .unwrap();
    (spot, format!("{},{}", spot.lat(), spot.lon()))
}

async fn kept(town: &Town, note: NoteId) -> Option<Spot> {
    town.settle().await;
    let tokyo = city(town, "tokyo").id;
    let notes = town.app.view::<crate::notes::Notes>().unwrap();
    notes.in_city(tokyo, |notes| notes.get(note).and_then(|entry| entry.spot))
}

#[tokio::test]
async fn turned_on_it_is_told_and_turned_off_forgotten() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let tokyo = city(&town, "tokyo");
    let (spot, typed) = off_the_middle(&tokyo);
    let hood = tokyo.neighbourhood_at(spot).unwrap();
    let form = format!("text=This+bench&precise=1&spot={}", escaped(&typed));
    let note = post(&mika, "tokyo", &form).await;
    assert_eq!(kept(&town, note).await, Some(spot));
    let page = format!("/notes/{note}?lang=en");
    let told = joon.get(&page).await;
    assert!(
        told.has(&format!("href=\"geo:{typed}\"")),
        "{}",
        told.text()
    );
    assert!(told.has("GeoCoordinates"));
    let json = joon.get(&format!("/api/v1/notes/{note}")).await.json();
    assert_eq!(
        json["spot"],
        json!({ "lat": spot.lat(), "lon": spot.lon() })
    );
    assert_eq!(json["neighbourhood"], hood.key);

    let edit = format!("/notes/{note}/edit");
    let form = mika.get(&edit).await;
    assert!(form.has(&format!("name=\"spot\" value=\"{typed}\"")));
    assert!(form.has("data-kind=\"precise\" data-id=\"1\" aria-pressed=\"true\""));
    let off = format!(
        "text=This+bench&neighbourhood={}&spot={}",
        hood.id,
        escaped(&typed)
    );
    mika.post(&edit, &off).await;
    assert_eq!(kept(&town, note).await, hood.outline.middle());
    assert!(!joon.get(&page).await.has("geo:"));
    let json = joon.get(&format!("/api/v1/notes/{note}")).await.json();
    assert_eq!(json["spot"], Value::Null);
}

#[tokio::test]
async fn a_spot_that_is_not_turned_on_is_not_kept() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let (_, typed) = off_the_middle(&city(&town, "tokyo"));
    let form = format!("text=Somewhere&spot={}", escaped(&typed));
    let note = post(&mika, "tokyo", &form).await;
    assert_eq!(kept(&town, note).await, None);
    assert!(!mika.get(&format!("/notes/{note}")).await.has("geo:"));
}

#[tokio::test]
async fn it_waits_with_the_place() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let (spot, typed) = off_the_middle(&city(&town, "tokyo"));
    let form = format!("text=Later&later=3&precise=1&spot={}", escaped(&typed));
    let note = post(&mika, "tokyo", &form).await;
    let page = format!("/notes/{note}");
    assert_eq!(kept(&town, note).await, None);
    assert!(!joon.get(&page).await.has("geo:"));
    town.clock.advance(3 * HOUR_MS);
    timers::run_due(&town.app, &[TIMER]).await.unwrap();
    assert_eq!(kept(&town, note).await, Some(spot));
    assert!(joon.get(&page).await.has(&format!("geo:{typed}")));
}

#[tokio::test]
async fn elsewhere_it_is_refused() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    for spot in ["40.7,-74.0", "91,181", "NaN,0", "here"] {
        let form = format!("text=Here&precise=1&spot={}", escaped(spot));
        let refused = mika.post("/cities/tokyo/notes?lang=en", &form).await;
        assert!(problems(&refused).contains("not in this city"), "{spot}");
    }
    let json = json!({ "text": "Here", "spot": { "lat": 40.7, "lon": -74.0 } });
    let refused = mika
        .api(Method::POST, "/api/v1/cities/tokyo/notes", json)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["field"], "spot");
}
