//! The story of who goes.

mod messages;
mod storm;
mod visit_accounts;
mod visit_mails;
mod visits;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use crate::app::App;
use crate::changes::Change;
use crate::publishing::tests::{dates, evening, organiser, publish, with};
use crate::town::{Town, Visitor};
use crate::{start, timers};

const HOUR_MS: i64 = 60 * 60 * 1000;

/// An event with so many seats; its path in the API without what is done there, and on the site.
async fn seats(venue: &Visitor<'_>, other: Value) -> (String, String) {
    let event = publish(venue, with(evening(), other)).await;
    let date = dates(venue, &event).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    (
        format!("/api/v1/events/{event}/occurrences/{date}"),
        format!("/events/{event}/{date}"),
    )
}

async fn going(by: &Visitor<'_>, api: &str, party: i64) -> String {
    let body = json!({ "state": "going", "party": party });
    let answer = by.api(Method::PUT, &format!("{api}/rsvp"), body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()["state"].as_str().unwrap().to_owned()
}

async fn leave(by: &Visitor<'_>, api: &str) {
    let answer = by
        .api(Method::DELETE, &format!("{api}/rsvp"), json!(null))
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
}

async fn state(by: &Visitor<'_>) -> Value {
    let mine = by
        .api(Method::GET, "/api/v1/me/going", json!(null))
        .await
        .json();
    mine[0]["state"].clone()
}

/// How many seats are given, and how many answers say so.
async fn given(app: &App) -> (i64, i64) {
    let read = app.read(async |tx: &mut Tx| {
        let sql = "select cast(sum(taken) as bigint) from seats where seat_type_id = 0";
        let (taken,): (i64,) = tx.one(sql, args![]).await?;
        let sql = "select cast(coalesce(sum(party), 0) as bigint) from rsvp where state in ('going', 'offered', 'held')";
        let (said,): (i64,) = tx.one(sql, args![]).await?;
        Ok((taken, said))
    });
    read.await.unwrap()
}

async fn run_timers(town: &Town) {
    while timers::run_due(&town.app, &start::timers()).await.unwrap() > 0 {}
}

#[tokio::test]
async fn seats_go_to_who_comes_first_and_then_to_who_waits() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 2 })).await;
    let (mika, joon, li) = (
        town.sign_up("mika").await,
        town.sign_up("joon").await,
        town.sign_up("li").await,
    );
    assert_eq!(going(&mika, &api, 1).await, "going");
    assert_eq!(going(&mika, &api, 1).await, "going", "twice is once");
    assert!(li.get(&page).await.has("1 seat left"));
    assert_eq!(going(&joon, &api, 1).await, "going");
    assert!(li.get(&page).await.has("Join the waiting list"));
    let wait = li.post(&format!("{page}/going"), "answer=going").await;
    assert_eq!(wait.location(), page);
    assert!(li.get(&page).await.has("You are waiting for 1 seat."));
    assert_eq!(given(&town.app).await, (2, 2));

    leave(&mika, &api).await;
    assert_eq!(state(&li).await, "offered");
    assert!(
        li.get(&page)
            .await
            .has("A seat came free and is kept for you until")
    );
    assert_eq!(
        going(&mika, &api, 1).await,
        "waiting",
        "who comes back waits"
    );
    let accept = json!({ "state": "going", "accept": true });
    li.api(Method::PUT, &format!("{api}/rsvp"), accept).await;
    assert_eq!(state(&li).await, "going");
    assert_eq!(given(&town.app).await, (2, 2));
    let offered = |change: &&Change| matches!(change, Change::SeatOffered { .. });
    assert_eq!(town.changes().await.iter().filter(offered).count(), 1);
}

#[tokio::test]
async fn an_offer_that_nobody_accepts_goes_to_the_next() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, _) = seats(&venue, json!({ "capacity": 1 })).await;
    let (mika, joon, li) = (
        town.sign_up("mika").await,
        town.sign_up("joon").await,
        town.sign_up("li").await,
    );
    for member in [&mika, &joon, &li] {
        going(member, &api, 1).await;
    }
    leave(&mika, &api).await;
    assert_eq!(
        (state(&joon).await, state(&li).await),
        (json!("offered"), json!("waiting"))
    );
    town.clock.advance(23 * HOUR_MS);
    run_timers(&town).await;
    assert_eq!(state(&joon).await, "offered");
    town.clock.advance(2 * HOUR_MS);
    let late = json!({ "state": "going", "accept": true });
    let late = joon.api(Method::PUT, &format!("{api}/rsvp"), late).await;
    assert!(late.has("going-offer-over"), "{}", late.text());
    run_timers(&town).await;
    assert_eq!(
        (state(&joon).await, state(&li).await),
        (Value::Null, json!("offered"))
    );
    assert_eq!(given(&town.app).await, (1, 1));
}

