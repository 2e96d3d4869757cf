//! The measured share of sponsored notes.

use super::super::shares::{Share, Shares, write_down};
use super::*;
use crate::cities::Cities;

const SHARE: &str = "/api/v1/cities/tokyo/sponsored-share";
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

async fn share(town: &Town) -> [i64; 3] {
    let share = town.get(SHARE).await.json();
    assert_eq!((&share["days"], &share["one_in"]), (&json!(28), &json!(10)));
    ["cards", "sponsored", "per_mille"].map(|name| share[name].as_i64().unwrap())
}

#[tokio::test]
async fn what_the_feeds_answered_is_counted_and_published() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let event = event(&town).await;
    owes(&town, &seat(&town, "mika", event).await).await;
    for n in 0..11 {
        posts(&mika, json!({ "text": format!("I paid {n}") })).await;
    }
    posts(&mika, json!({ "text": "For free #free", "event": event })).await;
    let words = "notes that the feeds of this city showed";
    assert!(!town.get("/cities/tokyo?lang=en").await.has(words));
    let feed = town.get("/cities/tokyo/feed?lang=en").await;
    assert_eq!(feed.text().matches("badge--sponsored").count(), 1);
    town.get("/api/v1/cities/tokyo/feed?tab=latest").await;
    // What one looks for by its tag is no feed.
    let tagged = town.get("/cities/tokyo/feed?tab=latest&tag=free").await;
    assert!(tagged.has("badge--sponsored"));
    assert_eq!(share(&town).await, [0, 0, 0], "not yet written down");
    write_down(&town.app).await.unwrap();
    write_down(&town.app).await.unwrap();
    assert_eq!(share(&town).await, [24, 2, 84]);
    let page = town.get("/cities/tokyo?lang=en").await;
    assert!(page.has(&format!("Of the 24 {words}")) && page.has("8.4% were sponsored"));
    assert!(!town.get("/cities/new-york?lang=en").await.has(words));

    // Another node adds its own, and a node that starts knows what all of them wrote down.
    let other = town.second_node(town.clock.clone()).await;
    let shares = other.view::<Shares>().unwrap();
    let city = other.view::<Cities>().unwrap().by_slug("tokyo").unwrap().id;
    assert_eq!(
        shares.of(city),
        Share {
            cards: 24,
            sponsored: 2
        }
    );
    let answered = Share {
        cards: 24,
        sponsored: 0,
    };
    shares.count(city, other.now_ms(), answered);
    write_down(&other).await.unwrap();
    write_down(&town.app).await.unwrap();
    assert_eq!(share(&town).await, [48, 2, 42]);
    other.shut_down();

    town.clock.advance(27 * DAY_MS);
    write_down(&town.app).await.unwrap();
    assert_eq!(share(&town).await, [48, 2, 42]);
    town.clock.advance(DAY_MS);
    write_down(&town.app).await.unwrap();
    assert_eq!(share(&town).await, [0, 0, 0], "28 days ago");
}
