//! What members are told, from the change log to the page.

mod bounds;
mod events;
mod hidden;
mod mails;
mod page;
mod settings;

use axum::http::Method;
use serde_json::Value;
use store::Tx;

use crate::accounts::Member;
use crate::cities::Cities;
use crate::error::Result;
use crate::ids::{CommentId, NoteId};
use crate::notes::comment::{comment, edit_comment};
use crate::notes::like::{like, unlike};
use crate::notes::{Written, edit, post};
use crate::social::follow::{follow, unfollow};
use crate::town::{Town, Visitor};

const LIST: &str = "/api/v1/me/notifications";

/// Somebody who signs up: their browser, and their permission for commands.
async fn person<'t>(town: &'t Town, handle: &str) -> (Visitor<'t>, Member) {
    let visitor = town.sign_up(handle).await;
    let member = Member::assumed(town.account(handle).await, handle);
    (visitor, member)
}

fn written(body: &str) -> Written {
    Written {
        body: body.into(),
        ..Written::default()
    }
}

async fn note(town: &Town, by: &Member, body: &str) -> NoteId {
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let written = written(body);
    act(town, async |tx: &mut Tx| {
        post::post(tx, by, &city, &written).await
    })
    .await
}

async fn say(
    town: &Town,
    by: &Member,
    note: NoteId,
    parent: Option<CommentId>,
    body: &str,
) -> CommentId {
    act(town, async |tx: &mut Tx| {
        comment(tx, by, note, parent, body).await
    })
    .await
}

/// Runs the command, and lets the log be read.
async fn act<T>(town: &Town, command: impl AsyncFnOnce(&mut Tx) -> Result<T> + Clone) -> T {
    let done = town.app.write(command).await.unwrap();
    town.read_log().await;
    town.settle().await;
    done
}

/// What the person is told, the newest first.
async fn told(visitor: &Visitor<'_>) -> Vec<String> {
    let list = visitor.api(Method::GET, LIST, Value::Null).await.json();
    let sentence = |one: &Value| one["sentence"].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(sentence).collect()
}

/// How many of it are unread, by the number that every page shows.
async fn unread(visitor: &Visitor<'_>) -> i64 {
    let path = "/api/v1/me/notifications/unread";
    let answer = visitor.api(Method::GET, path, Value::Null).await.json();
    answer["unread"].as_i64().unwrap()
}

#[tokio::test]
async fn everyone_is_told_what_others_did_and_nobody_what_they_did_themselves() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (joon, as_joon) = person(&town, "joon").await;
    assert!(told(&mika).await.is_empty());
    assert!(mika.get("/notifications").await.has("Nothing yet"));

    let own = note(&town, &as_mika, "At the market, says @mika").await;
    act(&town, async |tx: &mut Tx| {
        follow(tx, &as_joon, as_mika.id).await?;
        like(tx, &as_mika, own).await?;
        like(tx, &as_joon, own).await
    })
    .await;
    let said = say(&town, &as_joon, own, None, "What did you eat?").await;
    let answer = say(&town, &as_mika, own, Some(said), "Melon bread").await;
    note(&town, &as_joon, "With @mika by the river").await;
    say(&town, &as_joon, own, None, "Next time with @mika").await;

    assert_eq!(
        told(&mika).await,
        [
            "joon mentioned you in a comment",
            "joon mentioned you in a note",
            "joon commented on your note",
            "joon liked your note",
            "joon follows you now",
        ]
    );
    assert_eq!(unread(&mika).await, 5);
    assert_eq!(told(&joon).await, ["mika answered your comment"]);
    let list = joon.api(Method::GET, LIST, Value::Null).await.json();
    let page = format!("/notes/{own}#comment-{answer}");
    assert_eq!(list[0]["page"], page.as_str());
    assert_eq!(list[0]["text"], "Melon bread");
    assert_eq!(list[0]["actor"]["handle"], "mika");
    assert_eq!(list[0]["city"], "tokyo");
    assert_eq!(list[0]["read"], false);
}

