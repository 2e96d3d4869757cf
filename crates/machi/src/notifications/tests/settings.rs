//! How members say what they want to be told.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use super::{act, note, person, say, told};
use crate::notes::like::like;
use crate::social::follow::follow;
use crate::town::Town;

const SETTINGS: &str = "/api/v1/me/notification-settings";

async fn rows(town: &Town) -> i64 {
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select count(*) from notification_setting";
        Ok(tx.one::<(i64,)>(sql, args![]).await?.0)
    });
    read.await.unwrap()
}

#[tokio::test]
async fn what_is_switched_off_is_not_told() {
    let town = Town::with_cities_and(|set| set.public_url = "http://127.0.0.1:8080".into()).await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (_, joon) = person(&town, "joon").await;
    let own = note(&town, &as_mika, "At the market").await;
    let page = mika.get("/settings/notifications").await;
    assert!(page.has("value=\"liked:in_app\" checked"));

    let form = "on=commented:in_app&on=followed:in_app&on=nonsense";
    let answer = mika.post("/settings/notifications", form).await;
    assert_eq!(answer.location(), "/settings/notifications");
    let page = mika.get("/settings/notifications").await;
    assert!(page.has("value=\"liked:in_app\">") && page.has("value=\"followed:in_app\" checked"));
    act(&town, async |tx: &mut Tx| {
        like(tx, &joon, own).await?;
        follow(tx, &joon, as_mika.id).await
    })
    .await;
    assert_eq!(told(&mika).await, ["joon follows you now"]);
    // Who wants no mentions, and is named under the own note, is told of the comment.
    say(&town, &joon, own, None, "What did @mika eat?").await;
    assert_eq!(told(&mika).await[0], "joon commented on your note");
}

#[tokio::test]
async fn programs_set_it_and_the_defaults_are_not_written_down() {
    let town = Town::with_cities().await;
    let (mika, _) = person(&town, "mika").await;
    let all = mika.api(Method::GET, SETTINGS, Value::Null).await.json();
    assert_eq!(
        all[3],
        json!({ "kind": "liked", "in_app": true, "mail": false, "digest": true })
    );
    let path = format!("{SETTINGS}/liked");
    for (in_app, expected) in [(false, 1), (false, 1), (true, 0)] {
        let answer = mika
            .api(Method::PUT, &path, json!({ "in_app": in_app }))
            .await;
        assert_eq!(answer.json()[3]["in_app"], in_app);
        assert_eq!(rows(&town).await, expected);
    }
    let path = format!("{SETTINGS}/nonsense");
    let answer = mika
        .api(Method::PUT, &path, json!({ "in_app": true }))
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
