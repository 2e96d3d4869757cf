//! The API does what the pages do.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use super::*;
use crate::events::tests::{draft, saved, sourced};
use crate::ids::PlaceId;
use crate::text::{Lang, Names};

#[tokio::test]
async fn a_program_posts_changes_and_deletes() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let community = city(&town, "tokyo").communities[0].slug.clone();
    let new = json!({ "text": "Half of the leaves are down, and tomorrow the others will be. #Autumn", "communities": [community] });
    let posted = mika
        .api(Method::POST, "/api/v1/cities/tokyo/notes", new)
        .await;
    assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.text());
    let note = posted.json();
    let path = format!("/api/v1/notes/{}", note["id"].as_str().unwrap());
    for (member, value) in [
        ("city", json!("tokyo")),
        ("kind", json!("moment")),
        ("title", json!("")),
        (
            "text",
            json!("Half of the leaves are down, and tomorrow the others will be. #Autumn"),
        ),
        ("lang", json!("en")),
        ("communities", json!([community])),
        ("tags", json!(["autumn"])),
        ("likes", json!(0)),
        ("liked", json!(false)),
        ("created_at", json!("2026-11-22T21:00:00+09:00")),
        ("edited_at", Value::Null),
    ] {
        assert_eq!(note[member], value, "{member}");
    }
    let change = json!({ "text": "All of them are down.", "title": "Leaves", "lang": "en" });
    let not_his = joon.api(Method::PUT, &path, change.clone()).await;
    assert_eq!(not_his.status, StatusCode::NOT_FOUND);
    let changed = mika.api(Method::PUT, &path, change).await.json();
    assert_eq!(
        (&changed["kind"], &changed["title"]),
        (&json!("story"), &json!("Leaves"))
    );
    assert_eq!(
        changed["communities"],
        json!([]),
        "what is left out is taken away"
    );
    assert!(changed["edited_at"].is_string());

    let gone = mika.api(Method::DELETE, &path, Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(status(&joon, &path).await, StatusCode::NOT_FOUND);
    let back = mika
        .api(Method::POST, &format!("{path}/restore"), Value::Null)
        .await;
    assert_eq!(back.json()["title"], "Leaves");
    let stranger = town.get(&path).await.json();
    assert!(stranger.get("liked").is_none(), "{stranger}");
}

#[tokio::test]
async fn a_program_likes() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let note = post(&mika, "tokyo", "text=hello").await;
    let path = format!("/api/v1/notes/{note}");
    let liked = joon
        .api(Method::PUT, &format!("{path}/like"), Value::Null)
        .await;
    assert_eq!(liked.json(), json!({ "liked": true, "likes": 1 }));
    let unliked = joon
        .api(Method::DELETE, &format!("{path}/like"), Value::Null)
        .await;
    assert_eq!(unliked.json(), json!({ "liked": false, "likes": 0 }));
}

