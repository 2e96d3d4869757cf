//! Photos of notes, wherever a note is shown.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::Tx;

use super::*;
use crate::ids::{AccountId, PhotoId};
use crate::notes::{CardText, card_rows};
use crate::photos::sample;
use crate::text::Lang;
use crate::town::NOON_MS;

async fn posted(by: &Visitor<'_>, note: Value) -> Value {
    let posted = by.api(Method::POST, "/api/v1/cities/tokyo/notes", note);
    let posted = posted.await;
    assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.text());
    posted.json()
}

async fn photo(town: &Town, handle: &str, sides: (i64, i64)) -> PhotoId {
    sample::stored(town, account(town, handle).await, sides).await
}

async fn account(town: &Town, handle: &str) -> AccountId {
    let read = async |tx: &mut Tx| crate::accounts::by_handle(tx, handle).await;
    town.app.read(read).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_card_shows_the_first_photo_and_how_many_there_are() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let photos = [
        photo(&town, "mika", (3000, 4000)).await,
        photo(&town, "mika", (4000, 3000)).await,
    ];
    let both = json!([
        { "id": photos[0].to_string(), "alt": "Leaves <all> down" },
        { "id": photos[1].to_string() },
    ]);
    let note = posted(&mika, json!({ "text": "Ueno", "photos": both })).await;
    let id: NoteId = note["id"].as_str().unwrap().parse().unwrap();
    let card = async |lang| {
        let rows = town
            .app
            .read(async |tx: &mut Tx| card_rows(tx, &[id]).await);
        let tokyo = city(&town, "tokyo");
        let reading = crate::events::Reading {
            lang,
            zone: &tokyo.zone,
            now_ms: NOON_MS,
        };
        let row = rows.await.unwrap().remove(0);
        askama::Template::render(&CardText::of(&row, &tokyo, reading)).unwrap()
    };
    let shown = card(Lang::En).await;
    for part in [
        "width=\"3000\" height=\"4000\"",
        "alt=\"Leaves &#60;all&#62; down\"",
        "2 photos",
        ">Ueno</a>",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    assert!(!shown.contains("note-words"), "{shown}");
    assert_eq!(shown.matches("<img").count(), 1, "{shown}");

    let feed = town.get("/cities/tokyo/feed?tab=latest").await.text();
    assert!(feed.contains(&format!("{:0>64}", photos[0].to_string())));
    assert!(
        feed.contains("fetchpriority=\"high\""),
        "the first does not wait"
    );
    let page = format!("/api/v1/notes/{id}");
    let change = json!({ "text": "Ueno", "photos": [{ "id": photos[1].to_string() }] });
    mika.api(Method::PUT, &page, change).await;
    let feed = town.get("/cities/tokyo/feed?tab=latest").await.text();
    assert!(
        feed.contains(&format!("{:0>64}", photos[1].to_string())),
        "another first photo is another card"
    );
    assert!(!feed.contains("2 photos"));
}

#[tokio::test]
async fn a_photo_without_words_has_a_name_everywhere() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let photo = photo(&town, "mika", (1000, 1000)).await;
    let chosen = json!([{ "id": photo.to_string(), "alt": "A \"red\" tower & a moon" }]);
    let note = posted(&mika, json!({ "photos": chosen })).await;
    let id = note["id"].as_str().unwrap();
    let page = town.get(&format!("/notes/{id}")).await.text();
    let name = note["author"]["display_name"].as_str().unwrap();
    for part in [
        format!("<title>A photo by {name}"),
        format!("\"headline\":\"A photo by {name}\""),
        "content=\"A &#34;red&#34; tower &#38; a moon\"".to_owned(),
        format!("og:image\" content=\"https://town.example/photos/{photo:0>64}/card.jpg"),
        "Photo 1 of 1".to_owned(),
        "\"@type\":\"ImageObject\"".to_owned(),
    ] {
        assert!(page.contains(&part), "{part} in {page}");
    }
    let feed = town.get("/cities/tokyo/feed?tab=latest").await.text();
    assert!(feed.contains(&format!("A photo by {name}")), "{feed}");
    for kind in ["atom", "rss"] {
        let feed = town.get(&format!("/people/mika/notes.{kind}")).await.text();
        assert!(feed.contains(&format!("A photo by {name}")), "{feed}");
        assert!(feed.contains("/card.jpg"), "{feed}");
        assert!(!feed.contains("&lt;p&gt;&lt;/p&gt;"), "{feed}");
    }
}

#[tokio::test]
async fn programs_get_the_photos_of_a_note_and_of_a_list() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let mut expected = Vec::new();
    for count in [2, 0, 1] {
        let mut photos = Vec::new();
        for _ in 0..count {
            photos.push(photo(&town, "mika", (1000, 800)).await.to_string());
        }
        let chosen: Vec<Value> = photos.iter().map(|id| json!({ "id": id })).collect();
        posted(&mika, json!({ "text": "One more.", "photos": chosen })).await;
        expected.push(photos);
    }
    expected.reverse();
    let listed = town.get("/api/v1/people/mika/notes").await.json();
    let ids = |note: &Value| -> Vec<String> {
        let photos = note["photos"].as_array().unwrap().iter();
        photos
            .map(|photo| photo["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let found: Vec<_> = listed.as_array().unwrap().iter().map(ids).collect();
    assert_eq!(found, expected);
    let photo = &listed[0]["photos"][0];
    assert_eq!(
        (&photo["width"], &photo["height"]),
        (&json!(1000), &json!(800))
    );
    assert_eq!(photo["sources"].as_array().unwrap().len(), 3);
    assert!(photo["card"].as_str().unwrap().ends_with("/card.jpg"));
}