#[tokio::test]
async fn likes_of_a_note_are_one_notification_while_it_is_unread() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let own = note(&town, &as_mika, "At the market").await;
    for (handle, expected) in [
        ("joon", "joon liked your note"),
        ("kai", "kai and one other liked your note"),
        ("lin", "lin and 2 others liked your note"),
    ] {
        let (_, member) = person(&town, handle).await;
        town.clock.advance(1_000);
        act(&town, async |tx: &mut Tx| like(tx, &member, own).await).await;
        assert_eq!(told(&mika).await, [expected]);
        assert_eq!(unread(&mika).await, 1);
    }
    let read = "/api/v1/me/notifications/read";
    mika.api(Method::POST, read, serde_json::json!({})).await;
    assert_eq!(unread(&mika).await, 0);
    let (_, ana) = person(&town, "ana").await;
    act(&town, async |tx: &mut Tx| like(tx, &ana, own).await).await;
    assert_eq!(
        told(&mika).await,
        ["ana liked your note", "lin and 2 others liked your note"]
    );
    assert_eq!(unread(&mika).await, 1);
}

#[tokio::test]
async fn what_is_undone_unread_is_taken_back() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (_, joon) = person(&town, "joon").await;
    let (_, kai) = person(&town, "kai").await;
    let own = note(&town, &as_mika, "At the market").await;
    let theirs = note(&town, &joon, "With @mika").await;
    let said = say(&town, &kai, theirs, None, "And @mika?").await;
    act(&town, async |tx: &mut Tx| {
        follow(tx, &joon, as_mika.id).await?;
        like(tx, &joon, own).await?;
        like(tx, &kai, own).await
    })
    .await;
    assert_eq!(unread(&mika).await, 4);

    act(&town, async |tx: &mut Tx| unlike(tx, &kai, own).await).await;
    assert!(
        told(&mika)
            .await
            .contains(&"joon liked your note".to_owned())
    );
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let alone = written("Alone");
    act(&town, async |tx: &mut Tx| {
        unlike(tx, &joon, own).await?;
        unfollow(tx, &joon, as_mika.id).await?;
        edit::edit(tx, &joon, &city, theirs, &alone).await?;
        edit_comment(tx, &kai, said, "And nobody?").await
    })
    .await;
    assert!(told(&mika).await.is_empty());
    assert_eq!(unread(&mika).await, 0);

    // Whoever is named by an edit is told; what was read stays, and is told once.
    let again = written("With @mika after all");
    act(&town, async |tx: &mut Tx| {
        edit::edit(tx, &joon, &city, theirs, &again).await?;
        like(tx, &kai, own).await
    })
    .await;
    assert_eq!(unread(&mika).await, 2);
    mika.post("/notifications/read", "").await;
    act(&town, async |tx: &mut Tx| {
        unlike(tx, &kai, own).await?;
        edit::edit(tx, &joon, &city, theirs, &alone).await
    })
    .await;
    act(&town, async |tx: &mut Tx| like(tx, &kai, own).await).await;
    assert_eq!(told(&mika).await.len(), 2);
    assert_eq!(unread(&mika).await, 0);
}

#[tokio::test]
async fn a_log_that_is_read_again_tells_nothing_twice() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (joon, as_joon) = person(&town, "joon").await;
    let own = note(&town, &as_mika, "At the market").await;
    let said = say(&town, &as_joon, own, None, "With @mika?").await;
    act(&town, async |tx: &mut Tx| {
        follow(tx, &as_joon, as_mika.id).await?;
        like(tx, &as_joon, own).await?;
        unfollow(tx, &as_joon, as_mika.id).await?;
        comment(tx, &as_mika, own, Some(said), "Yes").await
    })
    .await;
    let before = (told(&mika).await, told(&joon).await);
    assert_eq!((before.0.len(), before.1.len()), (2, 1));
    town.app
        .write(async |tx: &mut Tx| {
            // As a reader that lost its place.
            let sql = "update reader set place = $1";
            let start = store::Position::START.to_string();
            Ok(tx.execute(sql, store::args![start]).await?)
        })
        .await
        .unwrap();
    town.read_log().await;
    town.settle().await;
    assert_eq!((told(&mika).await, told(&joon).await), before);
}
