//! The real server killed while photos come in: each that it had answered is there, whole.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::{Method, StatusCode};
use resvg::tiny_skia::{Color, Pixmap};
use serde_json::Value;
use tokio::task::JoinSet;

use crate::house::{House, Node};

const ROUNDS: usize = 8;
const MEMBERS: usize = 3;
/// The server is killed when so many were answered, and then after up to so long, by the round.
const ANSWERED_FIRST: usize = 3;
const SPREAD_MS: usize = 397;
const LOOK_MS: u64 = 5;
const FIRST_MAX: Duration = Duration::from_secs(60);
const PHOTOS_MAX: usize = 30;
/// Fewer answered uploads than this would be no load.
const ANSWERED_MIN: usize = 20;

/// What was answered of one member's uploads in a round.
struct Answered {
    photos: Vec<Value>,
    /// The first that was not.
    cut_off: Option<usize>,
    member: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_nine_loses_no_photo_that_was_answered() {
    let house = House::new().await;
    let mut cookies = Vec::new();
    for number in 0..MEMBERS {
        cookies.push(house.member(&format!("member_{number}")).await);
    }
    let (cookies, mut count) = (Arc::new(cookies), 0);
    for round in 0..ROUNDS {
        let answered = load_and_kill(house.serve(), &cookies, round).await;
        let node = house.serve();
        for of_one in answered {
            for photo in &of_one.photos {
                is_whole(&node, photo).await;
            }
            count += of_one.photos.len();
            if let Some(number) = of_one.cut_off {
                let cookie = &cookies[of_one.member];
                let again = upload(&node, cookie, round, number).await.unwrap();
                is_whole(&node, &again).await;
            }
        }
    }
    assert!(count > ANSWERED_MIN, "{count} photos are no load");
    let said = house.run(&["photos", "check"]).ok();
    assert!(said.contains("photos and"), "{said}");
    let said = house.run(&["doctor"]).ok();
    assert!(said.contains("ok   photos ("), "{said}");
}

async fn load_and_kill(node: Node, cookies: &Arc<Vec<String>>, round: usize) -> Vec<Answered> {
    let (node, count) = (Arc::new(node), Arc::new(AtomicUsize::new(0)));
    let mut senders = JoinSet::new();
    for member in 0..MEMBERS {
        let (node, cookies, count) = (node.clone(), cookies.clone(), count.clone());
        senders.spawn(async move {
            let mut answered = Answered {
                photos: Vec::new(),
                cut_off: None,
                member,
            };
            // One below the other, so that some come twice at once.
            for number in (0..PHOTOS_MAX).map(|number| number + member) {
                match upload(&node, &cookies[member], round, number).await {
                    Some(photo) => {
                        answered.photos.push(photo);
                        count.fetch_add(1, Ordering::Relaxed);
                    }
                    None => {
                        answered.cut_off = Some(number);
                        break;
                    }
                }
            }
            answered
        });
    }
    let begun = async {
        while count.load(Ordering::Relaxed) < ANSWERED_FIRST {
            tokio::time::sleep(Duration::from_millis(LOOK_MS)).await;
        }
    };
    tokio::time::timeout(FIRST_MAX, begun).await.unwrap();
    let after = round * 61 % SPREAD_MS;
    tokio::time::sleep(Duration::from_millis(u64::try_from(after).unwrap())).await;
    node.kill();
    senders.join_all().await
}

/// None when the server did not answer any more.
async fn upload(node: &Node, cookie: &str, round: usize, number: usize) -> Option<Value> {
    let path = format!("/api/v1/me/photos/round-{round:03}-{number:03}");
    let asked = node.ask(Method::PUT, &path, cookie);
    let answer = asked.body(png(round, number)).send().await.ok()?;
    let status = answer.status();
    let body = answer.bytes().await.ok()?;
    assert!(
        matches!(status, StatusCode::OK | StatusCode::CREATED),
        "{status}: {}",
        String::from_utf8_lossy(&body)
    );
    Some(serde_json::from_slice(&body).unwrap())
}

async fn is_whole(node: &Node, photo: &Value) {
    let sources = photo["sources"].as_array().unwrap().iter();
    for url in sources.map(|source| &source["url"]).chain([&photo["card"]]) {
        let url = url.as_str().unwrap();
        let answer = node.ask(Method::GET, url, "").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{url}");
        assert!(answer.bytes().await.unwrap().len() > 20, "{url}");
    }
}

fn png(round: usize, number: usize) -> Vec<u8> {
    let colour = |of: usize| u8::try_from(of % 256).unwrap();
    let mut map = Pixmap::new(500, 400).unwrap();
    map.fill(Color::from_rgba8(
        colour(round * 31),
        colour(number * 7),
        90,
        255,
    ));
    map.encode_png().unwrap()
}
