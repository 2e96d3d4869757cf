//! Weeks of posting without winning earn an item; a win starts afresh; items go by turn.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use crate::draws::tests::{practising, run_timers};
use crate::lottery::tests::{enter, post_note, tell};
use crate::merch::tests::{made, shirt};
use crate::points::tests::operator;
use crate::publishing::tests::{dates, evening, organiser, publish, with};
use crate::town::{Town, Visitor};

const RULE: &str = "/api/v1/cities/tokyo/streak-rule";
const NAMES: [&str; 4] = ["mika", "joon", "ana", "li"];
/// So many of them post.
const POST: usize = 3;
const MINUTE_MS: i64 = 60 * 1000;

/// A date in December with many seats.
async fn december(town: &Town) -> Value {
    let venue = organiser(town, "bluedoor").await;
    let late = json!({ "day": "2026-12-28", "capacity": 20 });
    let event = publish(&venue, with(evening(), late)).await;
    dates(&venue, &event).await[0]["id"].clone()
}

async fn two_of_three(desk: &Visitor<'_>) {
    let rule = json!({ "posted_weeks": 2, "of_weeks": 3 });
    let put = desk.api(Method::PUT, RULE, rule).await;
    assert_eq!(put.status, StatusCode::NO_CONTENT, "{}", put.text());
}

/// A lottery with one prize that closes on that day of 2026 at 20:00 in Tokyo; its path in the API.
async fn week(
    town: &Town,
    desk: &Visitor<'_>,
    date: &Value,
    (opens, closes): (&str, &str),
) -> String {
    let lottery = json!({
        "title": "A week", "occurrence": date, "opens": format!("2026-{opens}T00:00"),
        "closes": format!("2026-{closes}T20:00"), "prizes": 1, "alternates": 9,
        "value_minor": 5000, "accept_hours": 24,
    });
    let path = "/api/v1/cities/tokyo/lotteries";
    let draft = desk.api(Method::POST, path, lottery).await;
    assert_eq!(draft.status, StatusCode::CREATED, "{}", draft.text());
    let path = format!("{path}/{}", draft.json()["id"].as_str().unwrap());
    let publish = format!("{path}/publish");
    let published = desk.api(Method::POST, &publish, json!(null)).await;
    assert_eq!(
        published.status,
        StatusCode::NO_CONTENT,
        "{}",
        published.text()
    );
    town.settle().await;
    path
}

/// Lets the clock come to that day of 2026, and the round come.
async fn draw(town: &Town, day: &str) {
    let closes: jiff::Timestamp = format!("2026-{day}T11:00:00Z").parse().unwrap();
    town.clock.set(closes.as_millisecond());
    run_timers(town).await;
    town.clock.advance(4 * MINUTE_MS);
    run_timers(town).await;
    run_timers(town).await;
}

/// Everybody who is offered the prize answers so, until nobody is; who was first.
async fn answer(town: &Town, members: &[Visitor<'_>], path: &str, accepted: bool) -> usize {
    let mut first = None;
    for _ in members {
        for (at, member) in members.iter().enumerate() {
            let own = member
                .api(Method::GET, &format!("{path}/entry"), json!(null))
                .await;
            if own.json()["prize"] == "offered" {
                first.get_or_insert(at);
                let answer = json!({ "accepted": accepted });
                member
                    .api(Method::PUT, &format!("{path}/prize"), answer)
                    .await;
            }
        }
    }
    run_timers(town).await;
    run_timers(town).await;
    first.unwrap()
}

async fn streak(by: &Visitor<'_>) -> Value {
    by.api(Method::GET, "/api/v1/me/streaks/tokyo", json!(null))
        .await
        .json()
}

/// Who has the right to an item, by handle.
async fn granted(town: &Town) -> Vec<String> {
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select a.handle from merch_grant g join account a on a.id = g.account_id
                   where g.reason = 'lottery-streak' order by g.id";
        Ok(tx.all::<(String,)>(sql, args![]).await?)
    });
    read.await
        .unwrap()
        .into_iter()
        .map(|(handle,)| handle)
        .collect()
}

/// Whose turn it is, by handle.
async fn turns(town: &Town) -> Vec<String> {
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select a.handle from streak s join account a on a.id = s.account_id
                   order by s.last_week, s.lot";
        Ok(tx.all::<(String,)>(sql, args![]).await?)
    });
    read.await
        .unwrap()
        .into_iter()
        .map(|(handle,)| handle)
        .collect()
}

/// Three who post, and one who takes part without.
async fn members(town: &Town) -> Vec<Visitor<'_>> {
    let mut members = Vec::new();
    for name in NAMES {
        let member = town.sign_up(name).await;
        tell(&member, "2001-05", "JP").await;
        members.push(member);
    }
    members
}

