//! Follow lists: paged, and as private as their owner wants.

use axum::http::{Method, StatusCode};
use serde_json::Value;
use store::Tx;

use super::named;
use crate::accounts::Member;
use crate::social::follow::follow;
use crate::town::{Answer, Town, Visitor};

#[tokio::test]
async fn a_closed_list_is_its_owner_s_alone_with_its_length() {
    let town = Town::new().await;
    let mika = named(&town, "mika", "美香", "").await;
    let joon = named(&town, "joon", "준", "").await;
    joon.post("/people/mika/follow", "followed=true").await;
    town.settle().await;
    assert!(
        joon.get("/people/mika/followers")
            .await
            .has("/people/joon\"")
    );
    let saved = mika.post("/settings/people", "follow_lists=nobody").await;
    town.settle().await;
    assert_eq!(saved.location(), "/settings/people");
    let settings = mika.get("/settings/people").await;
    assert!(
        settings.has("value=\"nobody\" checked"),
        "{}",
        settings.text()
    );
    let stranger = town.visitor();
    for reader in [&joon, &stranger] {
        for list in ["followers", "following"] {
            let page = reader.get(&format!("/people/mika/{list}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{list}");
        }
        let profile = reader.get("/people/mika").await;
        assert!(!profile.has("follower<") && !profile.has("0 following"));
        assert!(!reader.get("/search?q=mika").await.has("follower<"));
    }
    assert!(
        mika.get("/people/mika/followers")
            .await
            .has("/people/joon\"")
    );
    assert!(mika.get("/people/mika").await.has("1 follower<"));
    let odd = mika.post("/settings/people", "follow_lists=friends").await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// The handles of a page and the path of the next one.
fn page(answer: &Answer) -> (Vec<String>, Option<String>) {
    let people = answer.json();
    let people = people.as_array().unwrap().iter();
    let handles = people.map(|person| person["handle"].as_str().unwrap().to_owned());
    let next = answer.header("link").split(['<', '>']).nth(1);
    (handles.collect(), next.map(str::to_owned))
}

async fn get(by: &Visitor<'_>, path: &str) -> (Vec<String>, Option<String>) {
    page(&by.api(Method::GET, path, Value::Null).await)
}

#[tokio::test]
async fn a_long_list_goes_on_where_it_ended_while_people_come() {
    const FANS: usize = 120;
    let town = Town::new().await;
    let mika = named(&town, "mika", "美香", "").await;
    let account = town.account("mika").await;
    let mut fans = Vec::new();
    for number in 0..FANS {
        let handle = format!("fan_{number:03}");
        town.sign_up(&handle).await;
        fans.push(Member::assumed(town.account(&handle).await, &handle));
    }
    let follows = town.app.write(async |tx: &mut Tx| {
        for fan in &fans[..FANS - 10] {
            follow(tx, fan, account).await?;
        }
        Ok(())
    });
    follows.await.unwrap();
    town.settle().await;
    let (first, next) = get(&mika, "/api/v1/people/mika/followers").await;
    assert_eq!((first.len(), first[0].as_str()), (50, "fan_109"));
    let late = town.app.write(async |tx: &mut Tx| {
        for fan in &fans[FANS - 10..] {
            follow(tx, fan, account).await?;
        }
        Ok(())
    });
    late.await.unwrap();
    let (second, next) = get(&mika, &next.unwrap()).await;
    let (third, end) = get(&mika, &next.unwrap()).await;
    assert_eq!((second.len(), third.len(), end), (50, 10, None));
    let all: Vec<String> = [first, second, third].concat();
    let expected = (0..FANS - 10)
        .rev()
        .map(|number| format!("fan_{number:03}"));
    assert_eq!(all, expected.collect::<Vec<_>>());

    for fan in &fans[60..115] {
        mika.post(&format!("/people/{}/block", fan.handle), "blocked=true")
            .await;
    }
    town.settle().await;
    let (left, next) = get(&mika, "/api/v1/people/mika/followers").await;
    assert_eq!(
        (left.len(), left[4].as_str(), left[5].as_str()),
        (50, "fan_115", "fan_059")
    );
    assert!(next.is_some());
    let (blocked, next) = get(&mika, "/api/v1/me/blocks").await;
    let (rest, end) = get(&mika, &next.unwrap()).await;
    assert_eq!((blocked.len(), rest.len(), end), (50, 5, None));
    let settings = mika.get("/settings/people").await;
    assert!(settings.has("/settings/people?blocked_before="));
    let html = mika.get("/people/mika/followers").await;
    assert!(html.has("/people/mika/followers?before="));
}
