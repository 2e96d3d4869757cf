//! Where a note was is shown when its author wants it to be, and nowhere before.

use serde_json::json;

use super::*;
use crate::notes::later::TIMER;
use crate::timers;
use axum::http::Method;

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// A place of Tokyo in a neighbourhood: id, name, the neighbourhood's key and name.
async fn somewhere(town: &Town) -> [String; 4] {
    let places = town.get("/api/v1/cities/tokyo/places").await.json();
    let place = places.as_array().unwrap().iter();
    let mut lying = place.filter(|place| place["neighbourhood"].is_string());
    let place = lying.next().unwrap_or_else(|| panic!("{places}"));
    let key = place["neighbourhood"].as_str().unwrap();
    let tokyo = city(town, "tokyo");
    let mut hoods = tokyo.neighbourhoods.iter();
    let hood = hoods.find(|hood| hood.key == key).unwrap();
    [
        place["id"].as_str().unwrap().to_owned(),
        place["names"]["en"].as_str().unwrap().to_owned(),
        key.to_owned(),
        hood.names.get(crate::text::Lang::En).to_owned(),
    ]
}

async fn tell(town: &Town) {
    timers::run_due(&town.app, &[TIMER]).await.unwrap();
    town.settle().await;
}

#[tokio::test]
async fn nobody_learns_the_place_before_its_time() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let [place, name, key, hood] = somewhere(&town).await;
    let name = escaped(&name);
    let form = format!("text=Guess+where&later=3&place={place}&place_name={name}");
    let note = post(&mika, "tokyo", &form).await;
    town.settle().await;
    let of_place = format!("/api/v1/places/{place}/notes");
    let json = format!("/api/v1/notes/{note}");
    let page = format!("/notes/{note}?lang=en");
    for path in [
        "/cities/tokyo/feed?lang=en",
        "/cities/tokyo?lang=en",
        "/people/mika?lang=en",
    ] {
        let card = card(&joon.get(path).await, note);
        assert!(!card.contains(&hood), "{path}: {card}");
    }
    for path in [&page, &json] {
        let text = joon.get(path).await.text();
        assert!(text.contains("Guess where"));
        for secret in [
            &place,
            &format!("\"{key}\""),
            &format!("neighbourhood={key}"),
            "place_follows_at",
        ] {
            assert!(!text.contains(secret), "{path} tells {secret}: {text}");
        }
    }
    for path in [&of_place, &format!("/places/{place}")] {
        assert!(!joon.get(path).await.has("Guess where"), "{path}");
    }
    let near = joon.get("/cities/tokyo/notes.atom").await;
    assert!(near.has("Guess where") && !near.has(&hood));
    let own = mika.get(&page).await;
    assert!(
        own.has("The place is shown to others from Mon, Nov 23 12:00\u{202f}AM"),
        "{}",
        own.text()
    );
    assert_eq!(
        mika.get(&json).await.json()["place_follows_at"],
        "2026-11-23T00:00:00+09:00"
    );
}

#[tokio::test]
async fn at_its_time_the_place_is_told_once() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let [place, name, key, _] = somewhere(&town).await;
    let name = escaped(&name);
    let form = format!("text=Guess+where&later=3&place={place}&place_name={name}");
    let note = post(&mika, "tokyo", &form).await;
    let of_place = format!("/api/v1/places/{place}/notes");
    let json = format!("/api/v1/notes/{note}");
    let page = format!("/notes/{note}?lang=en");
    town.clock.advance(3 * HOUR_MS - 1);
    tell(&town).await;
    assert!(!joon.get(&of_place).await.has("Guess where"));
    town.clock.advance(1);
    tell(&town).await;
    assert_eq!(
        noted(&town).await.last(),
        Some(&Change::NoteChanged { note })
    );
    assert!(joon.get(&of_place).await.has("Guess where"));
    let told = joon.get(&json).await.json();
    assert_eq!(told["place"]["id"], place);
    assert_eq!(told["neighbourhood"], key);
    assert_eq!(told["edited_at"], json!(null), "nobody changed it");
    assert!(!mika.get(&page).await.has("is shown to others"));
    let before = noted(&town).await.len();
    tell(&town).await;
    assert_eq!(noted(&town).await.len(), before, "once");
}