#[tokio::test]
async fn a_program_talks() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let note = post(&mika, "tokyo", "text=hello").await;
    let path = format!("/api/v1/notes/{note}/comments");
    let mut ids = Vec::new();
    for at in 0..52 {
        let new = json!({ "text": format!("number {at}"), "answers": ids.first() });
        let said = mika.api(Method::POST, &path, new).await;
        assert_eq!(said.status, StatusCode::CREATED, "{}", said.text());
        ids.push(said.json()["id"].clone());
    }
    let page = town.get(&path).await;
    let next = page.header("link").to_owned();
    let page = page.json();
    assert_eq!(page.as_array().unwrap().len(), 50);
    assert_eq!(
        (&page[1]["answers"], &page[0]["answers"]),
        (&ids[0], &Value::Null)
    );
    let next = next
        .trim_start_matches('<')
        .split_once('>')
        .unwrap()
        .0
        .to_owned();
    let rest = town.get(&next).await.json();
    assert_eq!(rest.as_array().unwrap().len(), 2);
    assert_eq!(
        town.get(&format!("{path}?after=x")).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    let one = format!("/api/v1/comments/{}", ids[51].as_str().unwrap());
    let changed = mika
        .api(Method::PATCH, &one, json!({ "text": "the end" }))
        .await
        .json();
    assert_eq!(changed["text"], "the end");
    let gone = mika.api(Method::DELETE, &one, Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let rest = town.get(&next).await.json();
    assert_eq!(rest.as_array().unwrap().len(), 1);
    let back = mika
        .api(Method::POST, &format!("{one}/restore"), Value::Null)
        .await;
    assert_eq!(back.json()["text"], "the end");
}

#[tokio::test]
async fn a_program_learns_what_is_wrong_by_field() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let cases = [
        (json!({ "text": "" }), "text", "notes-body-empty"),
        (
            json!({ "text": "a", "place": "1" }),
            "place",
            "notes-place-gone",
        ),
        (
            json!({ "text": "a", "event": "1" }),
            "event",
            "notes-event-gone",
        ),
        (
            json!({ "text": "a", "communities": ["no"] }),
            "communities",
            "notes-community-elsewhere",
        ),
        (
            json!({ "text": "a", "lang": "?" }),
            "lang",
            "notes-language-unknown",
        ),
    ];
    for (new, field, code) in cases {
        let answer = mika
            .api(Method::POST, "/api/v1/cities/tokyo/notes", new)
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let error = &answer.json()["errors"][0];
        assert_eq!(
            (&error["field"], &error["code"]),
            (&json!(field), &json!(code))
        );
    }
    assert_eq!(noted(&town).await, []);
}

#[tokio::test]
async fn a_program_lists_notes_by_what_they_name() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let (_, source) = sourced(&town, "tokyo").await;
    let tokyo = city(&town, "tokyo");
    let event = saved(&town, &tokyo, &draft(source)).await.event();
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select id, names from place where city_id = $1 order by id limit 1";
        Ok(tx.one::<(PlaceId, Names)>(sql, args![tokyo.id]).await?)
    });
    let (place, names) = read.await.unwrap();
    let community = &tokyo.communities[0];
    let form = format!(
        "text=hello&event={event}&communities={}&place_name={}",
        community.id,
        escaped(names.get(Lang::Ja))
    );
    let note = post(&mika, "tokyo", &form).await;
    post(&joon, "tokyo", "text=nothing+named").await;
    let lists = [
        "/people/Mika/notes".to_owned(),
        format!("/places/{place}/notes"),
        format!("/events/{event}/notes"),
        format!("/communities/{}/notes", community.slug),
    ];
    for list in &lists {
        let notes = town.get(&format!("/api/v1{list}")).await.json();
        let ids: Vec<&Value> = notes.as_array().unwrap().iter().map(|n| &n["id"]).collect();
        assert_eq!(ids, [&json!(note.to_string())], "{list}");
        let wrong = town.get(&format!("/api/v1{list}?before=x")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{list}");
    }
    joon.post("/people/mika/block", "blocked=true").await;
    let blocked = format!("/api/v1{}", lists[0]);
    assert_eq!(
        status(&mika, "/api/v1/people/joon/notes").await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(status(&joon, &blocked).await, StatusCode::NOT_FOUND);
    let here = joon.get(&format!("/api/v1{}", lists[1])).await.json();
    assert_eq!(here, json!([]));
    for nobody in ["/people/nobody/notes", "/places/1/notes", "/events/x/notes"] {
        assert_eq!(
            status(&town.visitor(), &format!("/api/v1{nobody}")).await,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn a_person_s_notes_come_page_by_page() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    for at in 0..30 {
        post(&mika, "tokyo", &format!("text=walk+{at}")).await;
    }
    let first = town.get("/api/v1/people/mika/notes").await;
    assert_eq!(first.json().as_array().unwrap().len(), 24);
    let link = first.header("link").to_owned();
    let next = link.strip_prefix('<').unwrap().split_once('>').unwrap().0;
    post(&mika, "tokyo", "text=later").await;
    let second = town.get(next).await;
    assert_eq!(second.json().as_array().unwrap().len(), 6);
    assert_eq!(second.json()[5]["text"], "walk 0");
}
