//! Whoever goes, waits or publishes is told of it.

use serde_json::json;

use super::*;
use crate::publishing::tests::{dates, evening, organiser, publish, with};
use crate::{start, timers};

/// Lets the log be read, and what follows from it be done.
async fn follow_up(town: &Town) {
    town.read_log().await;
    while timers::run_due(&town.app, &start::timers()).await.unwrap() > 0 {}
    town.read_log().await;
    town.settle().await;
}

async fn go(by: &Visitor<'_>, event: &str, date: &str) {
    let path = format!("/api/v1/events/{event}/occurrences/{date}/rsvp");
    let answer = by
        .api(Method::PUT, &path, json!({ "state": "going" }))
        .await;
    assert!(answer.status.is_success(), "{}", answer.text());
}

#[tokio::test]
async fn everybody_who_goes_or_waits_is_told_of_another_time_place_and_of_the_end() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let event = publish(&venue, with(evening(), json!({ "capacity": 1 }))).await;
    let date = dates(&venue, &event).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    go(&mika, &event, &date).await;
    go(&joon, &event, &date).await;
    let hosting = format!("/api/v1/events/{event}/hosting");
    for other in [
        json!({ "capacity": 1, "times": ["20:00"] }),
        json!({ "capacity": 1, "times": ["20:00"], "location": "Elsewhere" }),
    ] {
        venue
            .api(Method::PUT, &hosting, with(evening(), other))
            .await;
        follow_up(&town).await;
    }
    // Twice about the same date is one as long as it is unread.
    for goes in [&mika, &joon] {
        assert_eq!(told(goes).await, ["The time or the place changed"]);
    }
    let page = mika.get("/notifications").await;
    assert!(page.has("Jazz at the Blue Door"), "{}", page.text());
    assert!(told(&venue).await.is_empty());

    let leave = format!("/events/{event}/{date}/going");
    mika.post(&leave, "answer=leave").await;
    follow_up(&town).await;
    assert_eq!(
        told(&joon).await[0],
        "A seat came free and is kept for you. Accept it before it goes to the next."
    );
    venue
        .post(&format!("/events/{event}/call-off"), "off=true")
        .await;
    follow_up(&town).await;
    assert_eq!(told(&joon).await[0], "Called off");
    assert_eq!(told(&mika).await.len(), 1, "who left is not told");
    let list = joon.api(Method::GET, LIST, Value::Null).await.json();
    assert_eq!(list[0]["page"], format!("/events/{event}/{date}"));
    assert_eq!(list[0]["text"], "Jazz at the Blue Door");
}

#[tokio::test]
async fn an_organiser_is_told_who_asks_as_long_as_they_ask() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let event = publish(&venue, with(evening(), json!({ "way": "approval" }))).await;
    let date = dates(&venue, &event).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    go(&mika, &event, &date).await;
    go(&joon, &event, &date).await;
    follow_up(&town).await;
    assert_eq!(told(&venue).await, ["joon and one other ask for seats"]);
    mika.post(&format!("/events/{event}/{date}/going"), "answer=leave")
        .await;
    follow_up(&town).await;
    assert_eq!(told(&venue).await, ["joon asks for a seat"]);
    let asked = format!("/api/v1/events/{event}/occurrences/{date}/guests?state=asked");
    let list = venue.api(Method::GET, &asked, Value::Null).await.json();
    let guest = format!(
        "/events/{event}/{date}/guests/{}",
        list[0]["id"].as_str().unwrap()
    );
    for (accepted, sentence) in [
        (true, "The organiser gave you a seat"),
        (false, "The organiser could not give you a seat"),
    ] {
        venue.post(&guest, &format!("accepted={accepted}")).await;
        follow_up(&town).await;
        assert_eq!(told(&joon).await[0], sentence);
        assert!(told(&venue).await.is_empty(), "nobody asks any more");
    }
}

#[tokio::test]
async fn many_who_go_are_told_in_parts() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let event = publish(&venue, evening()).await;
    let date = dates(&venue, &event).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut guests = Vec::new();
    for n in 0..450 {
        guests.push(town.sign_up(&format!("guest_{n}")).await);
    }
    for guest in &guests {
        go(guest, &event, &date).await;
    }
    venue
        .post(&format!("/events/{event}/call-off"), "off=true")
        .await;
    follow_up(&town).await;
    for guest in [&guests[0], &guests[200], &guests[449]] {
        assert_eq!(told(guest).await, ["Called off"]);
    }
    let left = town.app.read(async |tx: &mut Tx| {
        let sql = "select count(*) from announcement";
        Ok(tx.one::<(i64,)>(sql, store::args![]).await?.0)
    });
    assert_eq!(left.await.unwrap(), 0);
}
