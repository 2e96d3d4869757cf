//! Seats that an operator gives.

use axum::http::Method;
use serde_json::json;

use super::{Running, apply, close, done, own, running, seat, stage};
use crate::draws::tests::practising;

#[tokio::test]
async fn those_who_are_chosen_are_offered_seats_in_their_order_when_the_window_closes() {
    let town = practising().await;
    let Running { desk, path, .. } = running(&town, json!({ "selection": "hand" })).await;
    let aya = apply(&town, "aya", &path).await;
    let ben = apply(&town, "ben", &path).await;
    let chie = apply(&town, "chie", &path).await;
    let choice = |handle: &str| format!("{path}/choices/{handle}");
    let reason = json!({ "reason": "Plays herself" });
    let without = desk
        .api(Method::PUT, &choice("ben"), json!({ "reason": " " }))
        .await;
    assert!(without.has("campaigns-reason"), "{}", without.text());
    for handle in ["ben", "chie", "aya"] {
        done(&desk, Method::PUT, &choice(handle), reason.clone()).await;
    }
    done(&desk, Method::DELETE, &choice("chie"), json!(null)).await;
    let listed = desk
        .api(Method::GET, &format!("{path}/applications"), json!(null))
        .await
        .json();
    assert_eq!(listed[0]["answers"], json!(["The bass"]));
    assert_eq!(listed[0]["chosen"], "Plays herself");
    assert_eq!(listed[2]["chosen"], json!(null));

    close(&town).await;
    assert_eq!(stage(&town, &path).await, "selecting");
    assert_eq!(own(&aya, &path).await["seat"], "offered");
    assert_eq!(own(&ben, &path).await["seat"], "offered");
    assert_eq!(own(&chie, &path).await["seat"], json!(null));
    // Whoever is chosen from now on has the next free seat.
    done(&desk, Method::PUT, &choice("chie"), reason).await;
    assert_eq!(own(&chie, &path).await["seat"], json!(null));
    seat(&ben, &path, false).await;
    assert_eq!(own(&chie, &path).await["seat"], "offered");
    let offered = desk.api(Method::DELETE, &choice("chie"), json!(null)).await;
    assert!(offered.has("campaigns-offered"), "{}", offered.text());
    done(&desk, Method::POST, &format!("{path}/finish"), json!(null)).await;
    assert_eq!(stage(&town, &path).await, "selected");
}

#[tokio::test]
async fn of_a_mixed_one_some_are_chosen_and_the_others_drawn() {
    let town = practising().await;
    let mixed = json!({ "selection": "mixed", "hand_seats": 1 });
    let Running { desk, path, .. } = running(&town, mixed).await;
    let mut people = Vec::new();
    for handle in ["aya", "ben", "chie", "dan"] {
        people.push(apply(&town, handle, &path).await);
    }
    let choice = format!("{path}/choices/dan");
    done(&desk, Method::PUT, &choice, json!({ "reason": "Deaf" })).await;
    close(&town).await;
    assert_eq!(own(&people[3], &path).await["seat"], "offered");
    let mut drawn = 0;
    for person in &people[..3] {
        drawn += i32::from(own(person, &path).await["seat"] == "offered");
    }
    assert_eq!(drawn, 1);
    // Nobody else is chosen, so the seat goes to the next of the draw.
    seat(&people[3], &path, false).await;
    let mut drawn = 0;
    for person in &people[..3] {
        drawn += i32::from(own(person, &path).await["seat"] == "offered");
    }
    assert_eq!(drawn, 2);
}
