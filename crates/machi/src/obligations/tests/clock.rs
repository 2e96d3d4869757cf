//! The clock begins when somebody comes in, whatever is told first.

use super::*;

fn both() -> [Term; 2] {
    [term(Kind::Note, 72), term(Kind::Post, 24)]
}

#[tokio::test]
async fn the_clock_begins_at_check_in_and_a_scan_that_is_taken_back_stops_it() {
    let town = Town::with_cities().await;
    let story = story(&town, &both()).await;
    follow(&town).await;
    let waits = of_kind(&story.mika, "note").await;
    assert_eq!(
        (&waits["state"], &waits["due_at"]),
        (&json!("open"), &json!(null))
    );
    assert_eq!(
        of_kind(&story.mika, "come").await["due_at"],
        "2026-11-28T21:00:00+09:00"
    );

    // Nobody came in before the door opened, whatever a device says.
    turn_to(&town, "2026-11-28T17:30:00").await;
    scanned(&story, "wrong-clock", "2025-01-01T00:00:00").await;
    assert_eq!(
        of_kind(&story.mika, "note").await["due_at"],
        "2026-12-01T17:00:00+09:00"
    );
    assert_eq!(states(&story.mika).await, ["met", "open", "open"]);
    scan_undone(&story, "wrong-clock").await;
    assert_eq!(states(&story.mika).await, ["open", "open", "open"]);
    assert_eq!(of_kind(&story.mika, "note").await["due_at"], json!(null));

    come(&story).await;
    assert_eq!(
        of_kind(&story.mika, "note").await["due_at"],
        "2026-12-01T19:00:00+09:00"
    );
    assert_eq!(
        of_kind(&story.mika, "post").await["due_at"],
        "2026-11-29T19:00:00+09:00"
    );
    // What was handed in keeps its clock.
    submit(&town, &id_of(&story.mika, "post").await)
        .await
        .unwrap();
    scan_undone(&story, "in").await;
    assert_eq!(states(&story.mika).await, ["open", "open", "submitted"]);
    assert_eq!(
        of_kind(&story.mika, "post").await["due_at"],
        "2026-11-29T19:00:00+09:00"
    );
    let early = submit(&town, &id_of(&story.mika, "note").await).await;
    assert!(early.is_err(), "it has no clock");
}

#[tokio::test]
async fn whoever_came_in_before_they_owed_has_their_clock_begin_then() {
    let town = Town::with_cities().await;
    let story = story(&town, &[]).await;
    come(&story).await;
    turn_to(&town, "2026-11-28T19:30:00").await;
    post_note(&story, json!({})).await;
    owe(&story, town.account("mika").await, &both()).await;
    follow(&town).await;
    assert_eq!(states(&story.mika).await, ["met", "met", "open"]);
    assert_eq!(
        of_kind(&story.mika, "note").await["due_at"],
        "2026-12-01T19:00:00+09:00"
    );
}

#[tokio::test]
async fn a_ticket_that_was_handed_over_starts_no_clock_of_the_givers() {
    let town = Town::with_cities().await;
    let story = story(&town, &both()).await;
    let joon = town.sign_up("joon").await;
    let path = format!(
        "/api/v1/me/tickets/{}/hand-over",
        story.ticket["id"].as_str().unwrap()
    );
    let handed = story
        .mika
        .api(Method::POST, &path, json!({ "to": "joon" }))
        .await;
    assert!(handed.status.is_success(), "{}", handed.text());
    let ticket = crate::tickets::tests::tickets(&joon).await.remove(0);
    let story = Story { ticket, ..story };
    come(&story).await;
    assert_eq!(states(&story.mika).await, ["open", "open", "open"]);
    assert_eq!(
        of_kind(&story.mika, "note").await["started_at"],
        json!(null)
    );
    assert_eq!(of_kind(&joon, "note").await, Value::Null);
}

#[tokio::test]
async fn who_never_came_missed_to_come_and_owes_nothing_else_until_a_late_scan_is_told() {
    let town = Town::with_cities().await;
    let story = story(&town, &both()).await;
    turn_to(&town, "2026-11-28T20:59:59").await;
    assert_eq!(states(&story.mika).await, ["open", "open", "open"]);
    turn_to(&town, "2026-11-28T21:00:00").await;
    assert_eq!(
        states(&story.mika).await,
        ["missed", "released", "released"]
    );

    // The steward's phone had no network until the next morning.
    turn_to(&town, "2026-11-29T08:00:00").await;
    scanned(&story, "late", "2026-11-28T19:10:00").await;
    assert_eq!(states(&story.mika).await, ["met", "open", "open"]);
    assert_eq!(
        of_kind(&story.mika, "note").await["due_at"],
        "2026-12-01T19:10:00+09:00"
    );
    assert_eq!(of_kind(&story.mika, "come").await["late"], false);
    // And that was a mistake.
    scan_undone(&story, "late").await;
    assert_eq!(
        states(&story.mika).await,
        ["missed", "released", "released"]
    );
}

#[tokio::test]
async fn a_date_that_moves_takes_the_time_to_come_along_and_one_that_is_off_releases() {
    let town = Town::with_cities().await;
    let story = story(&town, &both()).await;
    let hosting = format!("/api/v1/events/{}/hosting", story.at.0);
    let later = json!({ "capacity": 5, "times": ["22:00"] });
    let body = crate::publishing::tests::with(crate::publishing::tests::evening(), later);
    let moved = story.venue.api(Method::PUT, &hosting, body).await;
    assert!(moved.status.is_success(), "{}", moved.text());
    follow(&town).await;
    assert_eq!(
        of_kind(&story.mika, "come").await["due_at"],
        "2026-11-29T00:00:00+09:00"
    );
    turn_to(&town, "2026-11-28T21:30:00").await;
    assert_eq!(states(&story.mika).await[0], "open");

    let off = format!("/api/v1/events/{}/off", story.at.0);
    let off = story
        .venue
        .api(Method::PUT, &off, json!({ "off": true }))
        .await;
    assert!(off.status.is_success(), "{}", off.text());
    follow(&town).await;
    assert_eq!(
        states(&story.mika).await,
        ["released", "released", "released"]
    );
    turn_to(&town, "2026-12-20T00:00:00").await;
    assert_eq!(
        states(&story.mika).await,
        ["released", "released", "released"]
    );
    // A seat anew is owed anew.
    owe(&story, town.account("mika").await, &both()).await;
    assert_eq!(states(&story.mika).await, ["open", "open", "open"]);
}

#[tokio::test]
async fn owing_twice_is_owing_once_and_giving_the_seat_back_releases() {
    let town = Town::with_cities().await;
    let story = story(&town, &both()).await;
    owe(&story, town.account("mika").await, &both()).await;
    assert_eq!(list(&story.mika, MINE).await.len(), 3);
    let account = town.account("mika").await;
    let released = town
        .app
        .write(async |tx: &mut Tx| obligations::release(tx, story.campaign, account).await);
    released.await.unwrap();
    assert_eq!(
        states(&story.mika).await,
        ["released", "released", "released"]
    );
    come(&story).await;
    assert_eq!(
        states(&story.mika).await,
        ["released", "released", "released"]
    );
}
