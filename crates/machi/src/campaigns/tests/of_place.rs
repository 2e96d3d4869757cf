//! Campaigns of a place: whoever gets a seat comes when they like in its time, and writes about the place.

mod hidden;
mod label;
mod refused;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use super::{apply, close, done, made, owed, own, seat, stage};
use crate::draws::tests::{practising, run_timers};
use crate::lottery::tests::operator;
use crate::publishing::tests::with;
use crate::town::{Town, Visitor};

const TITLE: &str = "Breakfast for two tables";

/// Two seats at a place of Tokyo, on 28 and 29 November.
fn breakfast(place: &Value) -> Value {
    json!({
        "title": TITLE, "seats": 2, "accept_hours": 24,
        "opens": "2026-11-22T00:00", "closes": "2026-11-26T20:00",
        "visit": { "place": place, "starts": "2026-11-28T09:00", "ends": "2026-11-29T18:00" },
        "terms": [{ "kind": "note" }],
        "tags": [{ "network": "instagram", "name": "machi_tokyo" }],
    })
}

struct Visits<'t> {
    desk: Visitor<'t>,
    place: Value,
    /// Of the campaign in the API.
    path: String,
    /// The event behind it.
    event: String,
}

async fn a_place(town: &Town, city: &str) -> Value {
    let path = format!("/api/v1/cities/{city}/places");
    town.get(&path).await.json()[0].clone()
}

async fn events(town: &Town) -> i64 {
    let count = async |tx: &mut Tx| {
        let (events,) = tx
            .one::<(i64,)>("select count(*) from event", args![])
            .await?;
        Ok(events)
    };
    town.app.read(count).await.unwrap()
}

/// A published campaign of a place, with what it says otherwise.
async fn visits<'t>(town: &'t Town, otherwise: Value) -> Visits<'t> {
    let desk = operator(town, "keeper", "tokyo").await;
    let place = a_place(town, "tokyo").await["id"].clone();
    let draft = made(&desk, with(breakfast(&place), otherwise)).await;
    assert_eq!(draft.status, StatusCode::CREATED, "{}", draft.text());
    let id = draft.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/cities/tokyo/campaigns/{id}");
    for _ in 0..2 {
        done(&desk, Method::POST, &format!("{path}/publish"), json!(null)).await;
    }
    town.settle().await;
    let shown = town.get(&path).await.json();
    assert_eq!(shown["visit"]["place"], place, "{shown}");
    let event = shown["event"].as_str().unwrap().to_owned();
    Visits {
        desk,
        place,
        path,
        event,
    }
}

/// Somebody with a seat of it.
async fn seated<'t>(town: &'t Town, visits: &Visits<'_>) -> Visitor<'t> {
    let aya = apply(town, "aya", &visits.path).await;
    close(town).await;
    assert_eq!(own(&aya, &visits.path).await["seat"], "offered");
    seat(&aya, &visits.path, true).await;
    town.settle().await;
    aya
}

/// Turns the clock to this time in Tokyo, and lets everything happen that follows.
async fn turn_to(town: &Town, at: &str) {
    let at: jiff::Timestamp = format!("{at}+09:00").parse().unwrap();
    town.clock.set(at.as_millisecond());
    follow(town).await;
}

async fn follow(town: &Town) {
    town.read_log().await;
    run_timers(town).await;
    town.read_log().await;
    town.settle().await;
}

/// The one ticket is scanned at the door, on 28 November at noon.
async fn comes(town: &Town, visits: &Visits<'_>, guest: &Visitor<'_>) {
    let new = json!({ "name": "The counter", "from": "2026-11-28T09:00:00+09:00",
        "until": "2026-11-28T18:00:00+09:00" });
    let doors = format!("/api/v1/events/{}/doors", visits.event);
    let door = visits.desk.api(Method::POST, &doors, new).await;
    assert_eq!(door.status, StatusCode::CREATED, "{}", door.text());
    let door = door.json();
    let link = door["url"].as_str().unwrap().rsplit('/').next().unwrap();
    turn_to(town, "2026-11-28T12:00:00").await;
    let tickets = guest.api(Method::GET, "/api/v1/me/tickets", json!(null));
    let token = tickets.await.json()[0]["tickets"][0]["token"].clone();
    let scan = json!({ "nonce": "in", "at": "2026-11-28T12:00:00+09:00", "token": token });
    let told = json!({ "device": "a-phone", "steward": "Ana", "scans": [scan] });
    let path = format!("/api/v1/doors/{link}/scans");
    let answer = town.visitor().api(Method::POST, &path, told).await.json();
    assert_eq!(answer["scans"][0]["result"], "admitted", "{answer}");
    follow(town).await;
}

/// Posts a note about it, and lets everything happen that follows; its path in the API.
async fn writes(town: &Town, by: &Visitor<'_>, about: Value) -> String {
    let note = with(json!({ "text": "The bread was still warm" }), about);
    let posted = by.api(Method::POST, "/api/v1/cities/tokyo/notes", note);
    let posted = posted.await;
    assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.text());
    follow(town).await;
    format!("/api/v1/notes/{}", posted.json()["id"].as_str().unwrap())
}

async fn is_labelled(town: &Town, note: &str) -> bool {
    let told = town.get(note).await.json();
    told["disclosure"]["kind"] == "free-ticket"
}

async fn owes(town: &Town, kind: &str, state: &str) {
    let all = owed(town, "aya").await;
    let wanted = (kind.to_owned(), state.to_owned());
    assert!(all.contains(&wanted), "{wanted:?}: {all:?}");
}

