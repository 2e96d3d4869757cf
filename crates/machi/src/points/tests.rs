//! The story of a member's points.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::Tx;

use super::*;
use crate::accounts::Role;
use crate::cities::Cities;
use crate::ids::CityId;
use crate::timers::run_due;
use crate::town::{Answer, Town, Visitor};

pub(crate) const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

pub(crate) fn tokyo(town: &Town) -> CityId {
    town.app
        .view::<Cities>()
        .unwrap()
        .by_slug("tokyo")
        .unwrap()
        .id
}

/// Somebody who runs Tokyo.
pub(crate) async fn operator<'t>(town: &'t Town, handle: &str) -> Visitor<'t> {
    let visitor = town.sign_up(handle).await;
    town.give_role(handle, Role::Operator, Some(tokyo(town)))
        .await;
    visitor
}

pub(crate) async fn give(by: &Visitor<'_>, handle: &str, amount: i64, key: &str) -> Answer {
    let gift =
        json!({ "handle": handle, "amount": amount, "words": "Swept the river", "key": key });
    by.api(Method::POST, "/api/v1/cities/tokyo/points/gifts", gift)
        .await
}

pub(crate) async fn has(town: &Town, handle: &str) -> i64 {
    let account = town.account(handle).await;
    let read = town
        .app
        .read(async |tx: &mut Tx| balance(tx, tokyo(town), account).await);
    read.await.unwrap()
}

async fn put_rule(by: &Visitor<'_>, months: Option<i64>) -> StatusCode {
    let path = "/api/v1/cities/tokyo/points/rule";
    by.api(Method::PUT, path, json!({ "months": months }))
        .await
        .status
}

#[tokio::test]
async fn an_operator_gives_points_and_takes_them_back() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let mika = town.sign_up("mika").await;
    assert!(mika.get("/me/points").await.has("No points yet"));
    let page = ops.get("/desk/tokyo/points").await;
    assert!(page.has("Nobody was given points by hand yet"));
    let form = "handle=@mika&amount=120&words=Swept+%3Cthe%3E+river&key=one";
    for _ in 0..2 {
        let given = ops.post("/desk/tokyo/points", form).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    }
    assert_eq!(
        has(&town, "mika").await,
        120,
        "the same form again gives nothing more"
    );
    let page = mika.get("/me/points").await;
    for words in [
        "120 points",
        "Swept &#60;the&#62; river",
        "+120",
        "no cash value",
        "Points in Tokyo",
    ] {
        assert!(page.has(words), "{words}");
    }
}

#[tokio::test]
async fn a_gift_is_taken_back_by_a_second_entry() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let mika = town.sign_up("mika").await;
    give(&ops, "mika", 120, "one").await;
    let gifts = ops
        .api(
            Method::GET,
            "/api/v1/cities/tokyo/points/gifts",
            Value::Null,
        )
        .await
        .json();
    assert_eq!(
        (&gifts[0]["handle"], &gifts[0]["given_by"]),
        (&json!("mika"), &json!("ops"))
    );
    let back = format!(
        "/desk/tokyo/points/{}/take-back",
        gifts[0]["id"].as_str().unwrap()
    );
    for _ in 0..2 {
        assert_eq!(ops.post(&back, "").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(has(&town, "mika").await, 0);
    assert!(ops.get("/desk/tokyo/points").await.has("Taken back"));
    let entries = mika
        .api(Method::GET, "/api/v1/me/points/tokyo", Value::Null)
        .await
        .json();
    let amounts: Vec<_> = entries
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["amount"].clone())
        .collect();
    assert_eq!(amounts, [json!(-120), json!(120)]);
    assert_eq!(entries[0]["reverses"], entries[1]["id"]);
}

