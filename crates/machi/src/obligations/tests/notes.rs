//! A note about the event, after check-in, meets what is owed; a note that goes leaves it open again.

use super::*;

async fn came<'t>(town: &'t Town) -> Story<'t> {
    let story = story(town, &[term(Kind::Note, 72)]).await;
    come(&story).await;
    story
}

async fn delete(story: &Story<'_>, note: &str) {
    let path = format!("/api/v1/notes/{note}");
    let gone = story.mika.api(Method::DELETE, &path, Value::Null).await;
    assert!(gone.status.is_success(), "{}", gone.text());
    follow(story.town).await;
}

async fn restore(story: &Story<'_>, note: &str) {
    let path = format!("/api/v1/notes/{note}/restore");
    let back = story.mika.api(Method::POST, &path, Value::Null).await;
    assert!(back.status.is_success(), "{}", back.text());
    follow(story.town).await;
}

async fn edit(story: &Story<'_>, note: &str, event: Value) {
    let path = format!("/api/v1/notes/{note}");
    let body = json!({ "text": "The drummer smiled twice", "event": event });
    let put = story.mika.api(Method::PUT, &path, body).await;
    assert!(put.status.is_success(), "{}", put.text());
    follow(story.town).await;
}

#[tokio::test]
async fn a_note_before_check_in_does_not_count_and_the_page_says_so() {
    let town = Town::with_cities().await;
    let story = story(&town, &[term(Kind::Note, 72)]).await;
    let early = post_note(&story, json!({})).await;
    come(&story).await;
    assert_eq!(note_state(&story.mika).await, "open");
    let page = story.mika.get("/me/obligations").await;
    assert!(page.has("was posted before you came in"), "{}", page.text());
    assert_eq!(of_kind(&story.mika, "note").await["early_note"], true);
    // Touching it does not help.
    edit(&story, &early, json!(story.at.0)).await;
    delete(&story, &early).await;
    restore(&story, &early).await;
    assert_eq!(note_state(&story.mika).await, "open");

    turn_to(&town, "2026-11-29T10:00:00").await;
    post_note(&story, json!({ "text": "About nothing", "event": null })).await;
    assert_eq!(note_state(&story.mika).await, "open");
    post_note(&story, json!({})).await;
    let met = of_kind(&story.mika, "note").await;
    assert_eq!(
        (&met["state"], &met["late"]),
        (&json!("met"), &json!(false))
    );
    assert_eq!(met["submitted_at"], "2026-11-29T10:00:00+09:00");
    assert_eq!(told(&story.mika).await, ["obligation_met"]);
}

#[tokio::test]
async fn another_members_note_meets_nothing() {
    let town = Town::with_cities().await;
    let story = came(&town).await;
    let joon = town.sign_up("joon").await;
    let body = json!({ "text": "I was there too", "event": story.at.0 });
    joon.api(Method::POST, "/api/v1/cities/tokyo/notes", body)
        .await;
    follow(&town).await;
    assert_eq!(note_state(&story.mika).await, "open");
}

#[tokio::test]
async fn a_place_that_is_told_later_does_not_hide_what_the_note_is_about() {
    let town = Town::with_cities().await;
    let story = came(&town).await;
    let note = post_note(&story, json!({ "later": "24" })).await;
    assert_eq!(note_state(&story.mika).await, "met");
    turn_to(&town, "2026-11-29T19:30:00").await;
    assert_eq!(note_state(&story.mika).await, "met");
    let shown = town.get(&format!("/notes/{note}")).await;
    assert!(
        shown.has(&format!("/events/{}", story.at.0)),
        "{}",
        shown.text()
    );
}