#[tokio::test]
async fn a_seat_at_a_place_is_drawn_used_and_written_about() {
    let town = practising().await;
    let before = events(&town).await;
    let visits = visits(&town, json!({})).await;
    assert_eq!(events(&town).await, before + 1);
    assert_eq!(stage(&town, &visits.path).await, "open");
    let aya = seated(&town, &visits).await;
    owes(&town, "note", "open").await;
    let early = writes(&town, &aya, json!({ "place": visits.place })).await;
    assert!(
        is_labelled(&town, &early).await,
        "as soon as there is a seat"
    );

    comes(&town, &visits, &aya).await;
    owes(&town, "come", "met").await;
    owes(&town, "note", "open").await;
    assert_eq!(stage(&town, &visits.path).await, "held");
    let note = writes(&town, &aya, json!({ "place": visits.place })).await;
    assert!(is_labelled(&town, &note).await);
    owes(&town, "note", "met").await;
    assert_eq!(stage(&town, &visits.path).await, "finished");

    let results = format!("{}/results", visits.path);
    let results = visits.desk.api(Method::GET, &results, json!(null)).await;
    let results = results.json();
    assert_eq!(results["came"], 1, "{results}");
    assert_eq!(results["notes"].as_array().unwrap().len(), 1, "{results}");
}

#[tokio::test]
async fn a_note_that_drops_the_place_leaves_it_owed() {
    let town = practising().await;
    let visits = visits(&town, json!({})).await;
    let aya = seated(&town, &visits).await;
    comes(&town, &visits, &aya).await;
    let note = writes(&town, &aya, json!({ "place": visits.place })).await;
    owes(&town, "note", "met").await;
    let without = json!({ "text": "Nothing to see" });
    let edited = aya.api(Method::PUT, &note, without).await;
    assert!(edited.status.is_success(), "{}", edited.text());
    follow(&town).await;
    owes(&town, "note", "open").await;
    assert!(is_labelled(&town, &note).await, "nothing takes a label off");
    let again = json!({ "text": "The bread", "place": visits.place });
    let edited = aya.api(Method::PUT, &note, again).await;
    assert!(edited.status.is_success(), "{}", edited.text());
    follow(&town).await;
    owes(&town, "note", "met").await;
}

#[tokio::test]
async fn the_event_behind_it_will_do_and_another_place_will_not() {
    let town = practising().await;
    let visits = visits(&town, json!({})).await;
    let aya = seated(&town, &visits).await;
    comes(&town, &visits, &aya).await;
    let places = town.get("/api/v1/cities/tokyo/places").await.json();
    let elsewhere = writes(&town, &aya, json!({ "place": places[1]["id"] })).await;
    assert!(!is_labelled(&town, &elsewhere).await);
    owes(&town, "note", "open").await;
    let note = writes(&town, &aya, json!({ "event": visits.event })).await;
    assert!(is_labelled(&town, &note).await);
    owes(&town, "note", "met").await;
}

#[tokio::test]
async fn a_seat_that_is_given_back_is_the_next_ones_and_obliges_to_nothing() {
    let town = practising().await;
    let visits = visits(&town, json!({ "seats": 1 })).await;
    let aya = apply(&town, "aya", &visits.path).await;
    let ben = apply(&town, "ben", &visits.path).await;
    close(&town).await;
    let both = [&aya, &ben];
    let first = usize::from(own(&aya, &visits.path).await["seat"] != "offered");
    let (first, next) = (both[first], both[1 - first]);
    seat(first, &visits.path, true).await;
    town.settle().await;
    let shown = town.get(&visits.path).await.json();
    let rsvp = format!(
        "/api/v1/events/{}/occurrences/{}/rsvp",
        visits.event,
        shown["occurrence"].as_str().unwrap()
    );
    // At the event itself: nobody waits there, so the campaign has the seat again.
    let left = first.api(Method::DELETE, &rsvp, json!(null)).await;
    assert!(left.status.is_success(), "{}", left.text());
    follow(&town).await;
    assert_eq!(own(first, &visits.path).await["seat"], "given-back");
    assert_eq!(own(next, &visits.path).await["seat"], "offered");
    let note = writes(&town, first, json!({ "place": visits.place })).await;
    assert!(!is_labelled(&town, &note).await);
    seat(next, &visits.path, true).await;
}

#[tokio::test]
async fn a_visit_that_is_called_off_obliges_to_nothing() {
    let town = practising().await;
    let visits = visits(&town, json!({})).await;
    let aya = seated(&town, &visits).await;
    let change = json!({ "titles": { "en": "Another" } });
    let hosting = format!("/api/v1/events/{}/hosting", visits.event);
    let told = visits.desk.api(Method::GET, &hosting, json!(null)).await;
    let change = with(told.json(), change);
    let changed = visits.desk.api(Method::PUT, &hosting, change).await;
    assert!(changed.has("publishing-unlisted"), "{}", changed.text());
    let off = format!("/events/{}/call-off", visits.event);
    let off = visits.desk.post(&off, "off=true").await;
    assert!(off.status.is_redirection(), "{}", off.text());
    follow(&town).await;
    assert_eq!(stage(&town, &visits.path).await, "calledoff");
    assert_eq!(own(&aya, &visits.path).await["seat"], "called-off");
    owes(&town, "note", "released").await;
    let note = writes(&town, &aya, json!({ "place": visits.place })).await;
    assert!(!is_labelled(&town, &note).await);
}
