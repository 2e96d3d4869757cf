//! Two real nodes on one database.

use std::time::Duration;

use reqwest::{Method, Response, StatusCode};
use serde_json::Value;
use tokio::time::Instant;

use crate::house::{House, Node};

const WRITES: usize = 20;
/// What one node writes, the other shows within this time: half of the writes or more.
const SEEN_WITHIN: Duration = Duration::from_millis(500);
/// No write takes longer, whatever the machine does.
const SEEN_AT_ALL: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread")]
async fn each_sees_what_the_other_wrote() {
    let (house, nodes, cookie) = two_nodes().await;
    let stranger = "";
    let mut times = Vec::new();
    for write in 0..WRITES {
        let (writes, reads) = (&nodes[write % 2], &nodes[(write + 1) % 2]);
        let started = Instant::now();
        join(writes, &cookie, write).await;
        loop {
            let city = city(reads, stranger, write, None).await;
            if city["members"] == 1 {
                break;
            }
            assert!(started.elapsed() < SEEN_AT_ALL, "write {write} is not seen");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        times.push(started.elapsed());
    }
    times.sort();
    assert!(times[WRITES / 2] < SEEN_WITHIN, "{times:?}");
    drop((nodes, house));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wrote_at_one_reads_it_at_the_other() {
    let (house, nodes, cookie) = two_nodes().await;
    let mut seen = 0;
    for write in 0..WRITES {
        let (writes, reads) = (&nodes[write % 2], &nodes[(write + 1) % 2]);
        let answer = join(writes, &cookie, write).await;
        let place = answer.headers()["machi-seen"].to_str().unwrap().to_owned();
        let city = city(reads, &cookie, write, Some(&place)).await;
        seen += usize::from(city["joined"] == true);
    }
    // The read waits for its writer's place in the log, but never longer than 200 ms.
    assert!(seen * 10 >= WRITES * 9, "{seen} of {WRITES}");
    drop((nodes, house));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_at_one_is_read_at_the_other() {
    let house = House::new().await;
    let people = [house.member("mika").await, house.member("joon").await];
    let nodes = [house.serve(), house.serve()];
    let [mika, joon] = people;
    for follow in [Method::PUT, Method::DELETE, Method::PUT] {
        let path = "/api/v1/people/joon/follow";
        let answer = nodes[0].ask(follow.clone(), path, &mika).send().await;
        assert!(answer.unwrap().status().is_success());
        let unread = i64::from(follow == Method::PUT);
        for node in &nodes {
            unread_becomes(node, &joon, unread).await;
        }
    }
    let read = nodes[1].ask(Method::POST, "/api/v1/me/notifications/read", &joon);
    let read = read.header("content-type", "application/json").body("{}");
    assert!(read.send().await.unwrap().status().is_success());
    // Also at one that starts now, and counts anew.
    for node in nodes.iter().chain([&house.serve()]) {
        unread_becomes(node, &joon, 0).await;
    }
    drop((nodes, house));
}

/// The number that every page shows.
async fn unread_becomes(node: &Node, cookie: &str, expected: i64) {
    let started = Instant::now();
    let path = "/api/v1/me/notifications/unread";
    loop {
        let answer = node.ask(Method::GET, path, cookie).send().await.unwrap();
        let body: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        if body["unread"] == expected {
            return;
        }
        assert!(started.elapsed() < SEEN_AT_ALL, "{body} is not {expected}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn two_nodes() -> (House, [Node; 2], String) {
    let house = House::new().await;
    house.open_cities(WRITES).await;
    let cookie = house.member("mika").await;
    let nodes = [house.serve(), house.serve()];
    (house, nodes, cookie)
}

async fn join(node: &Node, cookie: &str, city: usize) -> Response {
    let path = format!("/api/v1/cities/city-{city}/membership");
    let answer = node.ask(Method::PUT, &path, cookie).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer
}

async fn city(node: &Node, cookie: &str, city: usize, place: Option<&str>) -> Value {
    let path = format!("/api/v1/cities/city-{city}");
    let mut request = node.ask(Method::GET, &path, cookie);
    if let Some(place) = place {
        request = request.header("machi-seen", place);
    }
    let body = request.send().await.unwrap().bytes().await.unwrap();
    serde_json::from_slice(&body).unwrap()
}
