//! Who named a member.

use axum::http::{Method, StatusCode};
use serde_json::Value;
use store::Tx;

use crate::accounts::Member;
use crate::cities::Cities;
use crate::ids::NoteId;
use crate::notes::comment::comment;
use crate::notes::mentioned::PAGE_MENTIONS;
use crate::notes::{Written, delete, post};
use crate::social::{block, mute};
use crate::town::{Town, Visitor};

async fn member(town: &Town, handle: &str) -> Member {
    town.sign_up(handle).await;
    Member::assumed(town.account(handle).await, handle)
}

async fn note(town: &Town, by: &Member, body: &str) -> NoteId {
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let written = Written {
        body: body.into(),
        ..Written::default()
    };
    let posted = town
        .app
        .write(async |tx: &mut Tx| post::post(tx, by, &city, &written).await);
    posted.await.unwrap()
}

/// What the API lists: whether each is a comment, and its text.
async fn listed(mika: &Visitor<'_>) -> Vec<(bool, String)> {
    let path = "/api/v1/me/mentions";
    let answer = mika.api(Method::GET, path, Value::Null).await.json();
    let one = |mention: &Value| {
        let text = mention["text"].as_str().unwrap().to_owned();
        (mention["comment"].is_string(), text)
    };
    answer.as_array().unwrap().iter().map(one).collect()
}

#[tokio::test]
async fn one_sees_who_named_one_in_notes_and_comments() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    assert!(
        mika.get("/me/mentions")
            .await
            .has("Nobody has mentioned you")
    );
    let (joon, kai) = (member(&town, "joon").await, member(&town, "kai").await);
    let of_joon = note(&town, &joon, "With @mika at the market").await;
    let write = town.app.write(async |tx: &mut Tx| {
        comment(tx, &kai, of_joon, None, "<b>@Mika</b> was there?").await
    });
    let told = write.await.unwrap();
    let myself = Member::assumed(town.account("mika").await, "mika");
    note(&town, &myself, "I am @mika").await;

    let market = (false, "With @mika at the market".to_owned());
    let there = (true, "<b>@Mika</b> was there?".to_owned());
    assert_eq!(listed(&mika).await, [there.clone(), market.clone()]);
    let page = mika.get("/me/mentions").await;
    assert!(page.has(&format!("href=\"/notes/{of_joon}#comment-{told}\"")));
    assert!(page.has("kai mentioned you in a comment") && page.has("&#60;b&#62;"));

    let write = town
        .app
        .write(async |tx: &mut Tx| mute::mute(tx, &myself, kai.id).await);
    write.await.unwrap();
    town.settle().await;
    assert_eq!(listed(&mika).await, [market]);
    let write = town.app.write(async |tx: &mut Tx| {
        mute::unmute(tx, &myself, kai.id).await?;
        block::block(tx, &joon, myself.id).await
    });
    write.await.unwrap();
    town.settle().await;
    assert!(listed(&mika).await.is_empty(), "the note is out of sight");
    let write = town.app.write(async |tx: &mut Tx| {
        block::unblock(tx, &joon, myself.id).await?;
        delete::delete(tx, &joon, of_joon).await
    });
    write.await.unwrap();
    town.settle().await;
    assert!(listed(&mika).await.is_empty(), "the note is gone");
    let stranger = town.get("/me/mentions").await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn mentions_come_page_by_page() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, member(&town, "joon").await);
    for n in 0..=PAGE_MENTIONS {
        note(&town, &joon, &format!("@mika {n}.")).await;
    }
    let path = "/api/v1/me/mentions";
    let first = mika.api(Method::GET, path, Value::Null).await;
    assert_eq!(first.json().as_array().unwrap().len(), PAGE_MENTIONS);
    let next = first.header("link");
    let next = next.strip_prefix('<').unwrap().split_once('>').unwrap().0;
    let second = mika.api(Method::GET, next, Value::Null).await;
    assert_eq!(second.json()[0]["text"], "@mika 0.");
    assert_eq!(second.header("link"), "");
    let page = mika.get("/me/mentions").await;
    let next = next.replace("/api/v1", "");
    assert!(page.has(&format!("rel=\"next\" href=\"{next}\"")));
}
