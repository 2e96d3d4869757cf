//! What becomes of a draw, and of who took part, when its date moves or is called off.

use super::*;

/// Changes the evening.
async fn change(venue: &Visitor<'_>, page: &str, other: Value) -> crate::town::Answer {
    let event = page.split('/').nth(2).unwrap();
    let by_draw = with(evening(), json!({ "way": "draw", "capacity": 2 }));
    let path = format!("/api/v1/events/{event}/hosting");
    venue.api(Method::PUT, &path, with(by_draw, other)).await
}

async fn move_to(town: &Town, venue: &Visitor<'_>, page: &str, day: &str) {
    let moved = change(venue, page, json!({ "day": day, "times": ["10:00"] })).await;
    assert_eq!(moved.status, StatusCode::NO_CONTENT, "{}", moved.text());
    town.read_log().await;
    town.settle().await;
}

#[tokio::test]
async fn who_took_part_in_a_draw_that_is_called_off_is_told_and_waits() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, page) = drawn_evening(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    ask(&mika, &rsvp).await;
    let id = draw_of(&mika).await;
    venue.post(&format!("{page}/call-off"), "off=true").await;
    assert_eq!(going_state(&mika).await, "entered", "it may be on again");
    close(&town).await;
    assert_eq!(state(&town, &id).await, "void");
    assert_eq!(going_state(&mika).await, "waiting");
    for (lang, text) in [
        ("en", "The draw for seats does not take place"),
        ("ja", "席の抽選は行われません"),
        ("zh-Hans", "座位抽签不再举行"),
        ("ko", "좌석 추첨이 진행되지 않습니다"),
    ] {
        let told = mika.get(&format!("/notifications?lang={lang}")).await;
        assert!(told.has(text), "{lang}: {}", told.text());
    }
    // It takes place after all: who took part is first in the line.
    venue.post(&format!("{page}/call-off"), "off=false").await;
    run_timers(&town).await;
    assert_eq!(going_state(&mika).await, "offered");
}

#[tokio::test]
async fn a_date_that_moves_later_keeps_its_draw() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, page) = drawn_evening(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    ask(&mika, &rsvp).await;
    let id = draw_of(&mika).await;
    move_to(&town, &venue, &page, "2026-12-05").await;
    close(&town).await;
    town.clock.advance(4 * MINUTE_MS);
    run_timers(&town).await;
    assert_eq!(state(&town, &id).await, "settled");
    assert_eq!(going_state(&mika).await, "going");
    let told = mika.get("/notifications").await;
    let text = "The time or the place changed";
    assert!(told.has(text), "{}", told.text());
}

#[tokio::test]
async fn a_date_that_moves_behind_its_close_is_drawn_at_once_and_provably() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, page) = drawn_evening(&venue, json!({})).await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    ask(&mika, &rsvp).await;
    ask(&joon, &rsvp).await;
    let before = draw_of(&mika).await;
    joon.api(Method::DELETE, &rsvp, json!(null)).await;
    // In thirteen hours; entries would have closed eleven hours ago.
    move_to(&town, &venue, &page, "2026-11-23").await;
    assert_eq!(state(&town, &before).await, "void");
    let why = town.get(&format!("/draws/{before}")).await;
    assert!(why.has("Another draw took over"), "{}", why.text());
    town.clock.advance(1);
    run_timers(&town).await;
    let id = draw_of(&mika).await;
    assert_ne!(id, before);
    assert_eq!(state(&town, &id).await, "closed");
    town.clock.advance(4 * MINUTE_MS);
    run_timers(&town).await;
    let proof = proof(&town, &id).await.proof;
    assert_eq!(proof.entrants.len(), 1, "who left is not in it");
    assert_eq!(going_state(&mika).await, "going");
    assert_eq!(
        going_state(&joon).await,
        json!(null),
        "who left has no seat"
    );
}

#[tokio::test]
async fn a_date_that_moves_a_little_keeps_what_was_announced() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, page) = drawn_evening(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    ask(&mika, &rsvp).await;
    let id = draw_of(&mika).await;
    // Nine hours earlier: fifteen hours behind the close.
    move_to(&town, &venue, &page, "2026-11-28").await;
    assert_eq!(draw_of(&mika).await, id);
    assert_eq!(state(&town, &id).await, "announced");
}

#[tokio::test]
async fn the_way_of_seats_stays_while_people_take_part() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, page) = drawn_evening(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    let open = json!({ "way": "open" });
    ask(&mika, &rsvp).await;
    let refused = change(&venue, &page, open.clone()).await;
    assert!(refused.has("publishing-draw-entered"), "{}", refused.text());
    assert_eq!(going_state(&mika).await, "entered");
    let more = change(&venue, &page, json!({ "capacity": 3 })).await;
    assert_eq!(more.status, StatusCode::NO_CONTENT, "{}", more.text());
    close(&town).await;
    let drawing = change(&venue, &page, open.clone()).await;
    assert!(drawing.has("publishing-draw-entered"), "{}", drawing.text());
    town.clock.advance(4 * MINUTE_MS);
    run_timers(&town).await;
    let settled = change(&venue, &page, open).await;
    assert_eq!(settled.status, StatusCode::NO_CONTENT, "{}", settled.text());
    assert_eq!(going_state(&mika).await, "going");
}

#[tokio::test]
async fn a_document_is_not_sent_again_to_who_has_it() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, _) = drawn_evening(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    ask(&mika, &rsvp).await;
    let id = draw_of(&mika).await;
    close(&town).await;
    town.clock.advance(4 * MINUTE_MS);
    run_timers(&town).await;
    for name in ["commitment", "proof"] {
        let path = format!("/draws/{id}/{name}.json");
        let first = town.get(&path).await;
        assert!(first.header("cache-control").contains("immutable"));
        let visitor = town.visitor();
        let again = visitor
            .request(Method::GET, &path)
            .header("if-none-match", first.header("etag"));
        let again = visitor.send(again, axum::body::Body::empty()).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{name}");
        assert_eq!(town.get(&path).await.text(), first.text());
    }
}
