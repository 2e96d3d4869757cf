//! The story of tickets.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::publishing::tests::{dates, evening, organiser, publish, with};
use crate::town::{Town, Visitor};

/// An event of this kind; the path of its date in the API.
pub(crate) async fn date_of(venue: &Visitor<'_>, other: Value) -> (String, String) {
    let event = publish(venue, with(evening(), other)).await;
    let date = dates(venue, &event).await[0]["id"].clone();
    let date = date.as_str().unwrap().to_owned();
    (event, date)
}

/// Goes there; the tickets of it.
pub(crate) async fn go(by: &Visitor<'_>, at: &(String, String), party: i64) -> Vec<Value> {
    let path = format!("/api/v1/events/{}/occurrences/{}/rsvp", at.0, at.1);
    let body = json!({ "state": "going", "party": party });
    let answer = by.api(Method::PUT, &path, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    tickets(by).await
}

pub(crate) async fn tickets(by: &Visitor<'_>) -> Vec<Value> {
    let mine = by.api(Method::GET, "/api/v1/me/tickets", json!(null)).await;
    let mine = mine.json();
    let each = mine.as_array().unwrap().iter();
    each.flat_map(|date| date["tickets"].as_array().unwrap().clone())
        .collect()
}

/// The path of a ticket's page.
pub(crate) fn page(ticket: &Value) -> String {
    let url = ticket["url"].as_str().unwrap();
    url[url.find("/tickets/").unwrap()..].to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn each_seat_has_a_ticket_as_long_as_it_is_given() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({ "capacity": 3, "party_max": 3 })).await;
    let mika = town.sign_up("mika").await;
    let two = go(&mika, &at, 2).await;
    assert_eq!(two.len(), 2);
    assert_ne!(two[0]["token"], two[1]["token"]);
    assert_eq!(go(&mika, &at, 2).await, two, "the same wish again");
    let one = go(&mika, &at, 1).await;
    assert_eq!(one, two[..1], "the first is kept");
    let three = go(&mika, &at, 3).await;
    assert_eq!(three.len(), 3);
    assert!(
        !three.contains(&two[1]),
        "what was given up has another code"
    );

    let shown = mika.get(&page(&three[0])).await;
    let code = text(&three[0]["code"]);
    for words in ["Jazz at the Blue Door", &code[4..], "Ticket 3", "qr.svg"] {
        assert!(shown.has(words), "{words}: {}", shown.text());
    }
    assert_eq!(shown.header("referrer-policy"), "same-origin");
    let picture = town.get(&format!("{}/qr.svg", page(&three[0]))).await;
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert!(mika.get("/me/tickets").await.has(&code[..4]));

    let leave = format!("/api/v1/events/{}/occurrences/{}/rsvp", at.0, at.1);
    mika.api(Method::DELETE, &leave, json!(null)).await;
    assert_eq!(tickets(&mika).await.len(), 0);
    assert!(town.get(&page(&three[0])).await.has("not valid any more"));
    let picture = town.get(&format!("{}/qr.svg", page(&three[0]))).await;
    assert_eq!(picture.status, StatusCode::NOT_FOUND);
    assert_eq!(
        town.get("/tickets/1-1.x").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_ticket_is_issued_anew_by_who_owns_it() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({})).await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let first = go(&mika, &at, 1).await.remove(0);
    let stranger = joon.get(&page(&first)).await;
    assert!(!stranger.has("/reissue"), "only its owner may");
    let stolen = joon.post(&format!("{}/reissue", page(&first)), "").await;
    assert_eq!(stolen.status, StatusCode::NOT_FOUND);
    let issued = mika.post(&format!("{}/reissue", page(&first)), "").await;
    assert_eq!(issued.status, StatusCode::SEE_OTHER);
    let second = tickets(&mika).await.remove(0);
    assert_eq!(issued.location(), page(&second));
    assert_eq!(second["issue"], 2);
    assert_ne!(second["code"], first["code"]);
    assert!(mika.get(&page(&first)).await.has("not valid any more"));
}

#[tokio::test]
async fn a_seat_is_handed_over_where_the_organiser_allows_it() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let to = |handle: &str| json!({ "to": handle });

    let stays = date_of(&venue, json!({})).await;
    let ticket = go(&mika, &stays, 1).await.remove(0);
    let path = format!("/api/v1/me/tickets/{}/hand-over", text(&ticket["id"]));
    let refused = mika.api(Method::POST, &path, to("joon")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let limits =
        json!({ "capacity": 2, "party_max": 2, "may_hand_over": true, "day": "2026-11-29" });
    let at = date_of(&venue, limits).await;
    let two = go(&mika, &at, 2).await.split_off(1);
    assert_eq!(two.len(), 2);
    let path = format!("/api/v1/me/tickets/{}/hand-over", text(&two[0]["id"]));
    for (handle, status) in [
        ("mika", StatusCode::UNPROCESSABLE_ENTITY),
        ("nobody_at_all", StatusCode::UNPROCESSABLE_ENTITY),
        ("joon", StatusCode::NO_CONTENT),
        ("joon", StatusCode::NOT_FOUND),
    ] {
        let answer = mika.api(Method::POST, &path, to(handle)).await;
        assert_eq!(answer.status, status, "{handle}: {}", answer.text());
    }
    let theirs = tickets(&joon).await;
    assert_eq!(theirs.len(), 1);
    assert!(!two.contains(&theirs[0]));
    assert_eq!(tickets(&mika).await.split_off(1), two[1..]);
    let form = format!("{}/hand-over", page(&two[1]));
    let typo = mika.post(&form, "to=joonn").await;
    assert_eq!(typo.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(typo.has("Nobody here has this name.") && typo.has("joonn"));
    let given = mika.post(&form, "to=@joon").await;
    assert_eq!(given.location(), "/me/tickets", "{}", given.text());
    assert_eq!(tickets(&joon).await.len(), 2);
    town.read_log().await;
    assert!(
        joon.get("/notifications")
            .await
            .has("handed you their seat")
    );
    // A full house stays full: no seat was made or lost.
    let guests = format!("/api/v1/events/{}/occurrences/{}/guests", at.0, at.1);
    let guests = venue.api(Method::GET, &guests, json!(null)).await.json();
    assert_eq!(guests.as_array().unwrap().len(), 1);
    assert_eq!(guests[0]["party"], 2);
}