/// Who won the first of two weeks; nobody takes the prize of the second.
async fn two_weeks(town: &Town, desk: &Visitor<'_>, members: &[Visitor<'_>]) -> usize {
    let date = december(town).await;
    let mut winner = None;
    for (opens, closes) in [("11-22", "11-26"), ("11-27", "12-03")] {
        let path = week(town, desk, &date, (opens, closes)).await;
        let opened: jiff::Timestamp = format!("2026-{opens}T13:00:00Z").parse().unwrap();
        town.clock.set(opened.as_millisecond());
        for (at, member) in members.iter().enumerate() {
            enter(member, &path, at >= POST).await;
            post_note(member, &format!("Persimmons, {opens}")).await;
        }
        town.read_log().await;
        draw(town, closes).await;
        assert_eq!(granted(town).await, [""; 0], "the prizes are not answered");
        let first = answer(town, members, &path, winner.is_none()).await;
        winner.get_or_insert(first);
    }
    winner.unwrap()
}

/// Five more pieces of an item of one size.
async fn deliver(desk: &Visitor<'_>, item: &str) {
    let path = format!("/api/v1/cities/tokyo/merch/items/{item}");
    let item = desk.api(Method::GET, &path, json!(null)).await.json();
    let delivery = json!({ "size": item["sizes"][0]["id"], "pieces": 5, "key": "second" });
    let stocked = desk
        .api(Method::POST, &format!("{path}/stock"), delivery)
        .await;
    assert_eq!(stocked.status, StatusCode::NO_CONTENT, "{}", stocked.text());
}

#[tokio::test]
async fn weeks_of_posting_without_winning_earn_an_item_by_turn() {
    let town = practising().await;
    let desk = operator(&town, "keeper").await;
    two_of_three(&desk).await;
    let scarf = with(shirt(), json!({ "sizes": [{ "name": "" }] }));
    let (item, _) = made(&desk, scarf, 1).await;
    let members = members(&town).await;
    let winner = two_weeks(&town, &desk, &members).await;
    let afresh = i64::from(winner < POST);
    assert_eq!(
        streak(&members[winner]).await["weeks"],
        afresh,
        "afresh after a win"
    );
    let free = members.last().unwrap();
    assert_eq!(
        streak(free).await["weeks"],
        0,
        "who takes part without a post has no streak"
    );
    let turns = turns(&town).await;
    assert_eq!(turns.len(), POST - usize::from(winner < POST), "{turns:?}");
    assert_eq!(granted(&town).await, turns[..1], "one item is there");
    run_timers(&town).await;
    assert_eq!(granted(&town).await.len(), 1, "once per streak");

    let waits = &members[NAMES.iter().position(|name| *name == turns[1]).unwrap()];
    assert_eq!(streak(waits).await["waiting"], 1);
    let page = waits.get("/cities/tokyo/lottery").await;
    assert!(page.has("You have earned an item"));
    let page = desk.get("/desk/tokyo/streaks").await;
    assert!(page.has("waits for stock") && page.has(&turns[0]));
    let page = desk.get("/desk/tokyo/streaks?lang=ja").await;
    assert!(page.has("在庫待ち"));

    // Stock comes: the next ones have their turn.
    deliver(&desk, &item).await;
    town.read_log().await;
    run_timers(&town).await;
    assert_eq!(granted(&town).await, turns);
    let page = waits.get("/me/merch").await;
    assert!(page.has("For your streak in the weekly lottery"));
    let page = waits.get("/notifications").await;
    assert!(page.has("You may choose a prize"));
}

#[tokio::test]
async fn a_rule_has_limits_and_can_be_taken_away() {
    let town = practising().await;
    let desk = operator(&town, "keeper").await;
    for (posted, of, field) in [
        (0, 4, "posted_weeks"),
        (5, 4, "posted_weeks"),
        (1, 53, "of_weeks"),
    ] {
        let rule = json!({ "posted_weeks": posted, "of_weeks": of });
        let put = desk.api(Method::PUT, RULE, rule).await;
        assert!(put.has(field), "{posted} of {of}: {}", put.text());
    }
    let mika = town.sign_up("mika").await;
    let none = mika
        .api(Method::GET, "/api/v1/me/streaks/tokyo", json!(null))
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let form = "posted_weeks=4&of_weeks=6";
    let refused = mika.post("/desk/tokyo/streaks", form).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    desk.post("/desk/tokyo/streaks", form).await;
    let own = streak(&mika).await;
    assert_eq!(
        (&own["posted_weeks"], &own["weeks"]),
        (&json!(4), &json!(0))
    );
    assert!(
        mika.get("/cities/tokyo/lottery")
            .await
            .has("0 of 4 weeks so far")
    );
    let wrong = desk
        .post("/desk/tokyo/streaks", "posted_weeks=9&of_weeks=6")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("no more than in a row"));
    desk.post("/desk/tokyo/streaks", "posted_weeks=&of_weeks=")
        .await;
    let none = mika
        .api(Method::GET, "/api/v1/me/streaks/tokyo", json!(null))
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
