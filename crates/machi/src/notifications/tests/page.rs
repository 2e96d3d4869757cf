//! The centre as its reader sees it, and what reading it changes.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::Tx;

use super::super::list::PAGE_MAX;
use super::{LIST, act, note, person, say, told, unread};
use crate::notes::like::like;
use crate::social::follow::follow;
use crate::town::{Town, Visitor};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

#[tokio::test]
async fn following_a_link_reads_it() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (joon, as_joon) = person(&town, "joon").await;
    let own = note(&town, &as_mika, "At the market").await;
    let said = say(&town, &as_joon, own, None, "<b>Which</b> one?").await;
    town.clock.advance(DAY_MS);
    act(&town, async |tx: &mut Tx| {
        follow(tx, &as_joon, as_mika.id).await
    })
    .await;

    let page = mika.get("/notifications").await;
    assert!(
        page.has("Mon, Nov 23")
            && page.has("Sun, Nov 22")
            && page.has("&#60;b&#62;Which&#60;/b&#62; one?")
    );
    assert!(page.has("unread__number\">2<"), "the badge says so");
    assert!(!joon.get("/about").await.has("unread__number\">1<"));
    let list = mika.api(Method::GET, LIST, Value::Null).await.json();
    let link = |at: usize| format!("/notifications/{}", list[at]["id"].as_str().unwrap());
    assert!(page.has(&link(0)) && page.has(&link(1)));

    // A browser that looks ahead reads nothing.
    let ahead = mika
        .request(Method::GET, &link(1))
        .header("sec-purpose", "prefetch");
    let ahead = mika.send(ahead, axum::body::Body::empty()).await;
    assert_eq!(ahead.location(), format!("/notes/{own}#comment-{said}"));
    assert_eq!(unread(&mika).await, 2);

    let opened = mika.get(&link(0)).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert_eq!(opened.location(), "/people/joon");
    assert_eq!(unread(&mika).await, 1);
    let page = mika.get("/notifications").await;
    assert!(page.has("href=\"/people/joon\"") && !page.has(&link(0)));
    let again = mika.get(&link(0)).await;
    assert_eq!(again.location(), "/people/joon");

    // It is nobody else's.
    assert_eq!(joon.get(&link(1)).await.status, StatusCode::NOT_FOUND);
    let path = format!("{LIST}/{}/read", list[1]["id"].as_str().unwrap());
    let answer = joon.api(Method::PUT, &path, Value::Null).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(unread(&mika).await, 1);
    let answer = mika.api(Method::PUT, &path, Value::Null).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(unread(&mika).await, 0);
}

#[tokio::test]
async fn all_that_was_seen_is_marked_as_read_and_what_came_after_is_not() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (_, joon) = person(&town, "joon").await;
    let (_, kai) = person(&town, "kai").await;
    let own = note(&town, &as_mika, "At the market").await;
    act(&town, async |tx: &mut Tx| {
        follow(tx, &joon, as_mika.id).await?;
        like(tx, &joon, own).await
    })
    .await;
    let page = mika.get("/notifications").await.text();
    let through = page.split("name=\"through\" value=\"").nth(1).unwrap();
    let through = through.split('"').next().unwrap();
    town.clock.advance(1_000);
    act(&town, async |tx: &mut Tx| {
        follow(tx, &kai, as_mika.id).await
    })
    .await;
    let form = format!("through={through}");
    let answer = mika.post("/notifications/read", &form).await;
    assert_eq!(answer.location(), "/notifications");
    assert_eq!(unread(&mika).await, 1);
    let list = mika.api(Method::GET, LIST, Value::Null).await.json();
    let read: Vec<bool> = list.as_array().unwrap().iter().map(is_read).collect();
    assert_eq!(read, [false, true, true]);
    let through = json!({ "through": list[0]["through"] });
    let path = "/api/v1/me/notifications/read";
    mika.api(Method::POST, path, through).await;
    assert_eq!(unread(&mika).await, 0);
    assert!(!mika.get("/notifications").await.has("Mark all as read"));
    let answer = mika
        .api(Method::POST, path, json!({ "through": "x" }))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

fn is_read(one: &Value) -> bool {
    one["read"].as_bool().unwrap()
}

#[tokio::test]
async fn notifications_come_page_by_page() {
    let town = Town::with_cities().await;
    let (mika, _) = person(&town, "mika").await;
    let (_, joon) = person(&town, "joon").await;
    for n in 0..=PAGE_MAX {
        town.clock.advance(1_000);
        let body = format!("@mika {n}.");
        note(&town, &joon, &body).await;
    }
    let first = mika.api(Method::GET, LIST, Value::Null).await;
    assert_eq!(first.json().as_array().unwrap().len(), PAGE_MAX);
    let next = first.header("link");
    let next = next.strip_prefix('<').unwrap().split_once('>').unwrap().0;
    let second = mika.api(Method::GET, next, Value::Null).await;
    assert_eq!(second.json()[0]["text"], "@mika 0.");
    assert_eq!(second.header("link"), "");
    let page = mika.get("/notifications").await;
    let next = next.replace("/api/v1/me", "");
    assert!(page.has(&format!("rel=\"next\" href=\"{next}\"")));
    assert!(mika.get(&next).await.has("@mika 0."));
}

#[tokio::test]
async fn it_speaks_the_reader_s_language() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let own = note(&town, &as_mika, "At the market").await;
    for handle in ["joon", "kai", "lin"] {
        let (_, member) = person(&town, handle).await;
        town.clock.advance(1_000);
        act(&town, async |tx: &mut Tx| like(tx, &member, own).await).await;
    }
    assert_eq!(told(&mika).await, ["lin and 2 others liked your note"]);
    for (lang, words) in [
        ("ja", "さんとほか2人があなたの投稿に「いいね」しました"),
        ("zh-Hans", "和另外 2 人赞了你的笔记"),
        ("ko", "님 외 2명이 내 노트를 좋아합니다"),
    ] {
        let answer = with_lang(&mika, lang).await;
        assert!(answer.contains(words), "{lang}: {answer}");
    }
}

async fn with_lang(visitor: &Visitor<'_>, lang: &str) -> String {
    visitor
        .get(&format!("/notifications?lang={lang}"))
        .await
        .text()
}
