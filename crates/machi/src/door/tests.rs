//! The story of a door: who comes in, who does not, and what is told of it afterwards.

mod offline;
mod organiser;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::publishing::tests::organiser;
use crate::tickets::tests::{date_of, go};
use crate::town::{Answer, Town, Visitor};

const HOUR_MS: i64 = 60 * 60 * 1000;
/// The evening begins at 19:00 in Tokyo on November 28.
const FROM: &str = "2026-11-28T17:00:00+09:00";
const UNTIL: &str = "2026-11-28T23:00:00+09:00";

/// A door of the event; the path of its API.
async fn door(venue: &Visitor<'_>, event: &str, name: &str) -> String {
    let new = json!({ "name": name, "from": FROM, "until": UNTIL });
    let path = format!("/api/v1/events/{event}/doors");
    let opened = venue.api(Method::POST, &path, new).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.text());
    let url = opened.json()["url"].as_str().unwrap().to_owned();
    format!("/api/v1/doors/{}", url.rsplit('/').next().unwrap())
}

/// Turns the clock to this time in Tokyo.
fn turn_to(town: &Town, at: &str) {
    let at: jiff::Timestamp = format!("{at}+09:00").parse().unwrap();
    town.clock.set(at.as_millisecond());
}

/// What a device tells.
fn told(scans: &[Value]) -> Value {
    json!({ "device": "a-phone", "steward": "Ana", "scans": scans })
}

fn scan(nonce: &str, ticket: &Value) -> Value {
    json!({ "nonce": nonce, "at": "2026-11-28T09:30:00Z", "token": ticket["token"] })
}

fn let_in(nonce: &str, ticket: &Value, at: &str) -> Value {
    json!({ "nonce": nonce, "at": at, "token": ticket["token"], "let_in": true })
}

