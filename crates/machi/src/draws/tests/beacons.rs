//! Draws with a real beacon of 2023, from servers that behave and others, or brought by hand.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use rules::draw::beacon::{Publicity, QUICKNET};

use super::*;
use crate::accounts::Role;
use crate::cities::Cities;

const RECORDED: &str = include_str!("../../../../rules/vectors/draw/drand_vectors.json");
/// Entries close at 10:56 UTC; the clock says 10:56:33, 210 seconds before round 657413.
const CLOSED_AT: &str = "2023-09-15T10:56:33Z";
const DRAWN_AT: &str = "2023-09-15T11:00:05Z";
const ROUND: u64 = 657_413;

/// As drand's HTTP API writes the recorded round.
fn recorded() -> String {
    let all: Value = serde_json::from_str(RECORDED).unwrap();
    let beacons = all["quicknet"]["beacons"].as_array().unwrap().clone();
    let beacon = beacons.into_iter().find(|beacon| beacon["round"] == ROUND);
    beacon.unwrap().to_string()
}

/// A small drand server that gives this for whatever round it is asked for.
async fn server(answer: String) -> String {
    let path = "/{chain}/public/{round}";
    let give = async move |Path((chain, _)): Path<(String, String)>| {
        assert_eq!(chain, QUICKNET);
        answer.clone()
    };
    let router = Router::new().route(path, get(give));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}/")
}

fn at(time: &str) -> i64 {
    time.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

/// A town in September 2023 that asks these servers.
async fn in_2023(endpoints: Vec<String>) -> Town {
    let town = Town::with_cities_and(|settings| {
        settings.drand_endpoints = endpoints;
        settings.outgoing_private = true;
    })
    .await;
    town.clock.set(at("2023-09-14T03:00:00Z"));
    town
}

/// A draw that is closed, and waits for the recorded round.
async fn waiting(town: &Town) -> String {
    let venue = organiser(town, "bluedoor").await;
    let on_the_day = json!({ "day": "2023-09-15", "times": ["20:56"], "draw_hours": 1 });
    let (rsvp, _) = drawn_evening(&venue, on_the_day).await;
    let mika = town.sign_up("mika").await;
    ask(&mika, &rsvp).await;
    let id = draw_of(&mika).await;
    town.clock.set(at(CLOSED_AT));
    run_timers(town).await;
    assert_eq!(draw(town, &id).await["round"], ROUND);
    town.clock.set(at(DRAWN_AT));
    run_timers(town).await;
    id
}

#[tokio::test]
async fn the_recorded_round_of_quicknet_decides() {
    let truncated = recorded()[..120].to_owned();
    let wrong = recorded().replace("\"b713", "\"b714");
    let other_round = recorded().replace("657413", "657414");
    let mut endpoints = vec!["http://127.0.0.1:1".to_owned()];
    for answer in [truncated, wrong, other_round, recorded()] {
        endpoints.push(server(answer).await);
    }
    let town = in_2023(endpoints).await;
    let id = waiting(&town).await;
    assert_eq!(state(&town, &id).await, "settled");
    let verified = proof(&town, &id).await;
    assert_eq!(verified.publicity, Publicity::Quicknet);
    let page = town.get(&format!("/draws/{id}")).await;
    assert!(page.has("fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"));
    assert!(!page.has("Practice, not public"));
}

#[tokio::test]
async fn a_late_beacon_is_waited_for_and_said_to_be_late() {
    let nothing_yet = server("{}".into()).await;
    let town = in_2023(vec![nothing_yet]).await;
    let id = waiting(&town).await;
    assert_eq!(state(&town, &id).await, "closed");
    town.clock.advance(5 * MINUTE_MS);
    run_timers(&town).await;
    let page = town.get(&format!("/draws/{id}")).await;
    assert!(page.has("The round is late."), "{}", page.text());
    assert_eq!(draw(&town, &id).await["round"], ROUND, "no other is taken");
}

#[tokio::test]
async fn without_a_network_an_operator_brings_the_beacon() {
    let town = in_2023(Vec::new()).await;
    let id = waiting(&town).await;
    let desk = town.sign_up("desk").await;
    let path = format!("/api/v1/draws/{id}/beacon");
    let bring = async |beacon: String| {
        desk.api(Method::POST, &path, json!({ "beacon": beacon }))
            .await
    };
    let stranger = bring(recorded()).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND, "operators only");
    let tokyo = town
        .app
        .view::<Cities>()
        .unwrap()
        .by_slug("tokyo")
        .unwrap()
        .id;
    town.give_role("desk", Role::Operator, Some(tokyo)).await;
    let refused = bring(recorded().replace("\"b713", "\"b714")).await;
    assert!(refused.has("draws-beacon-refused"), "{}", refused.text());
    let form = format!("beacon={}", recorded().replace("657413", "657412"));
    let refused = desk.post(&format!("/draws/{id}/beacon"), &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("its signature is not right"),
        "{}",
        refused.text()
    );
    let form = format!("beacon={}", recorded());
    let drawn = desk.post(&format!("/draws/{id}/beacon"), &form).await;
    assert_eq!(drawn.status, StatusCode::SEE_OTHER);
    run_timers(&town).await;
    assert_eq!(state(&town, &id).await, "settled");
    assert_eq!(proof(&town, &id).await.publicity, Publicity::Quicknet);
}
