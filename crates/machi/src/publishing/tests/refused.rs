//! What an organiser may not publish.

use super::*;

/// What is said of an evening, the field that is wrong, and why.
fn cases() -> Vec<(Value, &'static str, &'static str)> {
    vec![
        (json!({ "titles": {} }), "title", "publishing-title-missing"),
        (
            json!({ "location": "" }),
            "location",
            "publishing-place-missing",
        ),
        (json!({ "day": "28.11." }), "day", "publishing-day"),
        (json!({ "day": "2026-11-01" }), "day", "publishing-past"),
        (json!({ "times": ["25:00"] }), "time", "publishing-time"),
        (
            json!({ "times": ["10:00", "12:00"] }),
            "time",
            "publishing-time",
        ),
        (
            json!({ "minutes": -60 }),
            "end_time",
            "publishing-end-before-start",
        ),
        (
            json!({ "repeats": "daily" }),
            "until",
            "publishing-rule-endless",
        ),
        (
            json!({ "repeats": "daily", "until": "2029-01-01" }),
            "until",
            "publishing-rule-long",
        ),
        (
            json!({ "repeats": "rule", "rule": "FREQ=SECONDLY" }),
            "rule",
            "publishing-rule-bad",
        ),
    ]
}

/// The same of seats and of the place.
fn other_cases() -> Vec<(Value, &'static str, &'static str)> {
    vec![
        (
            json!({ "way": "external" }),
            "ticket_url",
            "publishing-ticket-url-missing",
        ),
        (
            json!({ "ticket_url": "javascript:alert(1)" }),
            "ticket_url",
            "publishing-url",
        ),
        (json!({ "capacity": 0 }), "capacity", "publishing-capacity"),
        (
            json!({ "capacity": 5, "minimum": 6 }),
            "minimum",
            "publishing-minimum",
        ),
        (json!({ "party_max": 50 }), "party_max", "publishing-party"),
        (
            json!({ "price_min_minor": -1 }),
            "price_min",
            "publishing-price",
        ),
        (
            json!({ "seat_types": [{ "name": "A" }, { "name": "A" }] }),
            "seat_types",
            "publishing-seat-types",
        ),
        (
            json!({ "place": "1" }),
            "location",
            "publishing-place-unknown",
        ),
    ]
}

#[tokio::test]
async fn bad_input_is_refused_with_everything_that_is_wrong() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    for (other, field, key) in cases().into_iter().chain(other_cases()) {
        let answer = venue
            .api(
                Method::POST,
                "/api/v1/cities/tokyo/events",
                with(evening(), other),
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
        assert!(
            answer.has(key) && answer.has(field),
            "{key}: {}",
            answer.text()
        );
    }
    let form = "lang=en&title=&location=&day=&time=&capacity=many&price_min=1.5";
    let refused = venue.post("/cities/tokyo/organise/events", form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("#capacity") && refused.has("#price_min"),
        "{}",
        refused.text()
    );
    let none = venue.get("/cities/tokyo/organise").await;
    assert!(
        none.has("You have not published anything here yet."),
        "nothing half-done"
    );
}