#[tokio::test]
async fn more_seats_are_for_who_waits_and_fewer_than_given_are_refused() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 4, "party_max": 4 })).await;
    let (mika, joon, li) = (
        town.sign_up("mika").await,
        town.sign_up("joon").await,
        town.sign_up("li").await,
    );
    assert_eq!(going(&mika, &api, 3).await, "going");
    assert_eq!(going(&joon, &api, 3).await, "waiting");
    // Nobody is overtaken.
    assert_eq!(going(&li, &api, 1).await, "waiting");
    let hosting = format!("/api/v1/events/{}/hosting", page.split('/').nth(2).unwrap());
    let capacity = async |n: i64| {
        let other = json!({ "capacity": n, "party_max": 4 });
        venue
            .api(Method::PUT, &hosting, with(evening(), other))
            .await
    };
    assert!(capacity(2).await.has("publishing-capacity-given"));
    assert_eq!(capacity(6).await.status, StatusCode::NO_CONTENT);
    run_timers(&town).await;
    assert_eq!(
        (state(&joon).await, state(&li).await),
        (json!("offered"), json!("waiting"))
    );
    // With fewer people there is room for both.
    assert_eq!(going(&mika, &api, 2).await, "going");
    assert_eq!(state(&li).await, "offered");
    assert_eq!(given(&town.app).await, (6, 6));
    let more = mika
        .api(
            Method::PUT,
            &format!("{api}/rsvp"),
            json!({ "state": "going", "party": 4 }),
        )
        .await;
    assert!(more.has("going-no-more-seats"));
    assert_eq!(given(&town.app).await, (6, 6), "a refusal takes nothing");
}

#[tokio::test]
async fn a_line_moves_on_when_somebody_leaves_it_and_one_kind_does_not_hold_up_another() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, _) = seats(&venue, json!({ "capacity": 4, "party_max": 4 })).await;
    let (mika, joon, li) = (
        town.sign_up("mika").await,
        town.sign_up("joon").await,
        town.sign_up("li").await,
    );
    assert_eq!(going(&mika, &api, 1).await, "going");
    assert_eq!(going(&joon, &api, 4).await, "waiting");
    assert_eq!(going(&li, &api, 1).await, "waiting");
    leave(&joon, &api).await;
    assert_eq!(state(&li).await, "offered");
    assert_eq!(going(&li, &api, 1).await, "offered", "the same wish again");
    assert_eq!(given(&town.app).await, (2, 2));

    let types = json!([{ "name": "Front", "capacity": 1 }, { "name": "Back" }]);
    let (api, page) = seats(&venue, json!({ "party_max": 2, "seat_types": types })).await;
    let event = page.split('/').nth(2).unwrap();
    let path = format!("/api/v1/events/{event}/hosting");
    let hosting = venue.api(Method::GET, &path, json!(null)).await.json();
    let take = async |by: &Visitor<'_>, kind: usize, party: i64| {
        let seat_type = &hosting["seat_types"][kind]["id"];
        let body = json!({ "state": "going", "seat_type": seat_type, "party": party });
        by.api(Method::PUT, &format!("{api}/rsvp"), body).await
    };
    assert_eq!(take(&mika, 0, 1).await.json()["state"], "going");
    assert_eq!(take(&joon, 0, 1).await.json()["state"], "waiting");
    assert_eq!(take(&li, 1, 1).await.json()["state"], "going");
    assert!(
        take(&venue, 0, 2).await.has("going-party"),
        "more than there are"
    );
}

