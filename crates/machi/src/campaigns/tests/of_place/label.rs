//! How long, and whom, a place obliges to a label.

use super::*;

#[tokio::test]
async fn it_concerns_who_has_the_seat_and_nobody_else() {
    let town = practising().await;
    let visits = visits(&town, json!({})).await;
    let before = town.sign_up("regular").await;
    let other = writes(&town, &before, json!({ "place": visits.place })).await;
    let aya = seated(&town, &visits).await;
    comes(&town, &visits, &aya).await;
    let after = writes(&town, &before, json!({ "place": visits.place })).await;
    for note in [other, after] {
        assert!(!is_labelled(&town, &note).await, "who pays says nothing");
    }
}

#[tokio::test]
async fn it_lasts_until_what_was_owed_is_over() {
    let town = practising().await;
    let visits = visits(&town, json!({})).await;
    let aya = seated(&town, &visits).await;
    comes(&town, &visits, &aya).await;
    writes(&town, &aya, json!({ "place": visits.place })).await;
    owes(&town, "note", "met").await;
    // Of the same breakfast, although nothing is owed any more.
    turn_to(&town, "2026-12-01T11:00:00").await;
    let second = writes(&town, &aya, json!({ "place": visits.place })).await;
    assert!(is_labelled(&town, &second).await);
    turn_to(&town, "2026-12-01T12:00:01").await;
    let later = writes(&town, &aya, json!({ "place": visits.place })).await;
    assert!(!is_labelled(&town, &later).await, "another breakfast");
    let of_event = json!({ "event": visits.event });
    let about = writes(&town, &aya, of_event).await;
    assert!(is_labelled(&town, &about).await, "of this one for ever");
}

#[tokio::test]
async fn a_place_that_is_shown_later_counts_and_is_labelled_at_once() {
    let town = practising().await;
    let visits = visits(&town, json!({})).await;
    let aya = seated(&town, &visits).await;
    comes(&town, &visits, &aya).await;
    let later = json!({ "place": visits.place, "later": "24" });
    let note = writes(&town, &aya, later).await;
    assert!(is_labelled(&town, &note).await);
    owes(&town, "note", "met").await;
}

#[tokio::test]
async fn its_author_is_led_to_the_place_and_told_of_the_label() {
    let town = practising().await;
    let visits = visits(&town, json!({})).await;
    let aya = seated(&town, &visits).await;
    comes(&town, &visits, &aya).await;
    let place = visits.place.as_str().unwrap();
    let all = aya.api(Method::GET, "/api/v1/me/obligations", json!(null));
    let note = all.await.json()[0].clone();
    assert_eq!(note["place"], visits.place, "{note}");
    let page = format!("/me/obligations/{}?lang=en", note["id"].as_str().unwrap());
    let page = aya.get(&page).await;
    let write = format!("/cities/tokyo/notes/new?place={place}");
    for text in [
        &write,
        "Post a note about the place",
        &format!("/places/{place}"),
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    let composer = aya.get(&format!("{write}&lang=en")).await;
    let will = "your note will carry the label “Free ticket”";
    assert!(composer.has(will), "{}", composer.text());
}
