//! What the organiser sees and does.

use super::*;

#[tokio::test]
async fn the_organiser_sees_who_came_and_when_and_who_wrote() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({ "party_max": 3 })).await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let three = go(&mika, &at, 3).await;
    go(&joon, &at, 1).await;
    let main = door(&venue, &at.0, "Main entrance").await;
    turn_to(&town, "2026-11-28T21:30:00");
    let scans = [
        let_in("1", &three[0], "2026-11-28T09:59:59Z"),
        let_in("2", &three[1], "2026-11-28T10:00:00Z"),
        let_in("3", &three[2], "2026-11-28T10:59:59Z"),
        // A clock that is ahead does not tell what comes.
        let_in("4", &three[2], "2027-11-28T10:59:59Z"),
    ];
    tell(&town, &main, told(&scans)).await;
    let api = format!("/api/v1/events/{}/occurrences/{}/door", at.0, at.1);
    let desk = venue.api(Method::GET, &api, json!(null)).await.json();
    assert_eq!(
        desk["hours"],
        json!([
            { "at": "2026-11-28T18:00:00+09:00", "admitted": 1 },
            { "at": "2026-11-28T19:00:00+09:00", "admitted": 2 },
        ])
    );
    assert_eq!(desk["doubts"][0]["scan"]["at"], "2026-11-28T21:30:00+09:00");
    assert_eq!(desk["posted"], json!([]));

    let note = json!({ "text": "What a night", "event": at.0 });
    let posted = mika
        .api(Method::POST, "/api/v1/cities/tokyo/notes", note)
        .await;
    assert!(posted.status.is_success(), "{}", posted.text());
    let page = format!("/events/{}/{}/door", at.0, at.1);
    let shown = venue.get(&page).await;
    for words in [
        "What a night",
        "@mika",
        "1 note by who went",
        "Let in twice",
    ] {
        assert!(shown.has(words), "{words}: {}", shown.text());
    }
    assert_eq!(mika.get(&page).await.status, StatusCode::NOT_FOUND);

    let sheet = format!("/events/{}/{}/guests.csv", at.0, at.1);
    let sheet = venue.get(&sheet).await;
    assert_eq!(sheet.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(sheet.text().lines().count(), 5, "{}", sheet.text());
    assert!(sheet.has("Main entrance") && sheet.has("2026-11-28T18:59:59+09:00"));
}

#[tokio::test]
async fn the_organiser_takes_a_seat_back_and_issues_a_ticket_anew() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({ "capacity": 2, "party_max": 2 })).await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let two = go(&mika, &at, 2).await;
    go(&joon, &at, 1).await;
    let page = format!("/events/{}/{}/tickets", at.0, at.1);
    let code = two[0]["code"].as_str().unwrap();
    let (first, second) = code.split_at(4);
    assert!(venue.get(&page).await.has(&format!("{first}-{second}")));
    let found = format!("{page}?q={}-{}", first.to_lowercase(), second);
    assert!(venue.get(&found).await.has("@mika"));
    assert!(
        venue
            .get(&format!("{page}?q=%25"))
            .await
            .has("No ticket like that.")
    );
    assert!(venue.get(&format!("{page}?q=MI")).await.has("@mika"));

    let of = |ticket: &Value| format!("{page}/{}", ticket["id"].as_str().unwrap());
    let anew = venue.post(&of(&two[0]), "change=reissue").await;
    assert_eq!(anew.location(), page);
    assert_eq!(crate::tickets::tests::tickets(&mika).await[0]["issue"], 2);
    for _ in 0..2 {
        let taken = venue.post(&of(&two[1]), "change=void").await;
        assert_eq!(taken.location(), page, "{}", taken.text());
    }
    assert_eq!(crate::tickets::tests::tickets(&mika).await.len(), 1);
    let mine = joon.api(Method::GET, "/api/v1/me/going", json!(null)).await;
    assert_eq!(mine.json()[0]["state"], "offered", "it goes to who waits");
    // The last one, and with it the answer.
    let last = format!(
        "/api/v1/events/{}/tickets/{}",
        at.0,
        two[0]["id"].as_str().unwrap()
    );
    let gone = venue.api(Method::DELETE, &last, json!(null)).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(crate::tickets::tests::tickets(&mika).await.len(), 0);
    let foreign = organiser(&town, "redhouse").await;
    let refused = foreign.api(Method::DELETE, &last, json!(null)).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_for_stewards_is_made_by_a_form() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({})).await;
    let page = format!("/events/{}/{}", at.0, at.1);
    let shown = venue.get(&format!("{page}/door")).await;
    assert!(
        shown.has("2026-11-28T17:00"),
        "two hours before: {}",
        shown.text()
    );
    for (form, words) in [
        (
            "name=&from=2026-11-28T17:00&until=2026-11-28T23:00",
            "A name with at most 60",
        ),
        (
            "name=Main&from=2026-11-28T17:00&until=2026-11-28T16:00",
            "It ends before it begins.",
        ),
        (
            "name=Main&from=2026-11-28T17:00&until=2027-02-28T16:00",
            "31 days at most",
        ),
        (
            "name=Main&from=soon&until=2026-11-28T16:00",
            "This is not a time.",
        ),
    ] {
        let refused = venue.post(&format!("{page}/doors"), form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(words), "{words}: {}", refused.text());
    }
    let form = "name=Side+door&from=2026-11-28T17:00&until=2026-11-28T23:00";
    let made = venue.post(&format!("{page}/doors"), form).await;
    assert_eq!(made.location(), format!("{page}/door"));
    let shown = venue.get(&format!("{page}/door")).await;
    assert!(shown.has("Side door") && shown.has("https://town.example/door/"));
    let doors = format!("/api/v1/events/{}/doors", at.0);
    let doors = venue.api(Method::GET, &doors, json!(null)).await.json();
    let revoke = format!("{page}/doors/{}/revoke", doors[0]["id"].as_str().unwrap());
    venue.post(&revoke, "").await;
    assert!(!venue.get(&format!("{page}/door")).await.has("Side door"));
}
