//! The story of a campaign, from the draft to what is owed.

mod by_hand;
mod deadlines;
mod fair;
mod handed_over;
mod of_place;
mod once;
mod praise;
mod refused;
mod to_the_end;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::draws::tests::{practising, run_timers};
use crate::lottery::tests::operator;
use crate::publishing::tests::{dates, evening, organiser, publish, with};
use crate::town::{Answer, Town, Visitor};

/// Two seats of an evening with three, until 26 November at 20:00 in Tokyo.
pub(super) fn week(occurrence: &Value) -> Value {
    json!({
        "title": "Two for the blue door", "occurrence": occurrence, "seats": 2,
        "opens": "2026-11-22T00:00", "closes": "2026-11-26T20:00", "accept_hours": 24,
        "terms": [{ "kind": "note" }, { "kind": "post", "network": "instagram" }],
        "tags": [{ "network": "instagram", "name": "machi_tokyo" }],
        "questions": [{ "question": "What do you hope to see?", "required": true }],
    })
}

pub(super) struct Running<'t> {
    pub(super) desk: Visitor<'t>,
    /// Who publishes the event.
    pub(super) venue: Visitor<'t>,
    pub(super) event: String,
    /// Of the campaign in the API.
    pub(super) path: String,
    /// Of its date in the API.
    pub(super) date: String,
}

pub(super) async fn made(by: &Visitor<'_>, campaign: Value) -> Answer {
    by.api(Method::POST, "/api/v1/cities/tokyo/campaigns", campaign)
        .await
}

/// A published campaign of Tokyo, with what it says otherwise.
pub(super) async fn running<'t>(town: &'t Town, otherwise: Value) -> Running<'t> {
    let venue = organiser(town, "bluedoor").await;
    let seats = json!({ "capacity": 3, "party_max": 2, "may_hand_over": true });
    let event = publish(&venue, with(evening(), seats)).await;
    let date = dates(&venue, &event).await[0]["id"].clone();
    let desk = operator(town, "keeper", "tokyo").await;
    let draft = made(&desk, with(week(&date), otherwise)).await;
    assert_eq!(draft.status, StatusCode::CREATED, "{}", draft.text());
    let id = draft.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/cities/tokyo/campaigns/{id}");
    let none = town.get("/api/v1/cities/tokyo/campaigns").await.json();
    assert_eq!(none, json!([]), "nobody sees a draft");
    done(&desk, Method::POST, &format!("{path}/publish"), json!(null)).await;
    town.settle().await;
    let date = date.as_str().unwrap();
    Running {
        desk,
        venue,
        path,
        date: format!("/api/v1/events/{event}/occurrences/{date}"),
        event,
    }
}

/// Answered without anything to say.
pub(super) async fn done(by: &Visitor<'_>, method: Method, path: &str, body: Value) {
    let answer = by.api(method, path, body).await;
    assert_eq!(
        answer.status,
        StatusCode::NO_CONTENT,
        "{path}: {}",
        answer.text()
    );
}

pub(super) fn asks(handle: &str) -> Value {
    json!({ "answers": ["The bass"], "aliases": { "instagram": format!("{handle}.tokyo") } })
}

pub(super) async fn apply<'t>(town: &'t Town, handle: &str, path: &str) -> Visitor<'t> {
    let visitor = town.sign_up(handle).await;
    let application = format!("{path}/application");
    done(&visitor, Method::PUT, &application, asks(handle)).await;
    visitor
}

pub(super) async fn own(by: &Visitor<'_>, path: &str) -> Value {
    by.api(Method::GET, path, json!(null)).await.json()["own"].clone()
}

pub(super) async fn stage(town: &Town, path: &str) -> Value {
    town.get(path).await.json()["stage"].clone()
}

/// Applications close, and the round comes.
pub(super) async fn close(town: &Town) {
    let closes = "2026-11-26T11:00:00Z".parse::<jiff::Timestamp>().unwrap();
    town.clock.set(closes.as_millisecond());
    run_timers(town).await;
    town.clock.advance(4 * 60 * 1000);
    run_timers(town).await;
    town.settle().await;
}

