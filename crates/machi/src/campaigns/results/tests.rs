//! What is counted of a campaign, and who sees it.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::tests::{Running, apply, close, own, running, seat};
use crate::draws::tests::{practising, run_timers};
use crate::notes::reach;
use crate::town::{Town, Visitor};

/// Two of three have a seat: who comes and writes, and who stays away. The path, and the note.
async fn held<'t>(town: &'t Town) -> (Running<'t>, String) {
    let story = running(town, json!({})).await;
    let mut guests = Vec::new();
    for handle in ["aya", "ben", "chie"] {
        guests.push(apply(town, handle, &story.path).await);
    }
    close(town).await;
    let mut seated = Vec::new();
    for guest in guests {
        if own(&guest, &story.path).await["seat"] == "offered" {
            seat(&guest, &story.path, true).await;
            seated.push(guest);
        }
    }
    assert_eq!(seated.len(), 2);
    comes(town, &story, &seated[0]).await;
    follow(town).await;
    let note = writes(town, &story, &seated[0]).await;
    // Whoever stays away is not waited for.
    let over: jiff::Timestamp = "2026-12-10T00:00:00Z".parse().unwrap();
    town.clock.set(over.as_millisecond());
    follow(town).await;
    (story, note)
}

async fn follow(town: &Town) {
    town.read_log().await;
    run_timers(town).await;
    town.read_log().await;
    town.settle().await;
}

async fn comes(town: &Town, story: &Running<'_>, guest: &Visitor<'_>) {
    let at = "2026-11-28T19:00:00+09:00";
    let door = json!({ "name": "Main entrance", "from": at, "until": "2026-11-28T23:00:00+09:00" });
    let doors = format!("/api/v1/events/{}/doors", story.event);
    let door = story.venue.api(Method::POST, &doors, door).await.json();
    let link = door["url"].as_str().unwrap().rsplit('/').next().unwrap();
    let tickets = guest.api(Method::GET, "/api/v1/me/tickets", Value::Null);
    let token = tickets.await.json()[0]["tickets"][0]["token"].clone();
    let begins: jiff::Timestamp = at.parse().unwrap();
    town.clock.set(begins.as_millisecond());
    let scan = json!({ "nonce": "in", "at": at, "token": token, "let_in": true });
    let scans = json!({ "device": "a-phone", "steward": "Ana", "scans": [scan] });
    let path = format!("/api/v1/doors/{link}/scans");
    let scanned = town.visitor().api(Method::POST, &path, scans).await;
    assert_eq!(scanned.status, StatusCode::OK, "{}", scanned.text());
}

/// A note with a link, which the operator likes and saves.
async fn writes(town: &Town, story: &Running<'_>, guest: &Visitor<'_>) -> String {
    let note = json!({ "text": "The bass is at https://bass.example", "event": story.event });
    let posted = guest.api(Method::POST, "/api/v1/cities/tokyo/notes", note);
    let note = posted.await.json()["id"].as_str().unwrap().to_owned();
    follow(town).await;
    for (what, with) in [("like", "liked=true"), ("save", "saved=true")] {
        let path = format!("/notes/{note}/{what}");
        let done = story.desk.post(&path, with).await;
        assert!(done.status.is_redirection(), "{}", done.text());
    }
    // Its author's own looks do not count.
    for reader in [guest, &story.desk, &town.visitor()] {
        assert!(
            reader
                .get(&format!("/notes/{note}"))
                .await
                .has("counted-links")
        );
        let left = reader.post(&format!("/notes/{note}/left"), "").await;
        assert_eq!(left.status, StatusCode::NO_CONTENT);
    }
    reach::write_down(&town.app).await.unwrap();
    note
}

#[tokio::test]
async fn they_tell_what_happened() {
    let town = practising().await;
    let (Running { desk, path, .. }, note) = held(&town).await;
    let path = format!("{path}/results");
    let found = desk.api(Method::GET, &path, Value::Null).await.json();
    for (name, value) in [
        ("seats", 2),
        ("applied", 3),
        ("selected", 2),
        ("accepted", 2),
        ("gave_back", 0),
        ("came", 1),
        ("all_in_time", 0),
        ("likes", 1),
        ("saves", 1),
        ("opens", 2),
        ("links_out", 2),
    ] {
        assert_eq!(found[name], value, "{name}: {found}");
    }
    let term = |at: usize, name: &str| found["terms"][at][name].as_i64().unwrap();
    assert_eq!((term(0, "in_time"), term(0, "missed")), (1, 1), "{found}");
    assert_eq!((term(1, "in_time"), term(1, "missed")), (1, 0), "{found}");
    assert_eq!((term(2, "in_time"), term(2, "missed")), (0, 1), "{found}");
    assert_eq!(found["notes"][0]["note"], note);

    let page = desk.get(path.strip_prefix("/api/v1").unwrap()).await;
    for text in ["Met everything in time", "The bass is at", "Links followed"] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
}

#[tokio::test]
async fn a_link_shows_them_without_people_until_it_is_revoked() {
    let town = practising().await;
    let (Running { venue, path, .. }, _) = held(&town).await;
    let results = format!("{path}/results");
    let page = results.strip_prefix("/api/v1").unwrap();
    let stranger = town.sign_up("stranger").await;
    assert_eq!(stranger.get(page).await.status, StatusCode::NOT_FOUND);
    assert!(venue.get(page).await.has("Who was offered a seat"));
    let sheet = venue.get(&format!("{page}/people.csv")).await.text();
    assert_eq!(sheet.lines().count(), 3, "{sheet}");

    let nameless = venue.post(&format!("{page}/links"), "name=%20").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let links = format!("{results}/links");
    let made = venue.api(Method::POST, &links, json!({ "name": "The brewery" }));
    let made = made.await.json();
    let url = made["url"].as_str().unwrap();
    let by_link = &url[url.find("/campaign-results/").unwrap()..];
    let shown = town.get(by_link).await;
    assert!(
        shown.has("The bass is at") && shown.has("noindex"),
        "{}",
        shown.text()
    );
    assert!(!shown.has("Who was offered a seat") && !shown.has("The brewery"));
    let sheet = town.get(&format!("{by_link}/notes.csv")).await.text();
    assert_eq!(sheet.lines().count(), 2, "{sheet}");
    let told = town.get(&format!("/api/v1{by_link}")).await.json();
    assert_eq!(told["came"], 1);

    let forged = by_link.replacen("/campaign-results/", "/campaign-results/1", 1);
    assert_eq!(town.get(&forged).await.status, StatusCode::NOT_FOUND);
    let one = format!("{links}/{}", made["id"].as_str().unwrap());
    let revoked = venue.api(Method::DELETE, &one, Value::Null).await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT);
    assert_eq!(town.get(by_link).await.status, StatusCode::NOT_FOUND);
}
