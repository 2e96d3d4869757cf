//! The story of an event that an organiser publishes.

mod refused;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::accounts::Role;
use crate::changes::Change;
use crate::cities::Cities;
use crate::town::{Town, Visitor};

/// An organiser of Tokyo.
pub(crate) async fn organiser<'t>(town: &'t Town, handle: &str) -> Visitor<'t> {
    let visitor = town.sign_up(handle).await;
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    town.give_role(handle, Role::Organiser, Some(city.id)).await;
    visitor
}

/// An evening on November 28, 19:00 to 21:00 in Tokyo, with seats for whoever comes first.
pub(crate) fn evening() -> Value {
    json!({
        "lang": "en", "titles": { "en": "Jazz at the Blue Door" }, "location": "2-1 Shimokitazawa",
        "day": "2026-11-28", "times": ["19:00"], "minutes": 120,
        "price_min_minor": 2000, "price_max_minor": 2000, "way": "open",
    })
}

/// The same with something else.
pub(crate) fn with(mut event: Value, other: Value) -> Value {
    for (name, value) in other.as_object().unwrap() {
        event[name] = value.clone();
    }
    event
}

/// Publishes it; answers its id.
pub(crate) async fn publish(by: &Visitor<'_>, event: Value) -> String {
    let answer = by
        .api(Method::POST, "/api/v1/cities/tokyo/events", event)
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// The dates of the event that are ahead.
pub(crate) async fn dates(by: &Visitor<'_>, event: &str) -> Vec<Value> {
    let path = format!("/api/v1/events/{event}/occurrences");
    let list = by.api(Method::GET, &path, json!(null)).await.json();
    list.as_array().unwrap().clone()
}

async fn told(town: &Town) -> (usize, usize, usize) {
    let changes = town.changes().await;
    let count = |is: fn(&Change) -> bool| changes.iter().filter(|change| is(change)).count();
    (
        count(|change| matches!(change, Change::OccurrenceMoved { .. })),
        count(|change| matches!(change, Change::OccurrenceCancelled { .. })),
        count(|change| matches!(change, Change::EventMoved { .. })),
    )
}

#[tokio::test]
async fn an_organiser_publishes_by_a_form_and_everybody_sees_it() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let new = venue.get("/cities/tokyo/organise/events/new").await;
    assert!(new.has("New event in Tokyo"), "{}", new.text());
    let form = "kind=show&lang=en&title=Jazz+night&text=Bring+a+friend&titles=%E3%82%B8%E3%83%A3%E3%82%BA&titles=&titles=\
        &texts=&texts=&texts=&location=Somewhere+new&place=&day=2026-11-28&time=19:00&end_time=21:30&repeats=never\
        &way=open&price_min=2000&capacity=40&party_max=2&seat_names=Front&seat_prices=3000&seat_capacities=10&seat_ids=";
    let posted = venue.post("/cities/tokyo/organise/events", form).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.text());
    town.settle().await;
    let page = town.get(posted.location()).await;
    for text in [
        "Jazz night",
        "Bring a friend",
        "Somewhere new",
        "/people/bluedoor",
        "40 seats left",
        "¥2,000",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    assert!(
        town.get(&format!("{}?lang=ja", posted.location()))
            .await
            .has("ジャズ")
    );
    assert!(
        town.get("/cities/tokyo/agenda?q=Jazz")
            .await
            .has("Jazz night")
    );
    assert!(venue.get("/cities/tokyo/organise").await.has("Jazz night"));
    // The form says what was typed, and saying it again moves nothing.
    let path = format!("{}/edit", posted.location());
    let edit = venue.get(&path).await;
    for text in [
        "value=\"21:30\"",
        "value=\"3000\"",
        "ジャズ",
        "value=\"Somewhere new\"",
    ] {
        assert!(edit.has(text), "{text}");
    }
    let copy = posted
        .location()
        .replace("/events/", "/cities/tokyo/organise/events/new?copy=");
    assert!(venue.get(&copy).await.has("Jazz night"));
    let again = form
        .replace("&seat_ids=", "")
        .replace("seat_names=Front&seat_prices=3000&seat_capacities=10", "");
    assert_eq!(
        venue.post(&path, &again).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(told(&town).await, (0, 0, 0));
}

#[tokio::test]
async fn nobody_else_may_change_it() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let other = organiser(&town, "reddoor").await;
    let event = publish(&venue, evening()).await;
    for (method, path) in [
        (Method::GET, format!("/api/v1/events/{event}/hosting")),
        (Method::PUT, format!("/api/v1/events/{event}/hosting")),
        (Method::PUT, format!("/api/v1/events/{event}/off")),
    ] {
        let body = if path.ends_with("off") {
            json!({ "off": true })
        } else {
            evening()
        };
        assert_eq!(
            other.api(method, &path, body).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(
        other.get(&format!("/events/{event}/edit")).await.status,
        StatusCode::NOT_FOUND
    );
    let copy = format!("/cities/tokyo/organise/events/new?copy={event}");
    assert_eq!(other.get(&copy).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_goes_is_told_of_another_time_and_place_and_of_nothing_else() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let weekly = json!({ "repeats": "weekly", "until": "2026-12-19" });
    let event = publish(&venue, with(evening(), weekly.clone())).await;
    let first = dates(&venue, &event).await;
    assert_eq!(first.len(), 4);
    let path = format!("/api/v1/events/{event}/hosting");
    let change = async |other: Value| {
        let said = with(with(evening(), weekly.clone()), other);
        let answer = venue.api(Method::PUT, &path, said).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    };
    change(json!({ "titles": { "en": "Jazz, louder" } })).await;
    assert_eq!(told(&town).await, (0, 0, 0), "another title");
    change(json!({ "times": ["20:00"] })).await;
    assert_eq!(told(&town).await, (4, 0, 0), "an hour later");
    let later = dates(&venue, &event).await;
    assert_eq!(later[0]["id"], first[0]["id"], "the same dates, moved");
    change(json!({ "times": ["20:00"], "location": "Elsewhere" })).await;
    assert_eq!(told(&town).await, (4, 0, 1), "another place");
    change(json!({ "times": ["20:00"], "location": "Elsewhere", "except_days": ["2026-12-12"] }))
        .await;
    assert_eq!(told(&town).await, (4, 1, 1), "one date less");

    // A date, and then the whole event, is called off and on again.
    let date = first[1]["id"].as_str().unwrap();
    let off = format!("/events/{event}/{date}/call-off");
    venue.post(&off, "off=true").await;
    venue.post(&off, "off=true").await;
    assert_eq!(told(&town).await, (4, 2, 1));
    assert!(
        town.get(&format!("/events/{event}/{date}"))
            .await
            .has("This event was cancelled")
    );
    assert!(
        town.get(&format!("/events/{event}/{date}.ics"))
            .await
            .has("STATUS:CANCELLED")
    );
    venue.post(&off, "off=false").await;
    assert_eq!(told(&town).await, (5, 2, 1));
    venue
        .post(&format!("/events/{event}/call-off"), "off=true")
        .await;
    assert_eq!(told(&town).await, (5, 5, 1), "the three that were on");
    town.settle().await;
    assert!(!town.get("/cities/tokyo/agenda?q=Jazz").await.has("Jazz at"));
}

#[tokio::test]
async fn an_evening_in_new_york_stays_at_seven() {
    let town = Town::with_cities().await;
    let venue = town.sign_up("bluedoor").await;
    let city = town
        .app
        .view::<Cities>()
        .unwrap()
        .by_slug("new-york")
        .unwrap();
    town.give_role("bluedoor", Role::Organiser, Some(city.id))
        .await;
    // The clocks go forward on March 14, 2027.
    let weekly = json!({ "day": "2027-03-07", "repeats": "weekly", "until": "2027-03-21" });
    let answer = venue
        .api(
            Method::POST,
            "/api/v1/cities/new-york/events",
            with(evening(), weekly),
        )
        .await;
    let event = answer.json()["id"].as_str().unwrap().to_owned();
    let starts: Vec<_> = dates(&venue, &event)
        .await
        .iter()
        .map(|date| date["starts_at_local"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        starts,
        [
            "2027-03-07T19:00:00-05:00",
            "2027-03-14T19:00:00-04:00",
            "2027-03-21T19:00:00-04:00"
        ]
    );
}