#[tokio::test]
async fn a_deleted_note_leaves_it_open_with_its_clock_and_a_restored_one_meets_it_again() {
    let town = Town::with_cities().await;
    let story = came(&town).await;
    let note = post_note(&story, json!({})).await;
    let due = of_kind(&story.mika, "note").await["due_at"].clone();
    turn_to(&town, "2026-11-30T10:00:00").await;
    delete(&story, &note).await;
    let open = of_kind(&story.mika, "note").await;
    assert_eq!((&open["state"], &open["due_at"]), (&json!("open"), &due));
    restore(&story, &note).await;
    let met = of_kind(&story.mika, "note").await;
    assert_eq!(
        (&met["state"], &met["late"]),
        (&json!("met"), &json!(false))
    );

    // Deleted, and another one is there: that one meets it.
    let second = post_note(&story, json!({ "text": "And the bass" })).await;
    delete(&story, &note).await;
    assert_eq!(note_state(&story.mika).await, "met");
    delete(&story, &second).await;
    assert_eq!(note_state(&story.mika).await, "open");
}

#[tokio::test]
async fn after_it_was_due_a_deletion_changes_nothing_and_what_comes_back_is_late() {
    let town = Town::with_cities().await;
    let story = came(&town).await;
    let note = post_note(&story, json!({})).await;
    turn_to(&town, "2026-12-01T19:00:01").await;
    delete(&story, &note).await;
    let met = of_kind(&story.mika, "note").await;
    assert_eq!(
        (&met["state"], &met["late"]),
        (&json!("met"), &json!(false))
    );
    // Its row goes after a day, and what it met stays met: on the page as well.
    turn_to(&town, "2026-12-03T00:00:00").await;
    assert_eq!(note_state(&story.mika).await, "met");
    let page = story.mika.get("/me/obligations").await;
    assert!(page.has("Met in time"), "{}", page.text());
    assert!(!page.has("/notes/new?"), "nothing is left to write");
}

#[tokio::test]
async fn a_note_that_goes_before_it_is_due_is_asked_for_again_reminded_of_and_missed() {
    let town = Town::with_cities().await;
    let story = came(&town).await;
    let note = post_note(&story, json!({})).await;
    assert!(!story.mika.get("/me/obligations").await.has("/notes/new?"));
    turn_to(&town, "2026-11-30T10:00:00").await;
    delete(&story, &note).await;
    let page = story.mika.get("/me/obligations").await;
    assert!(page.has("/notes/new?event="), "{}", page.text());
    assert!(page.has("33 hours left"), "{}", page.text());
    assert!(told(&story.mika).await.is_empty(), "it is not met any more");
    turn_to(&town, "2026-12-01T19:00:00").await;
    assert_eq!(told(&story.mika).await, ["obligation_due"]);
    turn_to(&town, "2026-12-08T19:00:00").await;
    assert_eq!(note_state(&story.mika).await, "missed");
    // Nothing that is brought back meets what was missed.
    let late = post_note(&story, json!({})).await;
    assert_eq!(note_state(&story.mika).await, "missed");
    delete(&story, &late).await;
    assert_eq!(note_state(&story.mika).await, "missed");
}

#[tokio::test]
async fn a_note_that_comes_back_after_it_was_due_is_late() {
    let town = Town::with_cities().await;
    let story = came(&town).await;
    let note = post_note(&story, json!({})).await;
    turn_to(&town, "2026-12-01T18:00:00").await;
    delete(&story, &note).await;
    turn_to(&town, "2026-12-01T20:00:00").await;
    assert_eq!(note_state(&story.mika).await, "open");
    restore(&story, &note).await;
    let met = of_kind(&story.mika, "note").await;
    assert_eq!((&met["state"], &met["late"]), (&json!("met"), &json!(true)));
}

#[tokio::test]
async fn an_edit_that_drops_the_event_reopens_it_and_one_that_names_it_counts_from_then() {
    let town = Town::with_cities().await;
    let story = came(&town).await;
    let note = post_note(&story, json!({})).await;
    turn_to(&town, "2026-11-30T10:00:00").await;
    edit(&story, &note, json!(null)).await;
    assert_eq!(note_state(&story.mika).await, "open");
    turn_to(&town, "2026-12-01T19:30:00").await;
    edit(&story, &note, json!(story.at.0)).await;
    let met = of_kind(&story.mika, "note").await;
    assert_eq!((&met["state"], &met["late"]), (&json!("met"), &json!(true)));
    assert_eq!(met["submitted_at"], "2026-12-01T19:30:00+09:00");
    // Too late to change anything.
    edit(&story, &note, json!(null)).await;
    assert_eq!(note_state(&story.mika).await, "met");
}