/// Whoever is offered a seat, by their numbers.
async fn offered(people: &[Visitor<'_>], path: &str) -> Vec<usize> {
    let mut offered = Vec::new();
    for (n, person) in people.iter().enumerate() {
        if own(person, path).await["seat"] == "offered" {
            offered.push(n);
        }
    }
    offered
}

pub(super) async fn seat(by: &Visitor<'_>, path: &str, accepted: bool) {
    let body = json!({ "accepted": accepted });
    done(by, Method::PUT, &format!("{path}/seat"), body).await;
}

async fn owed(town: &Town, account: &str) -> Vec<(String, String)> {
    let sql = "select o.kind, o.state from obligation o join account a on a.id = o.account_id
               where a.handle = $1 order by o.position";
    let handle = account.to_owned();
    town.app
        .read(async |tx: &mut store::Tx| Ok(tx.all(sql, store::args![handle.clone()]).await?))
        .await
        .unwrap()
}

#[tokio::test]
async fn five_apply_for_two_seats_and_one_who_declines_makes_room_for_the_next() {
    let town = practising().await;
    let Running { path, .. } = running(&town, json!({})).await;
    assert_eq!(stage(&town, &path).await, "open");
    let mut people = Vec::new();
    for handle in ["aya", "ben", "chie", "dan", "emi"] {
        people.push(apply(&town, handle, &path).await);
    }
    let one = town.get(&path).await.json();
    assert_eq!(one["applicants"], 5);
    close(&town).await;
    assert_eq!(stage(&town, &path).await, "selected");
    let first = offered(&people, &path).await;
    assert_eq!(first.len(), 2, "{first:?}");

    seat(&people[first[0]], &path, true).await;
    seat(&people[first[0]], &path, true).await;
    seat(&people[first[1]], &path, false).await;
    let next = offered(&people, &path).await;
    assert_eq!(next.len(), 1, "the next is promoted");
    assert!(!first.contains(&next[0]));
    assert_eq!(own(&people[first[1]], &path).await["seat"], "declined");

    let handles = ["aya", "ben", "chie", "dan", "emi"];
    let all =
        |state: &str| ["come", "note", "post"].map(|kind| (kind.to_owned(), state.to_owned()));
    assert_eq!(owed(&town, handles[first[0]]).await, all("open"));
    assert_eq!(owed(&town, handles[first[1]]).await, []);
    let tickets = people[first[0]]
        .api(Method::GET, "/api/v1/me/tickets", json!(null))
        .await
        .json();
    assert_eq!(tickets.as_array().unwrap().len(), 1, "{tickets}");

    // Whoever gives an accepted seat back owes nothing, and the next has it.
    let back = format!("{path}/seat");
    done(&people[first[0]], Method::DELETE, &back, json!(null)).await;
    done(&people[first[0]], Method::DELETE, &back, json!(null)).await;
    assert_eq!(owed(&town, handles[first[0]]).await, all("released"));
    assert_eq!(offered(&people, &path).await.len(), 2);
}

#[tokio::test]
async fn an_offer_lapses_and_seats_that_nobody_wants_are_the_events_again() {
    let town = practising().await;
    let Running { path, .. } = running(&town, json!({})).await;
    let aya = apply(&town, "aya", &path).await;
    close(&town).await;
    assert_eq!(own(&aya, &path).await["seat"], "offered");
    town.clock.advance(24 * 60 * 60 * 1000 + 1);
    run_timers(&town).await;
    assert_eq!(own(&aya, &path).await["seat"], "lapsed");
    let late = aya
        .api(
            Method::PUT,
            &format!("{path}/seat"),
            json!({ "accepted": true }),
        )
        .await;
    assert!(late.has("campaigns-late"), "{}", late.text());
}

#[tokio::test]
async fn a_seat_that_is_left_at_the_event_is_given_back() {
    let town = practising().await;
    let Running { path, date, .. } = running(&town, json!({})).await;
    let aya = apply(&town, "aya", &path).await;
    close(&town).await;
    seat(&aya, &path, true).await;
    town.settle().await;
    let left = aya
        .api(Method::DELETE, &format!("{date}/rsvp"), json!(null))
        .await;
    assert!(left.status.is_success(), "{}", left.text());
    town.read_log().await;
    assert_eq!(own(&aya, &path).await["seat"], "given-back");
    assert_eq!(owed(&town, "aya").await[0].1, "released");
}
