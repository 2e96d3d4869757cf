//! The real server killed in the middle of giving points: each gift counts once, however often it was
//! sent.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::house::{House, Node};

const ROUNDS: usize = 15;
const WRITERS: usize = 4;
/// Gifts of one writer in a round at most.
const GIFTS_MAX: usize = 200;
const FIRST_MS: usize = 300;
const SPREAD_MS: usize = 251;
/// Fewer gifts than this would be no load.
const GIVEN_MIN: usize = 60;
const TRIES_MAX: usize = 500;

/// What became of the gifts of a round, by their keys.
#[derive(Default)]
struct Round {
    answered: BTreeSet<String>,
    /// Sent, and never answered.
    open: BTreeSet<String>,
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_nine_gives_points_once() {
    let house = House::new().await;
    house.open_cities(1).await;
    let (ops, mika) = (house.member("ops").await, house.member("mika").await);
    house
        .run(&[
            "account", "role", "grant", "--handle", "ops", "--role", "owner",
        ])
        .ok();
    let mut given = BTreeSet::new();
    for round in 0..ROUNDS {
        let ended = load_and_kill(house.serve(), &ops, round).await;
        let node = house.serve();
        let has = balance(&node, &mika).await;
        let known = given.len() + ended.answered.len();
        assert!(
            has >= known,
            "round {round}: {has} of {known} that were answered"
        );
        assert!(
            has <= known + ended.open.len(),
            "round {round}: {has} is too much"
        );
        // Whoever was not answered sends it again; some do who were.
        let again = ended.answered.iter().take(5).chain(&ended.open);
        for key in again {
            patiently(&node, &ops, key).await;
        }
        given.extend(ended.answered);
        given.extend(ended.open);
        assert_eq!(balance(&node, &mika).await, given.len(), "round {round}");
        node.kill();
    }
    assert!(given.len() > GIVEN_MIN, "{} gifts are no load", given.len());
    let said = house.run(&["doctor"]).ok();
    assert!(said.contains(&format!("book ({})", given.len())), "{said}");
}

async fn load_and_kill(node: Node, ops: &str, round: usize) -> Round {
    let node = Arc::new(node);
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let (node, ops) = (node.clone(), ops.to_owned());
        writers.spawn(async move {
            let mut sent = Round::default();
            for gift in 0..GIFTS_MAX {
                let key = format!("{round}-{writer}-{gift}");
                match give(&node, &ops, &key).await {
                    Some(StatusCode::CREATED) => sent.answered.insert(key),
                    Some(StatusCode::SERVICE_UNAVAILABLE) => continue,
                    Some(status) => panic!("{key}: {status}"),
                    None => {
                        sent.open.insert(key);
                        break;
                    }
                };
            }
            sent
        });
    }
    let after = FIRST_MS + round * 61 % SPREAD_MS;
    tokio::time::sleep(Duration::from_millis(u64::try_from(after).unwrap())).await;
    node.kill();
    let mut together = Round::default();
    for sent in writers.join_all().await {
        together.answered.extend(sent.answered);
        together.open.extend(sent.open);
    }
    together
}

/// None when the server did not answer any more.
async fn give(node: &Node, ops: &str, key: &str) -> Option<StatusCode> {
    let gift = json!({ "handle": "mika", "amount": 1, "words": "Swept", "key": key });
    let path = "/api/v1/cities/city-0/points/gifts";
    let request = node.ask(Method::POST, path, ops);
    let request = request
        .header("content-type", "application/json")
        .body(gift.to_string());
    request.send().await.ok().map(|answer| answer.status())
}

async fn patiently(node: &Node, ops: &str, key: &str) {
    for _ in 0..TRIES_MAX {
        match give(node, ops, key).await {
            Some(StatusCode::CREATED) => return,
            Some(StatusCode::SERVICE_UNAVAILABLE) => {}
            other => panic!("{key}: {other:?}"),
        }
    }
    panic!("{key}: busy for too long")
}

async fn balance(node: &Node, mika: &str) -> usize {
    let answer = node
        .ask(Method::GET, "/api/v1/me/points", mika)
        .send()
        .await
        .unwrap();
    let points: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    let balance = points[0]["balance"].as_u64().unwrap_or(0);
    usize::try_from(balance).unwrap()
}
