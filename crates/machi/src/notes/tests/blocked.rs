//! Across a block neither sees anything of the other; whom one mutes is left out of what one reads.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::Tx;

use super::*;
use crate::accounts::Member;
use crate::social::{block, mute};

async fn mika_blocks_joon(town: &Town) {
    let by = Member::assumed(town.account("mika").await, "mika");
    let joons = town.account("joon").await;
    let write = town
        .app
        .write(async |tx: &mut Tx| block::block(tx, &by, joons).await);
    write.await.unwrap();
    town.settle().await;
}

#[tokio::test]
async fn a_block_hides_note_comments_and_names() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let lin = town.sign_up("lin").await;
    let note = post(&mika, "tokyo", "text=by+mika").await;
    let other = post(&lin, "tokyo", "text=by+lin+with+%40joon").await;
    let talk = comment(&joon, other, "by+joon", "").await;
    comment(&lin, other, "answer+to+joon", &talk.to_string()).await;
    mika_blocks_joon(&town).await;

    assert_eq!(
        status(&joon, &format!("/notes/{note}")).await,
        StatusCode::NOT_FOUND
    );
    for (path, form) in [
        (format!("/notes/{note}/like"), "liked=true"),
        (format!("/notes/{note}/comments"), "text=hello"),
    ] {
        assert_eq!(
            joon.post(&path, form).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for (method, path, body) in [
        (Method::GET, format!("/notes/{note}"), Value::Null),
        (Method::GET, format!("/notes/{note}/comments"), Value::Null),
        (Method::PUT, format!("/notes/{note}/like"), Value::Null),
        (
            Method::POST,
            format!("/notes/{note}/comments"),
            json!({ "text": "hello" }),
        ),
    ] {
        let answer = joon.api(method, &format!("/api/v1{path}"), body).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = mika.get(&format!("/notes/{other}")).await;
    assert!(
        page.has("by lin") && !page.has("by joon"),
        "{}",
        page.text()
    );
    assert!(!page.has("answer to joon") && !page.has("/people/joon"));
    let form = format!("text=hello&answer={talk}");
    let sent = mika.post(&format!("/notes/{other}/comments"), &form).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    let page = lin.get(&format!("/notes/{other}")).await;
    assert!(
        page.has("by joon") && page.has("/people/joon"),
        "others see all of it"
    );
    // Joon's own page leads past the note of mika.
    let page = joon.get(&format!("/notes/{other}")).await;
    assert!(!page.has(&format!("/notes/{note}")), "{}", page.text());
}

#[tokio::test]
async fn whom_one_mutes_is_left_out_of_comments() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let note = post(&mika, "tokyo", "text=hello").await;
    let loud = post(&joon, "tokyo", "text=loud").await;
    comment(&joon, note, "again+and+again", "").await;
    let by = Member::assumed(town.account("mika").await, "mika");
    let joons = town.account("joon").await;
    let write = town
        .app
        .write(async |tx: &mut Tx| mute::mute(tx, &by, joons).await);
    write.await.unwrap();
    town.settle().await;
    let page = mika.get(&format!("/notes/{note}")).await;
    assert!(!page.has("again and again") && !page.has(&format!("/notes/{loud}")));
    assert_eq!(
        status(&mika, &format!("/notes/{loud}")).await,
        StatusCode::OK
    );
    let page = joon.get(&format!("/notes/{note}")).await;
    assert!(page.has("again and again"), "the muted never learns of it");
}