/// The card of the note, where the page shows it.
fn card(page: &Answer, note: NoteId) -> String {
    let text = page.text();
    let start = text.find(&format!("/notes/{note}")).unwrap_or(text.len());
    let rest = &text[start..];
    rest[..rest.find("</article>").unwrap_or(rest.len())].to_owned()
}

#[tokio::test]
async fn changing_a_note_leaves_the_time_or_sets_another() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let [place, name, ..] = somewhere(&town).await;
    let whereabouts = format!("place={place}&place_name={}", escaped(&name));
    let note = post(&mika, "tokyo", &format!("text=One&later=6&{whereabouts}")).await;
    let edit = format!("/notes/{note}/edit");
    let json = format!("/api/v1/notes/{note}");
    let form = mika.get(&format!("{edit}?lang=en")).await;
    assert!(
        form.has("<option value=\"kept\" selected>Mon, Nov 23 3:00\u{202f}AM, as before"),
        "{}",
        form.text()
    );
    assert!(form.has(&format!("value=\"{place}\"")));
    let before = noted(&town).await;
    mika.post(&edit, &format!("text=One&later=kept&{whereabouts}"))
        .await;
    assert_eq!(noted(&town).await, before, "the same again changes nothing");

    mika.post(&edit, &format!("text=Two&later=kept&{whereabouts}"))
        .await;
    assert_eq!(
        mika.get(&json).await.json()["place_follows_at"],
        "2026-11-23T03:00:00+09:00"
    );
    mika.post(&edit, &format!("text=Two&later=1&{whereabouts}"))
        .await;
    let waits = mika.get(&json).await.json();
    assert_eq!(waits["place_follows_at"], "2026-11-22T22:00:00+09:00");
    assert_eq!(waits["place"], json!(null));
    mika.post(&edit, &format!("text=Two&later=0&{whereabouts}"))
        .await;
    let told = mika.get(&json).await.json();
    assert_eq!(
        (&told["place"]["id"], &told["place_follows_at"]),
        (&json!(place), &json!(null))
    );
    let refused = mika.post(&edit, "text=Two&later=2").await;
    assert!(problems(&refused).contains("href=\"#later\""));
}

#[tokio::test]
async fn a_neighbourhood_alone_is_as_coarse_as_its_middle() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let tokyo = city(&town, "tokyo");
    let hood = &tokyo.neighbourhoods[3];
    let json = json!({ "text": "Here", "neighbourhood": hood.id });
    let posted = mika
        .api(Method::POST, "/api/v1/cities/tokyo/notes", json)
        .await;
    let posted = posted.json();
    assert_eq!(posted["neighbourhood"], hood.key);
    let note: NoteId = posted["id"].as_str().unwrap().parse().unwrap();
    town.settle().await;
    let notes = town.app.view::<crate::notes::Notes>().unwrap();
    let spot = notes.in_city(tokyo.id, |notes| {
        notes.get(note).and_then(|entry| entry.spot)
    });
    assert_eq!(spot, hood.outline.middle());
    let form = mika.get(&format!("/notes/{note}/edit?lang=en")).await;
    let chosen = format!("name=\"neighbourhood\" value=\"{}\"", hood.id);
    assert!(form.has(&chosen), "{}", form.text());
    let elsewhere = city(&town, "new-york").neighbourhoods[0].id;
    let form = format!("text=Here&neighbourhood={elsewhere}");
    let refused = mika.post("/cities/tokyo/notes", &form).await;
    assert!(problems(&refused).contains("no longer listed"));
}
