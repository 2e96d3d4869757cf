//! What stands in the way of a lottery: a law, or a draft that is wrong.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{made, operator, week};
use crate::accounts::Role;
use crate::cities::Cities;
use crate::draws::tests::practising;
use crate::publishing::tests::{dates, evening, with};
use crate::town::{Town, Visitor};

/// A date in New York with so many seats.
pub(super) async fn date(town: &Town) -> Value {
    let venue = town.sign_up("venue").await;
    let cities = town.app.view::<Cities>().unwrap();
    let city = cities.by_slug("new-york").unwrap().id;
    town.give_role("venue", Role::Organiser, Some(city)).await;
    let event = with(evening(), json!({ "capacity": 20 }));
    let answer = venue
        .api(Method::POST, "/api/v1/cities/new-york/events", event)
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let event = answer.json()["id"].as_str().unwrap().to_owned();
    dates(&venue, &event).await[0]["id"].clone()
}

pub(super) async fn draft(desk: &Visitor<'_>, date: &Value, other: Value) -> String {
    let lottery = with(week(date), other);
    let answer = desk
        .api(Method::POST, "/api/v1/cities/new-york/lotteries", lottery)
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    format!("/desk/new-york/lottery/{id}")
}

#[tokio::test]
async fn over_a_threshold_it_does_not_open_until_it_is_filed() {
    let town = practising().await;
    let date = date(&town).await;
    let desk = operator(&town, "keeper", "new-york").await;
    // Three prizes of $2,000: above the $5,000 of New York.
    let big = draft(&desk, &date, json!({ "prizes": 3, "value_minor": 200_000 })).await;
    let page = desk.get(&big).await;
    assert!(page.has("must be filed in US-NY"), "{}", page.text());
    let publish = format!("{big}/publish");
    let refused = desk.post(&publish, "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("General Business Law"), "{}", refused.text());
    let records = format!("{big}/records");
    let record = "jurisdiction=US-NY&filing_number=NY-77&filed_on=2026-11-20";
    desk.post(&records, record).await;
    assert!(desk.post(&publish, "").await.has("too late"));
    let record = "jurisdiction=US-NY&filing_number=NY-77&filed_on=2026-10-01";
    desk.post(&records, record).await;
    let published = desk.post(&publish, "").await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.text()
    );
    let page = desk.get(&big).await;
    for text in ["filed in US-NY as NY-77", "winners of more than $25"] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    let changed = desk.post(&records, "jurisdiction=US-NY").await;
    assert!(changed.has("nothing of it changes any more"));

    // The series adds up: a small one after it is above the threshold as well.
    let small = draft(&desk, &date, json!({ "value_minor": 5_000 })).await;
    let refused = desk.post(&format!("{small}/publish"), "").await;
    assert!(refused.has("must be filed in US-NY"), "{}", refused.text());
}

#[tokio::test]
async fn void_in_a_place_opens_the_way_and_keeps_its_people_out() {
    let town = practising().await;
    let date = date(&town).await;
    let desk = operator(&town, "keeper", "new-york").await;
    let other = json!({ "prizes": 1, "value_minor": 300_000, "retail": true,
        "entered_from": ["US-RI", "US-NJ"] });
    let lottery = draft(&desk, &date, other).await;
    let publish = format!("{lottery}/publish");
    assert!(desk.post(&publish, "").await.has("Rhode Island"));
    desk.post(&format!("{lottery}/records"), "jurisdiction=US-RI")
        .await;
    let published = desk.post(&publish, "").await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.text()
    );
    let id = lottery.rsplit('/').next().unwrap();
    let rules = format!("/cities/new-york/lottery/{id}/rules");
    assert!(town.get(&rules).await.has("Void in: Rhode Island."));
    let path = format!("/api/v1/cities/new-york/lotteries/{id}");
    for (handle, residence, status) in [
        ("jersey", "US-NJ", StatusCode::OK),
        ("island", "US-RI", StatusCode::UNPROCESSABLE_ENTITY),
        ("somewhere", "US", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let member = town.sign_up(handle).await;
        super::tell(&member, "1990-01", residence).await;
        let answer = super::enter(&member, &path, true).await;
        assert_eq!(answer.status, status, "{handle}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_draft_says_everything_that_is_wrong_with_it() {
    let town = practising().await;
    let desk = operator(&town, "keeper", "tokyo").await;
    let wrong = json!({
        "title": " ", "occurrence": "1", "opens": "soon", "closes": "2026-11-26T20:00",
        "prizes": 0, "value_minor": 0, "community": "moon", "entered_from": ["Japan"],
    });
    let answer = made(&desk, wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for key in [
        "lottery-title",
        "lottery-range",
        "lottery-time",
        "lottery-community",
        "lottery-code",
        "lottery-date",
    ] {
        assert!(answer.has(key), "{key}: {}", answer.text());
    }
    let form = "title=Week&occurrence=1&opens=2026-11-22T00:00&closes=2026-11-26T20:00&value=50\
        &prizes=three&alternates=9&notes_max=3&min_age=18&accept_hours=24";
    let page = desk.post("/desk/tokyo/lottery", form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("That is no number"), "{}", page.text());
    let member = town.sign_up("mika").await;
    let hidden = member.get("/desk/tokyo/lottery").await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}
