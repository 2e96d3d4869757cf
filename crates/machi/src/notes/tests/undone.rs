//! What is deleted can be brought back for a day.

use axum::http::StatusCode;
use store::{Tx, args};

use super::*;
use crate::timers;

const HOUR_MS: i64 = 60 * 60 * 1_000;

#[tokio::test]
async fn a_deleted_note_comes_back_with_everything_that_hung_on_it() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let note = post(&mika, "tokyo", "text=Too+loud").await;
    comment(&joon, note, "Not+at+all", "").await;
    joon.post(&format!("/notes/{note}/like"), "liked=true")
        .await;
    let gone = mika.post(&format!("/notes/{note}/delete"), "").await;
    let deleted = format!("/notes/{note}/deleted");
    assert_eq!(gone.location(), deleted);
    assert!(
        mika.get(&deleted)
            .await
            .has(&format!("action=\"/notes/{note}/restore\""))
    );
    let page = format!("/notes/{note}");
    assert_eq!(mika.get(&page).await.location(), deleted);
    for path in [&page, &deleted, &format!("/notes/{note}/edit")] {
        assert_eq!(status(&joon, path).await, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(town.get(&page).await.status, StatusCode::NOT_FOUND);
    let sent = joon
        .post(&format!("/notes/{note}/comments"), "text=hello")
        .await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);

    town.clock.advance(24 * HOUR_MS);
    let back = mika.post(&format!("/notes/{note}/restore"), "").await;
    assert_eq!(back.location(), page);
    town.settle().await;
    let text = joon.get(&page).await.text();
    assert!(text.contains("Not at all") && text.contains("<data value=\"1\">1</data>"));
    let last_two = noted(&town).await.split_off(3);
    assert_eq!(
        last_two,
        [Change::NoteDeleted { note }, Change::NoteRestored { note }]
    );
}

#[tokio::test]
async fn after_a_day_it_is_gone_for_good() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let (kept, note) = (
        post(&mika, "tokyo", "text=stays").await,
        post(&mika, "tokyo", "text=goes+%40mika+%23tag").await,
    );
    let talk = comment(&mika, kept, "goes+too", "").await;
    mika.post(&format!("/notes/{note}/delete"), "").await;
    mika.post(&format!("/comments/{talk}/delete"), "").await;
    let sweep = async || timers::run_due(&town.app, &[crate::notes::delete::TIMER]).await;
    assert_eq!(sweep().await.unwrap(), 0, "not at once");
    for hour in 1..=24 {
        town.clock.advance(HOUR_MS);
        assert_eq!(sweep().await.unwrap(), 1, "hour {hour}");
    }
    town.clock.advance(1);
    let late = mika
        .post(&format!("/notes/{note}/restore?lang=en"), "")
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.has("more than 24 hours ago"), "{}", late.text());
    assert_eq!(
        status(&mika, &format!("/notes/{note}")).await,
        StatusCode::NOT_FOUND
    );
    town.clock.advance(HOUR_MS);
    assert_eq!(sweep().await.unwrap(), 1);
    let rows = town.app.read(async |tx: &mut Tx| {
        let sql = "select (select count(*) from note), (select count(*) from comment),
                     (select count(*) from mention) + (select count(*) from note_tag)
                     + (select count(*) from timer where kind = 'notes-sweep')";
        Ok(tx.one::<(i64, i64, i64)>(sql, args![]).await?)
    });
    assert_eq!(
        rows.await.unwrap(),
        (1, 0, 0),
        "nothing is left, and nothing to look for"
    );
    town.clock.advance(HOUR_MS);
    assert_eq!(sweep().await.unwrap(), 0);
}

#[tokio::test]
async fn a_comment_goes_by_its_author_or_the_note_s_and_comes_back() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let lin = town.sign_up("lin").await;
    let note = post(&mika, "tokyo", "text=Hello").await;
    let root = comment(&joon, note, "Root", "").await;
    let answer = comment(&lin, note, "Branch", &root.to_string()).await;
    let delete = format!("/comments/{root}/delete");
    assert_eq!(lin.post(&delete, "").await.status, StatusCode::NOT_FOUND);
    let gone = mika.post(&delete, "").await;
    assert_eq!(
        gone.location(),
        format!("/notes/{note}?undo={root}#comments")
    );
    let page = mika
        .get(&format!("/notes/{note}?undo={root}&lang=en"))
        .await;
    assert!(page.has("The comment is deleted.") && page.has("No comments yet."));
    assert!(
        !page.has("Root") && !page.has("Branch"),
        "answers go with it"
    );
    let other = lin.get(&format!("/notes/{note}?undo={root}&lang=en")).await;
    assert!(!other.has("The comment is deleted."), "{}", other.text());
    // Nobody answers below what is gone.
    let form = format!("text=hello&answer={answer}");
    let sent = lin.post(&format!("/notes/{note}/comments"), &form).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    let back = joon.post(&format!("/comments/{root}/restore"), "").await;
    assert_eq!(back.location(), format!("/notes/{note}#comment-{root}"));
    town.settle().await;
    let page = town.get(&format!("/notes/{note}?lang=en")).await;
    assert!(page.has("Root") && page.has("Branch") && page.has("2 comments"));
}
