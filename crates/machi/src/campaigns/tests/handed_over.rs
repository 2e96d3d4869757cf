//! A seat that is owed for changes hands no more than what is owed.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Running, apply, close, done, own, running, seat};
use crate::draws::tests::practising;
use crate::tickets::tests::{page, tickets};
use crate::town::{Answer, Visitor};

async fn hand_over(by: &Visitor<'_>, ticket: &Value, to: &str) -> Answer {
    let path = format!(
        "/api/v1/me/tickets/{}/hand-over",
        ticket["id"].as_str().unwrap()
    );
    by.api(Method::POST, &path, json!({ "to": to })).await
}

async fn goes(by: &Visitor<'_>, date: &str, party: i64) {
    let body = json!({ "state": "going", "party": party });
    let answer = by.api(Method::PUT, &format!("{date}/rsvp"), body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
}

#[tokio::test]
async fn a_seat_of_a_campaign_stays_with_who_accepted_it() {
    let town = practising().await;
    let Running { path, date, .. } = running(&town, json!({})).await;
    let aya = apply(&town, "aya", &path).await;
    let ben = town.sign_up("ben").await;
    close(&town).await;
    seat(&aya, &path, true).await;
    let ticket = tickets(&aya).await.remove(0);
    let refused = hand_over(&aya, &ticket, "ben").await;
    assert!(refused.has("tickets-stays"), "{}", refused.text());
    let form = format!("{}/hand-over", page(&ticket));
    let shown = aya.get(&page(&ticket)).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(!shown.has(&form), "{}", shown.text());
    let posted = aya.post(&form, "to=ben").await;
    assert_eq!(posted.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(posted.has("You owe something for this seat"));
    assert_eq!(tickets(&ben).await, Vec::<Value>::new());

    // Somebody whom they bring has a seat like any other; their own stays all the same.
    goes(&aya, &date, 2).await;
    let two = tickets(&aya).await;
    assert!(aya.get(&page(&two[0])).await.has("/hand-over"));
    let handed = hand_over(&aya, &two[0], "ben").await;
    assert_eq!(handed.status, StatusCode::NO_CONTENT, "{}", handed.text());
    assert_eq!(tickets(&ben).await.len(), 1);
    let left = tickets(&aya).await;
    assert_eq!(left, two[1..]);
    let refused = hand_over(&aya, &left[0], "ben").await;
    assert!(refused.has("tickets-stays"), "{}", refused.text());
    town.read_log().await;
    assert_eq!(own(&aya, &path).await["seat"], "accepted");
}

#[tokio::test]
async fn any_other_seat_of_the_same_date_is_handed_over() {
    let town = practising().await;
    let Running { path, date, .. } = running(&town, json!({})).await;
    let aya = apply(&town, "aya", &path).await;
    let ben = town.sign_up("ben").await;
    close(&town).await;
    seat(&aya, &path, true).await;
    // Who gave the seat back owes nothing for the one that they take themselves.
    done(&aya, Method::DELETE, &format!("{path}/seat"), json!(null)).await;
    goes(&aya, &date, 1).await;
    let ticket = tickets(&aya).await.remove(0);
    assert!(aya.get(&page(&ticket)).await.has("/hand-over"));
    let handed = hand_over(&aya, &ticket, "ben").await;
    assert_eq!(handed.status, StatusCode::NO_CONTENT, "{}", handed.text());
    assert_eq!(tickets(&ben).await.len(), 1);
}
