//! The story of photos that show a place as it is, and of those that do not.

mod counting;
mod photos;

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};
use store::{Tx, args};

use crate::changes::{Change, Pictured};
use crate::ids::PlaceId;
use crate::photos::sample;
use crate::town::{Answer, Town, Visitor};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A town behind a proxy that tells where its visitors are.
async fn town() -> Town {
    Town::with_cities_and(|settings| settings.trusted_proxies = 1).await
}

/// Two places of Tokyo.
async fn places(town: &Town) -> [String; 2] {
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select p.id from place p join city c on c.id = p.city_id
                   where c.slug = 'tokyo' order by p.id limit 2";
        Ok(tx.all::<(PlaceId,)>(sql, args![]).await?)
    });
    let found = read.await.unwrap();
    [found[0].0.to_string(), found[1].0.to_string()]
}

async fn post(by: &Visitor<'_>, note: Value) -> String {
    let path = "/api/v1/cities/tokyo/notes";
    let posted = by.api(Method::POST, path, note).await;
    assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.text());
    posted.json()["id"].as_str().unwrap().to_owned()
}

async fn photo(town: &Town, handle: &str) -> String {
    let account = town.account(handle).await;
    sample::stored(town, account, (800, 600)).await.to_string()
}

/// A photo of the place, as this member shows it.
async fn pictured(town: &Town, by: &Visitor<'_>, handle: &str, about: Value) -> String {
    let photos = json!([{ "id": photo(town, handle).await }]);
    let mut note = json!({ "text": "Golden hour", "photos": photos });
    for (name, value) in about.as_object().unwrap() {
        note[name] = value.clone();
    }
    post(by, note).await
}

/// A member who wrote that they were there too.
async fn guest<'t>(town: &'t Town, handle: &str, place: &str) -> Visitor<'t> {
    let guest = town.sign_up(handle).await;
    post(&guest, json!({ "text": "Was here", "place": place })).await;
    guest
}

fn path(note: &str) -> String {
    format!("/api/v1/notes/{note}/pictured")
}

/// Answers from a network.
async fn say(by: &Visitor<'_>, network: &str, note: &str, body: Value) -> Answer {
    let request = by
        .request(Method::PUT, &path(note))
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-forwarded-for", network);
    by.send(request, body.to_string().into()).await
}

async fn yes(by: &Visitor<'_>, network: &str, note: &str) -> Value {
    let said = say(by, network, note, json!({ "as_pictured": true })).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text());
    said.json()
}

async fn no(by: &Visitor<'_>, network: &str, note: &str) -> Value {
    let said = say(by, network, note, json!({ "as_pictured": false })).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text());
    said.json()
}

async fn told(by: &Visitor<'_>, note: &str) -> Value {
    let told = by.api(Method::GET, &path(note), Value::Null).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text());
    told.json()
}

/// Answers, yes and no that count.
fn counted(told: &Value) -> [i64; 3] {
    ["answers", "yes", "no"].map(|name| told[name].as_i64().unwrap())
}

async fn notified(by: &Visitor<'_>) -> Vec<String> {
    let list = by.api(Method::GET, "/api/v1/me/notifications", Value::Null);
    let list = list.await.json();
    let list = list.as_array().unwrap().iter();
    list.map(|one| one["sentence"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn who_was_there_answers_once_and_may_change_it_and_take_it_back() {
    let town = town().await;
    let [place, elsewhere] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let joon = guest(&town, "joon", &place).await;
    let lin = guest(&town, "lin", &elsewhere).await;
    town.clock.advance(15 * DAY_MS);
    let page = format!("/notes/{note}");
    for page in [page.clone(), format!("{page}/pictured")] {
        let shown = town.get(&page).await;
        assert!(shown.has("Nobody who was there has answered yet."));
        assert!(shown.has("Were you there? Sign in to answer"));
    }
    assert_eq!(told(&joon, &note).await["may_answer"], true);

    // Without script.
    let posted = joon
        .post(&format!("{page}/pictured"), "as_pictured=no")
        .await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.text());
    assert_eq!(posted.location(), format!("{page}#pictured"));
    assert!(joon.get(&page).await.has("You said: it looks different."));
    assert!(
        town.get(&page)
            .await
            .has("0 of 1 who were there: as pictured")
    );
    let nothing = joon.post(&format!("{page}/pictured"), "as_pictured=").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.has("Say whether it looks like this."));

    let changed = yes(&joon, "192.0.2.1", &note).await;
    assert_eq!(counted(&changed), [1, 1, 0]);
    assert_eq!(changed["own"]["as_pictured"], true);
    yes(&joon, "192.0.2.1", &note).await;
    let answered =
        |change: &Change| matches!(change, Change::Pictured(Pictured::PicturedChanged { .. }));
    let changes = town.changes().await;
    assert_eq!(changes.iter().filter(|change| answered(change)).count(), 2);

    // Who was elsewhere, and who wrote the note.
    let refused = say(&lin, "192.0.2.2", &note, json!({ "as_pictured": true })).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Those who were there can answer"));
    assert!(lin.get(&page).await.has("Those who were there can answer"));
    let own = say(&mika, "192.0.2.3", &note, json!({ "as_pictured": true })).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(own.has("Others answer for your own note."));
    assert!(mika.get(&page).await.has("1 of 1 who were there"));

    for _ in 0..2 {
        let back = joon.api(Method::DELETE, &path(&note), Value::Null).await;
        assert_eq!(back.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(counted(&told(&joon, &note).await), [0, 0, 0]);
    let words = post(&mika, json!({ "text": "Words", "place": place })).await;
    let nothing = joon.api(Method::GET, &path(&words), Value::Null).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_author_is_told_that_others_answered_and_not_who() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let joon = guest(&town, "joon", &place).await;
    let lin = guest(&town, "lin", &place).await;
    no(&joon, "192.0.2.1", &note).await;
    town.read_log().await;
    let one = "Somebody who was there says whether your note is as pictured";
    assert_eq!(notified(&mika).await, [one]);
    yes(&lin, "192.0.2.2", &note).await;
    yes(&joon, "192.0.2.1", &note).await;
    town.read_log().await;
    let two = "Two who were there say whether your note is as pictured";
    assert_eq!(notified(&mika).await, [two]);
    assert!(!mika.get("/notifications").await.has("joon"));
    let back = format!("/notes/{note}/pictured/take-back");
    let back = lin.post(&back, "").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    town.read_log().await;
    assert_eq!(notified(&mika).await, [one]);
}

#[tokio::test]
async fn two_answers_of_one_member_at_once_are_one() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let joon = guest(&town, "joon", &place).await;
    town.clock.advance(15 * DAY_MS);
    let both = [true, false, true, false].map(|as_pictured| {
        let body = json!({ "as_pictured": as_pictured });
        let (joon, note) = (&joon, &note);
        async move { say(joon, "192.0.2.1", note, body).await }
    });
    for said in futures_util::future::join_all(both).await {
        assert_eq!(said.status, StatusCode::OK, "{}", said.text());
    }
    let told = told(&joon, &note).await;
    let [answers, yes, no] = counted(&told);
    assert_eq!((answers, yes + no), (1, 1));
    assert_eq!(told["own"]["as_pictured"], yes == 1);
}
