//! What is refused of a campaign of a place, and drafts that come, change and go.

use super::*;
use crate::campaigns::DAY_MS;

fn visit(place: &Value, starts: &str, ends: &str) -> Value {
    json!({ "visit": { "place": place, "starts": starts, "ends": ends } })
}

#[tokio::test]
async fn a_visit_is_at_a_place_of_the_city_and_after_seats_are_accepted() {
    let town = practising().await;
    let desk = operator(&town, "keeper", "tokyo").await;
    let place = &a_place(&town, "tokyo").await["id"];
    let elsewhere = &a_place(&town, "new-york").await["id"];
    let (starts, ends) = ("2026-11-28T09:00", "2026-11-29T18:00");
    for (otherwise, key) in [
        (json!({ "visit": null }), "campaigns-date-or-place"),
        (json!({ "occurrence": "17" }), "campaigns-date-or-place"),
        (visit(elsewhere, starts, ends), "campaigns-place"),
        (visit(&json!("1"), starts, ends), "campaigns-place"),
        (visit(place, "soon", ends), "campaigns-time"),
        (visit(place, starts, ""), "campaigns-time"),
        (visit(place, starts, starts), "campaigns-visit-end"),
        (
            visit(place, starts, "2026-11-28T08:00"),
            "campaigns-visit-end",
        ),
        (
            visit(place, starts, "2026-12-12T09:01"),
            "campaigns-visit-long",
        ),
        // Before the window closes, and before seats are accepted.
        (
            visit(place, "2026-11-26T19:00", ends),
            "campaigns-date-near",
        ),
        (
            visit(place, "2026-11-27T20:00", ends),
            "campaigns-date-near",
        ),
    ] {
        let refused = made(&desk, with(breakfast(place), otherwise)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
        let told = refused.json();
        assert!(
            told.to_string().contains(&format!("\"{key}\"")),
            "{key}: {told}"
        );
    }
    let longest = visit(place, "2026-11-27T20:01", "2026-12-11T20:01");
    let fits = made(&desk, with(breakfast(place), longest)).await;
    assert_eq!(fits.status, StatusCode::CREATED, "{}", fits.text());
}

#[tokio::test]
async fn a_draft_makes_no_event_whatever_becomes_of_it() {
    let town = practising().await;
    let before = events(&town).await;
    let desk = operator(&town, "keeper", "tokyo").await;
    let place = a_place(&town, "tokyo").await["id"].clone();
    let new = || made(&desk, breakfast(&place));
    let (kept, gone) = (new().await.json(), new().await.json());
    let path = |of: &Value| {
        format!(
            "/api/v1/cities/tokyo/campaigns/{}",
            of["id"].as_str().unwrap()
        )
    };
    let changed = with(breakfast(&place), json!({ "title": "Supper" }));
    done(&desk, Method::PUT, &path(&kept), changed).await;
    done(&desk, Method::DELETE, &path(&gone), json!(null)).await;
    assert_eq!(events(&town).await, before);
    // What cannot be published leaves none either.
    town.clock.advance(10 * DAY_MS);
    let publish = format!("{}/publish", path(&kept));
    let late = desk.api(Method::POST, &publish, json!(null)).await;
    assert!(late.has("campaigns-over"), "{}", late.text());
    assert_eq!(events(&town).await, before);
}

/// What a browser sends of the form, with the place as it was typed.
fn typed(place: &str) -> String {
    format!(
        "title=Supper&seats=2&accept_hours=24&selection=draw&note_hours=72&opens=2026-11-22T00%3A00\
         &closes=2026-11-26T20%3A00&starts=2026-11-28T17%3A00&ends=2026-11-28T22%3A00&{place}"
    )
}

#[tokio::test]
async fn the_desk_names_the_place_and_copies_it_for_another_week() {
    let town = practising().await;
    let desk = operator(&town, "keeper", "tokyo").await;
    let place = a_place(&town, "tokyo").await;
    let name = place["names"]["en"].as_str().unwrap();
    let encoded = name.replace(' ', "+").replace('&', "%26");
    let new = "/desk/tokyo/campaigns";
    for (place, status) in [
        ("place_name=No+such+place+at+all", 422),
        ("place_name=", 422),
        // Several are called so.
        ("place_name=a", 422),
    ] {
        let refused = desk.post(new, &typed(place)).await;
        assert_eq!(refused.status.as_u16(), status, "{place}");
        assert!(refused.has("Supper"), "what was typed is there again");
    }
    let which = desk.post(new, &typed("place_name=a")).await;
    assert!(
        which.has("type=\"radio\" name=\"place\""),
        "{}",
        which.text()
    );
    let drafted = desk
        .post(new, &typed(&format!("place_name={encoded}")))
        .await;
    assert!(drafted.status.is_redirection(), "{}", drafted.text());
    let one = drafted.location().split('?').next().unwrap().to_owned();
    let shown = desk.get(&format!("{one}?lang=en")).await;
    let link = format!("/places/{}", place["id"].as_str().unwrap());
    for text in [name, &link, "A note here about the place", "One can come"] {
        assert!(shown.has(text), "{text}: {}", shown.text());
    }
    let edit = desk.get(&format!("{one}/edit")).await;
    assert!(edit.has("value=\"2026-11-28T17:00\""), "{}", edit.text());
    let id = one.rsplit('/').next().unwrap();
    let next = desk.get(&format!("{new}?from={id}")).await;
    for text in [
        "value=\"2026-12-05T17:00\"",
        "value=\"2026-12-05T22:00\"",
        name,
    ] {
        assert!(next.has(text), "{text}: {}", next.text());
    }
    let publish = desk.post(&format!("{one}/publish"), "").await;
    assert!(publish.status.is_redirection(), "{}", publish.text());
    let member = format!("/cities/tokyo/campaigns/{id}");
    for page in ["/cities/tokyo/campaigns", &member] {
        let page = town.get(&format!("{page}?lang=en")).await;
        assert!(page.has(name) && page.has("5:00"), "{}", page.text());
    }
    assert!(town.get(&member).await.has(&link));
}
