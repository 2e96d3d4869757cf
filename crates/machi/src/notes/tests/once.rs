//! A note that is sent several times is posted once.

use axum::http::{Method, StatusCode};
use futures_util::future::join_all;
use serde_json::json;

use super::*;

const FORM: &str = "text=Fireworks&post_key=a-key-of-mine-1";

#[tokio::test]
async fn sent_again_it_is_the_same_note() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let first = post(&mika, "tokyo", FORM).await;
    let again = post(&mika, "tokyo", FORM).await;
    let other_text = post(&mika, "tokyo", "text=Rain&post_key=a-key-of-mine-1").await;
    assert_eq!([again, other_text], [first, first]);
    let theirs = post(&joon, "tokyo", FORM).await;
    assert_ne!(theirs, first, "a key belongs to its author");
    let json = json!({ "text": "Fireworks", "post_key": "a-key-of-mine-1" });
    let path = "/api/v1/cities/tokyo/notes";
    let program = mika.api(Method::POST, path, json).await;
    assert_eq!(program.json()["id"], first.to_string());
    let posted = noted(&town).await;
    assert_eq!(posted.len(), 2, "{posted:?}");
    for key in ["short", "with%20a%20space", &"x".repeat(65)] {
        let form = format!("text=Hello&post_key={key}");
        let refused = mika.post("/cities/tokyo/notes", &form).await;
        assert!(problems(&refused).contains("href=\"#post_key\""));
    }
}

#[tokio::test]
async fn of_many_at_once_one_is_posted() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let posts = (0..12).map(|_| post(&mika, "tokyo", FORM));
    let notes = join_all(posts).await;
    assert!(notes.iter().all(|note| *note == notes[0]), "{notes:?}");
    assert_eq!(noted(&town).await.len(), 1);
}

#[tokio::test]
async fn script_is_told_where_the_note_is() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let send = async |form: &'static str| {
        let request = mika
            .request(Method::POST, "/cities/tokyo/notes")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-fragment", "1");
        mika.send(request, form.into()).await
    };
    let posted = send(FORM).await;
    assert_eq!(posted.status, StatusCode::CREATED);
    let page = mika.get(posted.location()).await;
    assert!(
        page.has("Fireworks") && page.has("Posted."),
        "{}",
        page.text()
    );
    assert_eq!(send("text=").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_somebody_else_wrote_is_not_posted_in_my_name() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let author = town.account("mika").await;
    let form = format!("text=Fireworks&author={author}");
    let refused = joon.post("/cities/tokyo/notes", &form).await;
    assert!(problems(&refused).contains("Somebody else wrote this."));
    post(&mika, "tokyo", &form).await;
}