#[tokio::test]
async fn an_organiser_says_yes_or_no() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 1, "way": "approval" })).await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    assert_eq!(going(&mika, &api, 1).await, "asked");
    assert_eq!(going(&joon, &api, 1).await, "asked");
    assert_eq!(given(&town.app).await, (0, 0));
    let guests = venue.get(&format!("{page}/guests")).await;
    assert!(
        guests.has("@mika") && guests.has("Asked (2)"),
        "{}",
        guests.text()
    );
    assert_eq!(
        mika.get(&format!("{page}/guests")).await.status,
        StatusCode::NOT_FOUND
    );
    let list = venue
        .api(
            Method::GET,
            &format!("{api}/guests?state=asked"),
            json!(null),
        )
        .await
        .json();
    let id = |n: usize| list[n]["id"].as_str().unwrap().to_owned();
    venue
        .post(&format!("{page}/guests/{}", id(0)), "accepted=true")
        .await;
    venue
        .post(&format!("{page}/guests/{}", id(1)), "accepted=true")
        .await;
    assert_eq!(
        (state(&mika).await, state(&joon).await),
        (json!("going"), json!("waiting"))
    );
    venue
        .post(&format!("{page}/guests/{}", id(0)), "accepted=false")
        .await;
    assert_eq!(
        (state(&mika).await, state(&joon).await),
        (Value::Null, json!("offered"))
    );
    let refused = mika
        .api(
            Method::PUT,
            &format!("{api}/rsvp"),
            json!({ "state": "going" }),
        )
        .await;
    assert!(refused.has("going-declined"));
}

#[tokio::test]
async fn kinds_of_seats_have_bounds_of_their_own() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let types =
        json!([{ "name": "Front", "price_minor": 3000, "capacity": 1 }, { "name": "Back" }]);
    let (api, page) = seats(&venue, json!({ "capacity": 3, "seat_types": types })).await;
    let event = page.split('/').nth(2).unwrap();
    let hosting = venue
        .api(
            Method::GET,
            &format!("/api/v1/events/{event}/hosting"),
            json!(null),
        )
        .await
        .json();
    let type_id = |n: usize| hosting["seat_types"][n]["id"].clone();
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let take = async |by: &Visitor<'_>, seat_type: Value| {
        let body = json!({ "state": "going", "seat_type": seat_type });
        by.api(Method::PUT, &format!("{api}/rsvp"), body).await
    };
    assert!(take(&mika, Value::Null).await.has("going-seat-type"));
    assert_eq!(take(&mika, type_id(0)).await.json()["state"], "going");
    assert!(joon.get(&page).await.has("Front · ¥3,000 · Full"));
    assert_eq!(take(&joon, type_id(0)).await.json()["state"], "waiting");
    assert_eq!(
        given(&town.app).await,
        (1, 1),
        "a claim that fails takes nothing"
    );
    leave(&mika, &api).await;
    assert_eq!(state(&joon).await, "offered");
    // A kind with a seat given stays.
    let without = with(
        evening(),
        json!({ "capacity": 3, "seat_types": [{ "name": "Back", "id": type_id(1) }] }),
    );
    let refused = venue
        .api(
            Method::PUT,
            &format!("/api/v1/events/{event}/hosting"),
            without,
        )
        .await;
    assert!(
        refused.has("publishing-seat-type-given"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn what_cannot_be_answered_is_refused() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let mika = town.sign_up("mika").await;
    let (elsewhere, _) = seats(
        &venue,
        json!({ "way": "external", "ticket_url": "https://tickets.example" }),
    )
    .await;
    let (api, page) = seats(&venue, json!({ "capacity": 5, "party_max": 2 })).await;
    let ask = async |api: &str, party: i64| {
        let body = json!({ "state": "going", "party": party });
        mika.api(Method::PUT, &format!("{api}/rsvp"), body).await
    };
    assert!(ask(&elsewhere, 1).await.has("going-elsewhere"));
    venue.post("/people/mika/block", "blocked=true").await;
    assert!(!ask(&api, 1).await.status.is_success());
    venue.post("/people/mika/block", "blocked=false").await;
    assert!(ask(&api, 3).await.has("going-party"));
    assert!(ask(&api, 0).await.has("going-party"));
    mika.post(&format!("{page}/going"), "answer=interested")
        .await;
    assert_eq!(state(&mika).await, "interested");
    assert_eq!(ask(&api, 2).await.json()["state"], "going");
    mika.post(&format!("{page}/going"), "answer=interested")
        .await;
    assert_eq!(state(&mika).await, "going", "who goes is interested anyway");
    venue.post(&format!("{page}/call-off"), "off=true").await;
    assert!(ask(&api, 1).await.has("going-cancelled"));
    assert!(mika.get("/me/going").await.has("Cancelled"));
    town.clock.advance(10 * 24 * HOUR_MS);
    leave(&mika, &api).await;
}
