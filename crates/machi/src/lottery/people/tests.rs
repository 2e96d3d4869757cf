//! Who is kept out, and which accounts are one person.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::changes::Change;
use crate::draws::tests::practising;
use crate::lottery::tests::{draw, draw_state, enter, entry, operator, published, tell};
use crate::town::{Answer, Town, Visitor};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

async fn member<'t>(town: &'t Town, handle: &str) -> Visitor<'t> {
    let member = town.sign_up(handle).await;
    tell(&member, "2001-05", "JP").await;
    member
}

async fn bar(desk: &Visitor<'_>, handle: &str, body: Value) -> Answer {
    let path = format!("/api/v1/cities/tokyo/lottery-bars/{handle}");
    desk.api(Method::PUT, &path, body).await
}

async fn link(desk: &Visitor<'_>, one: &str, other: &str) -> Answer {
    let body = json!({ "one": one, "other": other });
    desk.api(Method::POST, "/api/v1/cities/tokyo/lottery-links", body)
        .await
}

/// Who is left out of the newest draw's list, by reason.
async fn left_out(town: &Town) -> Vec<String> {
    let lotteries = town.get("/api/v1/cities/tokyo/lotteries").await.json();
    let draw = lotteries[0]["draw"].as_str().unwrap().to_owned();
    let list = town.get(&format!("/draws/{draw}/commitment.json")).await;
    let list = list.json()["left_out"].clone();
    let reasons = list.as_array().unwrap().iter();
    reasons
        .map(|line| line[1].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn who_is_barred_sees_why_and_until_when() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let desk = operator(&town, "warden", "tokyo").await;
    let mika = member(&town, "mika").await;
    assert_eq!(enter(&mika, &path, true).await.json()["weight"], 36);
    let form = "handle=%40Mika&reason=several-accounts&until=2026-11-24";
    for _ in 0..2 {
        let barred = desk.post("/desk/tokyo/lottery/people/bar", form).await;
        assert_eq!(barred.status, StatusCode::SEE_OTHER, "{}", barred.text());
    }
    let changes = town.changes().await;
    let told = changes
        .iter()
        .filter(|change| matches!(change, Change::LotteryBarChanged { .. }));
    assert_eq!(told.count(), 1, "the same again changes nothing");
    let standing = entry(&mika, &path).await;
    assert_eq!(
        (&standing["why_not"], &standing["weight"]),
        (&json!("barred"), &json!(0))
    );
    for (lang, text) in [
        (
            "en",
            "Took part with more than one account (until Tue, Nov 24)",
        ),
        ("ja", "抽選の対象から除外されています"),
        ("zh-Hans", "用多个账号参加"),
        ("ko", "여러 계정으로 참가"),
    ] {
        let page = mika
            .get(&format!("/cities/tokyo/lottery?lang={lang}"))
            .await;
        assert!(page.has(text), "{lang}: {}", page.text());
    }
    let again = enter(&mika, &path, false).await;
    assert!(again.has("lottery-not-barred"), "{}", again.text());
    let page = desk.get("/desk/tokyo/lottery/people").await;
    for text in ["@mika", "until Tue, Nov 24", "@warden"] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    // The last day is over: the entry that stood counts again without a word.
    town.clock.advance(3 * DAY_MS);
    assert_eq!(entry(&mika, &path).await["weight"], 36);
    let page = desk.get("/desk/tokyo/lottery/people").await;
    assert!(!page.has("@mika"), "{}", page.text());
    draw(&town).await;
    assert_eq!(draw_state(&town).await, "settled");
}

#[tokio::test]
async fn a_bar_that_is_taken_back_is_gone_and_one_for_good_stays() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let desk = operator(&town, "warden", "tokyo").await;
    let (mika, joon) = (member(&town, "mika").await, member(&town, "joon").await);
    enter(&mika, &path, true).await;
    enter(&joon, &path, true).await;
    for handle in ["mika", "joon"] {
        let barred = bar(&desk, handle, json!({ "reason": "own-people" })).await;
        assert_eq!(barred.status, StatusCode::NO_CONTENT, "{}", barred.text());
    }
    let page = joon.get("/cities/tokyo/lottery").await;
    assert!(
        page.has("an organiser of its prizes (for good)"),
        "{}",
        page.text()
    );
    let people = "/api/v1/cities/tokyo/lottery-people";
    let list = desk.api(Method::GET, people, json!(null)).await.json();
    assert_eq!(list["barred"].as_array().unwrap().len(), 2);
    assert_eq!(list["barred"][0]["barred_by"], "warden");
    let lifted = desk
        .post("/desk/tokyo/lottery/people/lift", "handle=mika")
        .await;
    assert_eq!(lifted.status, StatusCode::SEE_OTHER);
    assert_eq!(entry(&mika, &path).await["weight"], 36);
    let list = desk.api(Method::GET, people, json!(null)).await.json();
    assert_eq!(list["barred"].as_array().unwrap().len(), 1);
    draw(&town).await;
    assert_eq!(left_out(&town).await, ["barred"]);
}

