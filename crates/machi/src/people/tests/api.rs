//! Everything that pages do, as a program does it.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::named;
use crate::town::{Answer, Town, Visitor};

async fn call(by: &Visitor<'_>, method: Method, path: &str) -> Answer {
    by.api(method, &format!("/api/v1{path}"), Value::Null).await
}

#[tokio::test]
async fn a_program_follows_mutes_and_blocks() {
    let town = Town::new().await;
    let mika = named(&town, "mika", "美香", "").await;
    let joon = named(&town, "joon", "준", "joon.in.seoul").await;
    let (put, delete) = (Method::PUT, Method::DELETE);
    for tie in ["follow", "mute"] {
        let path = format!("/people/joon/{tie}");
        for _ in 0..2 {
            let answer = call(&mika, put.clone(), &path).await;
            town.settle().await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
        }
    }
    let person = call(&mika, Method::GET, "/people/joon").await.json();
    assert_eq!(person["display_name"], "준");
    assert_eq!(person["followers"], 1);
    let ties = json!({ "followed": true, "blocked": false, "muted": true });
    assert_eq!(person["ties"], ties);
    let mutes = call(&mika, Method::GET, "/me/mutes").await.json();
    assert_eq!(mutes[0]["handle"], "joon");
    assert_eq!(mutes[0]["followed"], true);
    call(&mika, delete.clone(), "/people/joon/mute").await;
    call(&mika, put, "/people/joon/block").await;
    town.settle().await;

    let person = call(&mika, Method::GET, "/people/joon").await.json();
    let ties = json!({ "followed": false, "blocked": true, "muted": false });
    assert_eq!(person["ties"], ties);
    assert_eq!(person["aliases"], json!([]));
    assert_eq!(person["followers"], Value::Null);
    let blocks = call(&mika, Method::GET, "/me/blocks").await.json();
    assert_eq!(blocks[0]["handle"], "joon");
    town.settle().await;
    let hidden = call(&joon, Method::GET, "/people/mika").await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let found = call(&joon, Method::GET, "/people?q=mika").await.json();
    assert_eq!(found, json!([]));
    call(&mika, delete, "/people/joon/block").await;
    town.settle().await;
    let person = call(&mika, Method::GET, "/people/joon").await.json();
    assert_eq!(person["aliases"][0]["name"], "joon.in.seoul");
}

#[tokio::test]
async fn a_program_closes_and_opens_the_follow_lists() {
    let town = Town::new().await;
    let mika = named(&town, "mika", "美香", "").await;
    let joon = named(&town, "joon", "준", "").await;
    let me = call(&mika, Method::GET, "/me").await.json();
    assert_eq!(me["follow_lists"], "everyone");
    let path = "/api/v1/me/follow-lists";
    let closed = json!({ "follow_lists": "nobody" });
    mika.api(Method::PUT, path, closed).await;
    town.settle().await;
    let person = call(&joon, Method::GET, "/people/mika").await.json();
    assert_eq!(person["followers"], Value::Null);
    assert_eq!(person["following"], Value::Null);
    let list = call(&joon, Method::GET, "/people/mika/followers").await;
    assert_eq!(list.status, StatusCode::NOT_FOUND);
    let found = call(&joon, Method::GET, "/people?q=mika").await.json();
    assert_eq!(found[0]["followers"], Value::Null);
    let own = call(&mika, Method::GET, "/people?q=mika").await.json();
    assert_eq!(own[0]["followers"], 0);
    let open = json!({ "follow_lists": "everyone" });
    mika.api(Method::PUT, path, open).await;
    town.settle().await;
    let list = call(&joon, Method::GET, "/people/mika/followers").await;
    assert_eq!(list.status, StatusCode::OK);
}

#[tokio::test]
async fn a_stranger_has_no_ties() {
    let town = Town::new().await;
    named(&town, "joon", "준", "").await;
    town.settle().await;
    let person = call(&town.visitor(), Method::GET, "/people/JOON")
        .await
        .json();
    assert_eq!(person["ties"], Value::Null);
    let found = call(&town.visitor(), Method::GET, "/people?q=joon")
        .await
        .json();
    assert_eq!(found[0]["followed"], Value::Null);
}
