//! Until when one asks, thinks better of it, and accepts.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Running, apply, close, done, offered, own, running, seat, stage};
use crate::draws::tests::{practising, run_timers};
use crate::town::{Answer, Town, Visitor};

const HOUR_MS: i64 = 60 * 60 * 1000;

async fn accept(by: &Visitor<'_>, path: &str) -> Answer {
    let accepted = json!({ "accepted": true });
    by.api(Method::PUT, &format!("{path}/seat"), accepted).await
}

async fn withdraw(by: &Visitor<'_>, path: &str) {
    let application = format!("{path}/application");
    done(by, Method::DELETE, &application, Value::Null).await;
}

async fn three<'t>(town: &'t Town, path: &str) -> Vec<Visitor<'t>> {
    let mut people = Vec::new();
    for handle in ["aya", "ben", "chie"] {
        people.push(apply(town, handle, path).await);
    }
    people
}

/// Applications close; the round that decides is still to come.
async fn close_alone(town: &Town) {
    let closes: jiff::Timestamp = "2026-11-26T20:00:00+09:00".parse().unwrap();
    town.clock.set(closes.as_millisecond());
    run_timers(town).await;
}

#[tokio::test]
async fn one_withdraws_at_any_time_before_seats_are_drawn_and_gets_none() {
    let town = practising().await;
    let Running { path, .. } = running(&town, json!({})).await;
    let people = three(&town, &path).await;
    withdraw(&people[0], &path).await;
    close_alone(&town).await;
    assert_eq!(stage(&town, &path).await, "selecting");
    // The list is public by now, and the seats are not given.
    withdraw(&people[1], &path).await;
    town.clock.advance(4 * 60 * 1000);
    run_timers(&town).await;
    assert_eq!(stage(&town, &path).await, "selected");
    assert_eq!(offered(&people, &path).await, [2]);
    assert_eq!(town.get(&path).await.json()["applicants"], 1);
    let form = format!("{}/application/withdraw", &path["/api/v1".len()..]);
    let late = people[2].post(&form, "").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn one_withdraws_from_a_choice_by_hand_until_one_is_offered_a_seat() {
    let town = practising().await;
    let by_hand = json!({ "selection": "hand", "seats": 1 });
    let Running { desk, path, .. } = running(&town, by_hand).await;
    let people = three(&town, &path).await;
    for handle in ["aya", "ben"] {
        let choice = format!("{path}/choices/{handle}");
        done(&desk, Method::PUT, &choice, json!({ "reason": "Draws" })).await;
    }
    withdraw(&people[0], &path).await;
    close_alone(&town).await;
    assert_eq!(stage(&town, &path).await, "selecting");
    assert_eq!(
        offered(&people, &path).await,
        [1],
        "the next who was chosen"
    );
    // Whoever was not chosen may still go.
    withdraw(&people[2], &path).await;
    let application = format!("{path}/application");
    let late = people[1].api(Method::DELETE, &application, Value::Null);
    assert!(late.await.has("campaigns-selected"));
}

#[tokio::test]
async fn who_accepts_too_late_is_refused_and_the_next_has_the_seat() {
    let town = practising().await;
    let Running { path, .. } = running(&town, json!({ "seats": 1 })).await;
    let people = three(&town, &path).await;
    close(&town).await;
    let first = offered(&people, &path).await[0];
    // The hour has come, and no timer has run yet.
    town.clock.advance(24 * HOUR_MS);
    let late = accept(&people[first], &path).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.has("campaigns-late"), "{}", late.text());
    let form = format!("{}/seat", &path["/api/v1".len()..]);
    let late = people[first].post(&form, "accepted=true").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    run_timers(&town).await;
    assert_eq!(own(&people[first], &path).await["seat"], "lapsed");
    let next = offered(&people, &path).await;
    assert_eq!(next.len(), 1);
    assert_ne!(next[0], first);
    let later = accept(&people[first], &path).await;
    assert!(later.has("campaigns-late"), "{}", later.text());

    // Until the evening begins: that is sooner than a day.
    town.clock.advance(22 * HOUR_MS);
    seat(&people[next[0]], &path, true).await;
    assert_eq!(own(&people[next[0]], &path).await["seat"], "accepted");
}