#[tokio::test]
async fn one_person_has_one_entry() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let desk = operator(&town, "warden", "tokyo").await;
    let first = member(&town, "mika").await;
    let second = member(&town, "mika2").await;
    let third = member(&town, "mika3").await;
    enter(&first, &path, true).await;
    town.clock.advance(1000);
    enter(&second, &path, true).await;
    town.clock.advance(1000);
    // Another way is no later entry.
    enter(&first, &path, false).await;
    enter(&first, &path, true).await;
    for (one, other) in [("mika", "mika2"), ("mika3", "mika2"), ("mika", "mika3")] {
        let linked = link(&desk, one, other).await;
        assert_eq!(linked.status, StatusCode::NO_CONTENT, "{}", linked.text());
    }
    assert_eq!(entry(&first, &path).await["weight"], 36);
    assert_eq!(entry(&second, &path).await["why_not"], "linked");
    assert!(enter(&third, &path, true).await.has("lottery-not-linked"));
    let page = second.get("/cities/tokyo/lottery").await;
    for text in ["Another account of yours takes part", "Take part no more"] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    // The first withdraws: the next in time counts, and the third still does not.
    let leave = format!("{path}/entry");
    first.api(Method::DELETE, &leave, json!(null)).await;
    assert_eq!(entry(&second, &path).await["weight"], 36);
    assert!(enter(&third, &path, true).await.has("lottery-not-linked"));
    assert!(enter(&first, &path, true).await.has("lottery-not-linked"));
    second.api(Method::DELETE, &leave, json!(null)).await;
    assert_eq!(enter(&third, &path, true).await.json()["weight"], 36);
    draw(&town).await;
    assert_eq!(left_out(&town).await, ["withdrawn", "withdrawn"]);
    assert_eq!(entry(&third, &path).await["prize"], "offered");
}

#[tokio::test]
async fn what_keeps_one_account_out_keeps_out_all_of_the_person() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let desk = operator(&town, "warden", "tokyo").await;
    let (mika, twin) = (member(&town, "mika").await, member(&town, "twin").await);
    enter(&mika, &path, true).await;
    town.clock.advance(1000);
    enter(&twin, &path, true).await;
    link(&desk, "mika", "twin").await;
    bar(&desk, "twin", json!({ "reason": "traded" })).await;
    assert_eq!(entry(&mika, &path).await["why_not"], "barred");
    assert_eq!(entry(&twin, &path).await["why_not"], "barred");
    let apart = desk
        .post("/desk/tokyo/lottery/people/unlink", "handle=twin")
        .await;
    assert_eq!(apart.status, StatusCode::SEE_OTHER);
    assert_eq!(entry(&mika, &path).await["weight"], 36);
    let people = "/api/v1/cities/tokyo/lottery-people";
    let list = desk.api(Method::GET, people, json!(null)).await.json();
    assert_eq!(list["linked"], json!([]), "nobody is linked to themselves");
    // The organiser of the prize takes part with none of their accounts.
    link(&desk, "bluedoor", "mika").await;
    assert_eq!(entry(&mika, &path).await["why_not"], "organiser");
    draw(&town).await;
    assert_eq!(draw_state(&town).await, "void", "nobody is left");
}

#[tokio::test]
async fn the_desk_is_told_what_is_wrong_and_others_find_nothing() {
    let town = practising().await;
    let desk = operator(&town, "warden", "tokyo").await;
    let mika = town.sign_up("mika").await;
    for (handle, body, key) in [
        (
            "nobody",
            json!({ "reason": "conduct" }),
            "desk-person-unknown",
        ),
        ("mika", json!({ "reason": "mood" }), "lottery-bar-reason"),
        (
            "mika",
            json!({ "reason": "conduct", "until": "2026-11-21" }),
            "lottery-bar-until",
        ),
        (
            "mika",
            json!({ "reason": "conduct", "until": "soon" }),
            "lottery-bar-until",
        ),
    ] {
        let refused = bar(&desk, handle, body).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
        assert!(refused.has(key), "{key}: {}", refused.text());
    }
    assert!(link(&desk, "mika", "Mika").await.has("lottery-link-same"));
    for n in 1..10 {
        town.sign_up(&format!("mika{n}")).await;
        let linked = link(&desk, "mika", &format!("mika{n}")).await;
        assert_eq!(linked.status, StatusCode::NO_CONTENT, "{}", linked.text());
    }
    town.sign_up("mika10").await;
    assert!(
        link(&desk, "mika10", "mika9")
            .await
            .has("lottery-link-many")
    );
    let typed = desk
        .post("/desk/tokyo/lottery/people/link", "one=mika10&other=nobody")
        .await;
    assert_eq!(typed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(typed.has("value=\"mika10\""), "{}", typed.text());
    for path in [
        "/desk/tokyo/lottery/people",
        "/api/v1/cities/tokyo/lottery-people",
    ] {
        assert_eq!(mika.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let elsewhere = bar(
        &operator(&town, "york", "new-york").await,
        "mika",
        json!({}),
    )
    .await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}
