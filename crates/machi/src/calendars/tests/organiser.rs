//! The calendar of an organiser, and of who goes to their events.

use serde_json::json;

use super::*;
use crate::publishing::tests::{dates, evening, organiser, publish, with};

#[tokio::test]
async fn an_organiser_has_a_calendar_and_a_list_and_guests_find_their_dates_in_theirs() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let other = organiser(&town, "reddoor").await;
    let event = publish(&venue, evening()).await;
    let titles = json!({ "titles": { "en": "Blues" } });
    publish(&other, with(evening(), titles)).await;
    town.settle().await;
    let query = format!("?organiser={}", town.account("bluedoor").await);
    let own = town
        .get(&format!("/cities/tokyo/calendar.ics{query}"))
        .await;
    assert_eq!(summaries(&own.text()), ["Jazz at the Blue Door"]);
    assert!(own.text().contains("bluedoor"), "it says whose it is");
    let list = town.get(&format!("/embed/cities/tokyo{query}")).await;
    assert!(list.has("Jazz at the Blue Door") && !list.has("Blues"));

    let mika = town.sign_up("mika").await;
    let date = &dates(&venue, &event).await[0]["id"];
    let path = format!(
        "/api/v1/events/{event}/occurrences/{}/rsvp",
        date.as_str().unwrap()
    );
    mika.api(Method::PUT, &path, json!({ "state": "going" }))
        .await;
    let made = mika
        .api(Method::POST, "/api/v1/me/calendar", Value::Null)
        .await
        .json();
    let address = made["address"]
        .as_str()
        .unwrap()
        .split("example")
        .last()
        .unwrap()
        .to_owned();
    assert_eq!(
        summaries(&town.get(&address).await.text()),
        ["Jazz at the Blue Door"]
    );
    mika.api(Method::DELETE, &path, Value::Null).await;
    assert!(summaries(&town.get(&address).await.text()).is_empty());
}
