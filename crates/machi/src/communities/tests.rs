//! Joining and leaving communities.

use axum::http::{Method, StatusCode};
use serde_json::Value;

use crate::changes::Change;
use crate::town::Town;

#[tokio::test]
async fn joining_a_community_twice_counts_once_in_every_city() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    for _ in 0..2 {
        let path = "/communities/food/membership";
        let next = "joined=true&next=/cities/tokyo%3Fcommunity%3Dfood";
        let answer = mika.post(path, next).await;
        assert_eq!(answer.location(), "/cities/tokyo?community=food");
    }
    town.settle().await;
    let path = "/api/v1/communities/food";
    let food = mika.api(Method::GET, path, Value::Null).await.json();
    assert_eq!(food["members"], 1);
    assert_eq!(food["joined"], true);
    let cities: Vec<&str> = food["cities"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(
        cities.contains(&"tokyo") && cities.contains(&"new-york"),
        "{cities:?}"
    );
    mika.post(
        "/communities/food/membership",
        "joined=false&next=//evil.example",
    )
    .await;
    let changes = town.changes().await;
    let joined = |change: &&Change| matches!(change, Change::CommunityJoined { .. });
    assert_eq!(changes.iter().filter(joined).count(), 1);
    assert!(matches!(changes.last(), Some(Change::CommunityLeft { .. })));
}

#[tokio::test]
async fn a_program_joins_and_leaves_too() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let path = "/api/v1/communities/nightlife/membership";
    let joined = mika.api(Method::PUT, path, Value::Null).await;
    assert_eq!(joined.json()["joined"], true);
    let left = mika.api(Method::DELETE, path, Value::Null).await;
    assert_eq!(left.json()["joined"], false);
    let all = town.get("/api/v1/communities").await.json();
    assert!(
        all.as_array()
            .unwrap()
            .iter()
            .any(|one| one["slug"] == "nightlife")
    );
    let missing = mika.api(
        Method::PUT,
        "/api/v1/communities/knitting-on-ice/membership",
        Value::Null,
    );
    assert_eq!(missing.await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_script_gets_the_button_alone() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let request = mika
        .request(Method::POST, "/communities/food/membership")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-fragment", "1");
    let button = mika.send(request, "joined=true".into()).await;
    assert!(button.has("You are in"), "{}", button.text());
}