#[tokio::test]
async fn what_was_used_is_not_taken_back() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    town.sign_up("mika").await;
    let gift = give(&ops, "mika", 10, "one").await.json();
    let (city, account) = (tokyo(&town), town.account("mika").await);
    let write = town
        .app
        .write(async |tx: &mut Tx| pay(tx, city, account, 4, "test:1").await);
    let paid = write.await.unwrap();
    let path = format!(
        "/api/v1/cities/tokyo/points/gifts/{}",
        gift["id"].as_str().unwrap()
    );
    let back = ops.api(Method::DELETE, &path, Value::Null).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.has("used already"));
    let write = town
        .app
        .write(async |tx: &mut Tx| give_back(tx, paid, false).await);
    write.await.unwrap();
    assert_eq!(has(&town, "mika").await, 10);
    let back = ops.api(Method::DELETE, &path, Value::Null).await;
    assert_eq!(back.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn who_gives_points_is_told_what_is_wrong() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let form = "handle=nobody&amount=0&words=&key=one";
    let page = ops.post("/desk/tokyo/points", form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Nobody has this handle",
        "between 1 and 100,000",
        "give a reason",
        "value=\"nobody\"",
    ] {
        assert!(page.has(words), "{words}");
    }
    let mika = town.sign_up("mika").await;
    for (path, form) in [("", form), ("/rule", "months=3"), ("/5/take-back", "")] {
        let path = format!("/desk/tokyo/points{path}");
        assert_eq!(
            mika.post(&path, form).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let elsewhere = ops
        .api(
            Method::GET,
            "/api/v1/cities/new-york/points/gifts",
            Value::Null,
        )
        .await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    assert_eq!(
        put_rule(&ops, Some(121)).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn points_expire_by_the_city_s_rule_the_oldest_used_first() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let mika = town.sign_up("mika").await;
    let expire = async || {
        while run_due(&town.app, &[EXPIRE]).await.unwrap() > 0 {}
        has(&town, "mika").await
    };
    give(&ops, "mika", 30, "old").await;
    town.clock.advance(60 * DAY_MS);
    give(&ops, "mika", 50, "new").await;
    // Of the old ones ten are used.
    let (city, account) = (tokyo(&town), town.account("mika").await);
    let write = town
        .app
        .write(async |tx: &mut Tx| pay(tx, city, account, 10, "test:1").await);
    write.await.unwrap();
    let path = "/api/v1/me/points";
    let mine = mika.api(Method::GET, path, Value::Null).await.json();
    assert_eq!(mine[0]["expires"], json!([]), "no rule, no end");

    assert_eq!(put_rule(&ops, Some(2)).await, StatusCode::NO_CONTENT);
    assert_eq!(
        expire().await,
        70,
        "a new rule takes nothing for thirty days"
    );
    let mine = mika.api(Method::GET, path, Value::Null).await.json();
    // The clock began on 22 November; sixty days later it is 21 January.
    let told = json!([
        { "last_day": "2027-02-20", "amount": 20 },
        { "last_day": "2027-03-21", "amount": 50 },
    ]);
    assert_eq!(mine[0]["expires"], told);
    assert!(mika.get("/me/points").await.has("What expires"));
    town.clock.advance(30 * DAY_MS);
    assert_eq!(expire().await, 70, "the last day is whole");
    town.clock.advance(DAY_MS);
    assert_eq!(expire().await, 50);
    assert_eq!(expire().await, 50, "once");
    assert!(mika.get("/me/points").await.has("Expired"));
    town.clock.advance(29 * DAY_MS);
    assert_eq!(expire().await, 0, "each day it is looked again");
    give(&ops, "mika", 7, "later").await;
    assert_eq!(put_rule(&ops, None).await, StatusCode::NO_CONTENT);
    town.clock.advance(1_000 * DAY_MS);
    assert_eq!(expire().await, 7, "without a rule they stay");
}

#[tokio::test]
async fn points_come_page_by_page() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let mika = town.sign_up("mika").await;
    for n in 1..=31 {
        give(&ops, "mika", n, &n.to_string()).await;
    }
    for (who, path) in [
        (&mika, "/api/v1/me/points/tokyo"),
        (&ops, "/api/v1/cities/tokyo/points/gifts"),
    ] {
        let first = who.api(Method::GET, path, Value::Null).await;
        assert_eq!(first.json().as_array().unwrap().len(), 30);
        let next = first
            .header("link")
            .strip_prefix('<')
            .unwrap()
            .split_once('>')
            .unwrap()
            .0;
        let second = who.api(Method::GET, next, Value::Null).await.json();
        assert_eq!(
            (second.as_array().unwrap().len(), &second[0]["amount"]),
            (1, &json!(1))
        );
    }
    let page = mika.get("/me/points").await;
    assert!(page.has("rel=\"next\"") && page.has("496 points"));
    assert!(ops.get("/desk/tokyo/points").await.has("Older"));
}
