//! What is left of a photo whenever a node dies, and what goes when nobody shows it any more.

use axum::http::{Method, StatusCode};
use serde_json::Value;

use super::kit::*;
use crate::photos::remove::UNUSED_MS;
use crate::town::{Answer, Town, Visitor};

fn id(uploaded: &Answer) -> String {
    uploaded.json()["id"].as_str().unwrap().to_owned()
}

async fn take_back(by: &Visitor<'_>, uploaded: &Answer) {
    let path = format!("/api/v1/me/photos/{}", id(uploaded));
    let answer = by.api(Method::DELETE, &path, Value::Null).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_row_whose_files_did_not_come_is_completed_by_the_next_try() {
    told(async |town: &Town| {
        let mika = town.sign_up("mika").await;
        let bytes = png(800, 600, 21);
        let first = upload(&mika, "cut-off-once", "", &bytes).await;
        let all = names(town).await;
        set(town, "update photo set stored_at_ms = null").await;
        town.app.objects().delete(&all[0]).await.unwrap();
        let again = upload(&mika, "cut-off-once", "", &bytes).await;
        assert_eq!(again.status, StatusCode::CREATED);
        assert_eq!(id(&again), id(&first));
        assert_eq!(names(town).await, all);
        // Also when what comes now are other bytes.
        set(town, "update photo set stored_at_ms = null").await;
        let other = upload(&mika, "cut-off-once", "", &png(800, 600, 22)).await;
        assert_eq!(id(&other), id(&first));
        do_what_is_due(town).await;
        let left = names(town).await;
        assert!(!left.is_empty() && all.iter().all(|name| !left.contains(name)));
    })
    .await;
}

#[tokio::test]
async fn a_removal_that_was_cut_off_is_resumed_and_waited_for() {
    told(async |town: &Town| {
        let mika = town.sign_up("mika").await;
        let bytes = png(500, 500, 23);
        let first = upload(&mika, "here-and-gone", "", &bytes).await;
        let all = names(town).await;
        take_back(&mika, &first).await;
        // Committed, and no more: the files lie there still.
        assert_eq!(names(town).await, all);
        assert_eq!(count(town, "select count(*) from photo_removal").await, 1);
        let (again, ()) = tokio::join!(upload(&mika, "here-again", "", &bytes), async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            assert_eq!(count(town, "select count(*) from photo").await, 0, "waits");
            do_what_is_due(town).await;
        });
        assert_eq!(again.status, StatusCode::CREATED, "{}", again.text());
        assert_eq!(names(town).await, all);
        take_back(&mika, &again).await;
        // As if the node had died after the files went.
        for name in &all {
            town.app.objects().delete(name).await.unwrap();
        }
        do_what_is_due(town).await;
        assert_eq!(count(town, "select count(*) from photo_removal").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_photo_that_no_note_shows_goes_after_a_day() {
    told(async |town: &Town| {
        let mika = town.sign_up("mika").await;
        let unused = upload(&mika, "nobody-wants-me", "", &png(300, 300, 31)).await;
        let used = upload(&mika, "in-a-note", "", &png(300, 300, 32)).await;
        let never_stored = upload(&mika, "never-stored", "", &png(300, 300, 33)).await;
        assert_eq!(never_stored.status, StatusCode::CREATED);
        let posted = post(&mika, &[&id(&used)]).await;
        assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.text());
        set(
            town,
            "update photo set stored_at_ms = null where upload_key = 'never-stored'",
        )
        .await;
        town.clock.advance(UNUSED_MS - 1);
        do_what_is_due(town).await;
        assert_eq!(count(town, "select count(*) from photo").await, 3);
        town.clock.advance(HOUR_MS + 1);
        do_what_is_due(town).await;
        assert_eq!(count(town, "select count(*) from photo").await, 1);
        let gone = town.get(&files(&unused)[0]).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        assert_eq!(names(town).await.len(), files(&used).len());
        let timers = "select count(*) from timer where kind like 'photos-%'";
        assert_eq!(count(town, timers).await, 0, "nothing waits any more");
    })
    .await;
}

#[tokio::test]
async fn the_photos_of_a_note_go_with_it_for_good() {
    told(async |town: &Town| {
        let mika = town.sign_up("mika").await;
        let photo = upload(&mika, "of-a-note", "", &png(300, 200, 41)).await;
        let posted = post(&mika, &[&id(&photo)]).await.json();
        let path = format!("/api/v1/notes/{}", posted["id"].as_str().unwrap());
        let gone = mika.api(Method::DELETE, &path, Value::Null).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        town.clock.advance(23 * HOUR_MS);
        do_what_is_due(town).await;
        let there = town.get(&files(&photo)[0]).await;
        assert_eq!(there.status, StatusCode::OK, "the note may come back");
        town.clock.advance(2 * HOUR_MS);
        do_what_is_due(town).await;
        assert_eq!(names(town).await, Vec::<String>::new());
        assert_eq!(count(town, "select count(*) from photo").await, 0);
    })
    .await;
}