async fn tell(town: &Town, door: &str, body: Value) -> Value {
    let device = town.visitor();
    let path = format!("{door}/scans");
    let answer = device.api(Method::POST, &path, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

async fn list_of(town: &Town, door: &str) -> Value {
    let device = town.visitor();
    device.api(Method::GET, door, json!(null)).await.json()
}

/// Issues one's ticket anew; the answer.
async fn reissue(by: &Visitor<'_>, ticket: &Value) -> Answer {
    let id = ticket["id"].as_str().unwrap();
    let path = format!("/api/v1/me/tickets/{id}/reissue");
    by.api(Method::POST, &path, json!(null)).await
}

async fn leave(by: &Visitor<'_>, at: &(String, String)) -> Answer {
    let path = format!("/api/v1/events/{}/occurrences/{}/rsvp", at.0, at.1);
    by.api(Method::DELETE, &path, json!(null)).await
}

async fn result(town: &Town, door: &str, scan: Value) -> String {
    let answer = tell(town, door, told(&[scan])).await;
    answer["scans"][0]["result"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_ticket_lets_one_in_once() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({ "party_max": 2 })).await;
    let mika = town.sign_up("mika").await;
    let two = go(&mika, &at, 2).await;
    let main = door(&venue, &at.0, "Main entrance").await;

    let (phone, scans) = (town.visitor(), format!("{main}/scans"));
    let body = told(&[scan("1", &two[0])]);
    let early = phone.api(Method::POST, &scans, body).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.has("The door is not open yet."), "{}", early.text());

    turn_to(&town, "2026-11-28T18:30:00");
    let list = list_of(&town, &main).await;
    assert_eq!(list["titles"]["en"], "Jazz at the Blue Door");
    assert_eq!(list["dates"].as_array().unwrap().len(), 1);
    assert_eq!(list["tickets"].as_array().unwrap().len(), 2);
    assert_eq!(list["tickets"][0]["name"], "mika");
    assert_eq!(list["tickets"][0]["admitted"], json!(null));
    assert_eq!(list["next"], json!(null));

    let first = tell(&town, &main, told(&[scan("1", &two[0])])).await;
    assert_eq!(first["scans"][0]["result"], "admitted");
    assert_eq!(
        (&first["admitted"], &first["tickets"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(
        result(&town, &main, scan("1", &two[0])).await,
        "admitted",
        "told twice"
    );
    let again = tell(&town, &main, told(&[scan("2", &two[0])])).await;
    assert_eq!(again["scans"][0]["result"], "again");
    assert_eq!(again["scans"][0]["first"]["by"], "Ana");
    assert_eq!(again["scans"][0]["first"]["door"], "Main entrance");
    assert_eq!(
        again["scans"][0]["first"]["at"],
        "2026-11-28T18:30:00+09:00"
    );
    // Found by hand.
    let by_hand = json!({ "nonce": "3", "at": "2026-11-28T09:31:00Z", "ticket": two[1]["id"] });
    assert_eq!(result(&town, &main, by_hand).await, "admitted");
    let list = list_of(&town, &main).await;
    assert_eq!(list["tickets"][0]["admitted"]["by"], "Ana");

    // A mistake is taken back.
    let undone = json!({ "device": "a-phone", "steward": "Ana", "undone": ["1", "none"] });
    assert_eq!(tell(&town, &main, undone).await["admitted"], 1);
    assert_eq!(result(&town, &main, scan("4", &two[0])).await, "admitted");
}

#[tokio::test]
async fn whoever_is_in_sees_it_and_changes_nothing_any_more() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({ "party_max": 2 })).await;
    let mika = town.sign_up("mika").await;
    let two = go(&mika, &at, 2).await;
    let main = door(&venue, &at.0, "Main entrance").await;
    turn_to(&town, "2026-11-28T18:30:00");
    tell(&town, &main, told(&[scan("1", &two[0])])).await;
    let page = two[0]["url"].as_str().unwrap();
    let page = &page[page.find("/tickets/").unwrap()..];
    assert!(mika.get(page).await.has("Checked in"));
    let refused = [reissue(&mika, &two[0]).await, leave(&mika, &at).await];
    assert_eq!(
        refused.map(|answer| answer.status),
        [StatusCode::UNPROCESSABLE_ENTITY; 2]
    );
}

#[tokio::test]
async fn what_is_no_valid_ticket_lets_nobody_in() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let weekly = json!({ "repeats": "weekly", "until": "2026-12-20" });
    let at = date_of(&venue, weekly).await;
    let dates = crate::publishing::tests::dates(&venue, &at.0).await;
    let next = (at.0.clone(), dates[1]["id"].as_str().unwrap().to_owned());
    let other = date_of(&venue, json!({})).await;
    let (mika, joon, li) = (
        town.sign_up("mika").await,
        town.sign_up("joon").await,
        town.sign_up("li").await,
    );
    let stale = go(&mika, &at, 1).await.remove(0);
    let fresh = reissue(&mika, &stale).await.json();
    let void = go(&joon, &at, 1).await.remove(0);
    leave(&joon, &at).await;
    let next = go(&joon, &next, 1).await.remove(0);
    let other = go(&li, &other, 1).await.remove(0);
    let mut forged = fresh.clone();
    let token = fresh["token"].as_str().unwrap();
    let last = if token.ends_with('A') { 'Q' } else { 'A' };
    forged["token"] = format!("{}{last}", &token[..token.len() - 1]).into();

    let main = door(&venue, &at.0, "Main entrance").await;
    turn_to(&town, "2026-11-28T18:30:00");
    for (ticket, expected) in [
        (&stale, "stale"),
        (&void, "void"),
        (&next, "other_date"),
        (&other, "other_event"),
        (&forged, "forged"),
        (&json!({ "token": "a poem" }), "forged"),
        (&fresh, "admitted"),
    ] {
        assert_eq!(result(&town, &main, scan(expected, ticket)).await, expected);
    }
    // A number alone does not open another event's tickets.
    let by_number = json!({ "nonce": "n", "at": "2026-11-28T09:31:00Z", "ticket": other["id"] });
    let answer = tell(&town, &main, told(&[by_number])).await;
    assert_eq!(answer["scans"][0]["result"], "unknown");
    assert_eq!(answer["scans"][0]["ticket"], json!(null));
}

#[tokio::test]
async fn what_no_device_tells_is_refused() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({})).await;
    let main = door(&venue, &at.0, "Main entrance").await;
    turn_to(&town, "2026-11-28T18:30:00");
    let (phone, scans) = (town.visitor(), format!("{main}/scans"));
    let poem = json!({ "token": "a poem" });
    for body in [
        told(&[json!({ "nonce": "", "at": "2026-11-28T09:31:00Z" })]),
        told(&[json!({ "nonce": "x", "at": "soon" })]),
        json!({ "device": "d", "steward": " ", "scans": [] }),
        told(&vec![scan("many", &poem); 201]),
    ] {
        let answer = phone.api(Method::POST, &scans, body).await;
        let text = answer.text();
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    }
}

#[tokio::test]
async fn a_door_ends_with_its_time_or_when_it_is_revoked() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({ "party_max": 3 })).await;
    let mika = town.sign_up("mika").await;
    let three = go(&mika, &at, 3).await;
    let (main, side) = (
        door(&venue, &at.0, "Main entrance").await,
        door(&venue, &at.0, "Side door").await,
    );
    let stranger = town.visitor();
    let page = main.replace("/api/v1/doors", "/door");
    assert!(stranger.get(&page).await.has("Main entrance"));
    let wrong = stranger.get("/door/1.nonsense").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);

    let doors = format!("/api/v1/events/{}/doors", at.0);
    let list = venue.api(Method::GET, &doors, json!(null)).await.json();
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert_eq!(list[0]["name"], "Side door");
    let revoke = format!("{doors}/{}", list[0]["id"].as_str().unwrap());
    let revoked = venue.api(Method::DELETE, &revoke, json!(null)).await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT);
    let gone = stranger.api(Method::GET, &side, json!(null)).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);

    // After its time it decides nothing any more, and takes what was scanned in it.
    turn_to(&town, "2026-11-29T01:00:00");
    let (scans, body) = (format!("{main}/scans"), told(&[scan("1", &three[0])]));
    let late = stranger.api(Method::POST, &scans, body).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    let offline = let_in("2", &three[0], "2026-11-28T10:05:00Z");
    assert_eq!(result(&town, &main, offline).await, "admitted");
    assert!(stranger.get(&page).await.has("This door closed"));
    town.clock.set(town.app.now_ms() + 8 * 24 * HOUR_MS);
    assert_eq!(stranger.get(&page).await.status, StatusCode::NOT_FOUND);
}
