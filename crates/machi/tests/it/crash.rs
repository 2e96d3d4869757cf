//! The real server killed in the middle of a write load: what it had answered is there.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::Value;
use tokio::task::JoinSet;

use crate::house::{House, Node};

const ROUNDS: usize = 50;
const MEMBERS: usize = 6;
const CITIES: usize = 40;
/// When the server is killed, after the load began: from here on, by the round.
const FIRST_MS: usize = 20;
const SPREAD_MS: usize = 307;
/// Fewer answered writes than this would be no load.
const ANSWERED_MIN: usize = 500;

/// Whether a member belongs to a city, by member and city.
type Belongs = HashMap<(usize, usize), bool>;

#[tokio::test(flavor = "multi_thread")]
async fn kill_nine_loses_nothing_that_was_answered() {
    let house = House::new().await;
    house.open_cities(CITIES).await;
    let mut cookies = Vec::new();
    for number in 0..MEMBERS {
        cookies.push(house.member(&format!("member_{number}")).await);
    }
    let cookies = Arc::new(cookies);
    let (mut before, mut answered) = (Belongs::new(), 0);
    for round in 0..ROUNDS {
        let join = round % 2 == 0;
        let told = load_and_kill(house.serve(), &cookies, round, join).await;
        answered += told.len();
        let node = house.serve();
        let now = read(&node, &cookies).await;
        for (who, belongs) in &now {
            match told.get(who) {
                Some(told) => assert_eq!(
                    belongs, told,
                    "round {round}: {who:?} was answered, and lost"
                ),
                // What was under way may have been kept or not; the rest is as it was.
                None if *belongs != join => {
                    assert_eq!(
                        before.get(who).unwrap_or(&false),
                        belongs,
                        "round {round}: {who:?}"
                    );
                }
                None => {}
            }
        }
        before = now;
    }
    assert!(answered > ANSWERED_MIN, "{answered} writes are no load");
    let said = house.run(&["doctor"]).ok();
    assert!(said.contains("view CityPeople"), "{said}");
}

/// Lets every member join (or leave) every city, and kills the server meanwhile; answers what it
/// had answered.
async fn load_and_kill(
    node: Node,
    cookies: &Arc<Vec<String>>,
    round: usize,
    join: bool,
) -> Belongs {
    let node = Arc::new(node);
    let mut writers = JoinSet::new();
    for member in 0..MEMBERS {
        let (node, cookies) = (node.clone(), cookies.clone());
        writers.spawn(async move {
            let mut answered = Vec::new();
            for step in 0..CITIES {
                // Each round begins elsewhere.
                let city = (step + round * 7) % CITIES;
                if !set(&node, &cookies[member], city, join).await {
                    break;
                }
                answered.push(((member, city), join));
            }
            answered
        });
    }
    let after = FIRST_MS + round * 61 % SPREAD_MS;
    tokio::time::sleep(Duration::from_millis(u64::try_from(after).unwrap())).await;
    node.kill();
    let answered = writers.join_all().await;
    answered.into_iter().flatten().collect()
}

/// False when the server did not answer any more.
async fn set(node: &Node, cookie: &str, city: usize, join: bool) -> bool {
    let method = if join { Method::PUT } else { Method::DELETE };
    let path = format!("/api/v1/cities/city-{city}/membership");
    match node.ask(method, &path, cookie).send().await {
        Ok(answer) => {
            assert_eq!(answer.status(), StatusCode::OK);
            true
        }
        Err(_) => false,
    }
}

async fn read(node: &Node, cookies: &[String]) -> Belongs {
    let mut belongs = Belongs::new();
    for (member, cookie) in cookies.iter().enumerate() {
        let answer = node.ask(Method::GET, "/api/v1/cities", cookie).send();
        let cities: Value =
            serde_json::from_slice(&answer.await.unwrap().bytes().await.unwrap()).unwrap();
        for city in cities.as_array().unwrap() {
            let slug = city["slug"].as_str().unwrap();
            let number = slug.strip_prefix("city-").unwrap().parse().unwrap();
            belongs.insert((member, number), city["joined"].as_bool().unwrap());
        }
    }
    belongs
}
