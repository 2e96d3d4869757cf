//! Signing up and in are each one transaction: all of it, or nothing.

use axum::http::{Method, StatusCode};
use serde_json::json;
use store::{Tx, args};

use crate::accounts::{Caller, sign_in};
use crate::error::Error;
use crate::town::Town;

const PASSWORD: &str = "lanterns on the river";
const FORM: &str = "handle=mika&password=lanterns+on+the+river";

async fn rename(town: &Town, sql: &'static str) {
    let write = town
        .app
        .write(async |tx: &mut Tx| Ok(tx.execute(sql, args![]).await?));
    write.await.unwrap();
}

#[tokio::test]
async fn a_sign_up_that_cannot_be_answered_makes_no_account() {
    let town = Town::new().await;
    rename(&town, "alter table session rename to session_away").await;
    let page = town.visitor().post("/sign-up", FORM).await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    rename(&town, "alter table session_away rename to session").await;
    rename(&town, "alter table api_token rename to api_token_away").await;
    let new = json!({ "handle": "mika", "password": PASSWORD });
    let sign_up = async || {
        let visitor = town.visitor();
        visitor
            .api(Method::POST, "/api/v1/accounts", new.clone())
            .await
            .status
    };
    assert_eq!(sign_up().await, StatusCode::INTERNAL_SERVER_ERROR);
    rename(&town, "alter table api_token_away rename to api_token").await;
    assert!(town.changes().await.is_empty());
    assert_eq!(sign_up().await, StatusCode::CREATED, "the handle is free");
}

#[tokio::test]
async fn a_password_that_was_changed_meanwhile_signs_nobody_in() {
    let town = Town::new().await;
    town.visitor().post("/sign-up", FORM).await;
    let caller = Caller("192.0.2.1".into());
    let proven = sign_in(&town.app, &caller, "mika", PASSWORD).await.unwrap();
    let still = async || {
        let read = async |tx: &mut Tx| proven.account(tx).await;
        town.app.read(read).await
    };
    let mika = town.account("mika").await;
    assert_eq!(still().await.unwrap(), mika);
    let visitor = town.visitor();
    visitor.post("/sign-in", FORM).await;
    let form = "old_password=lanterns+on+the+river&new_password=fireflies+in+june";
    let changed = visitor.post("/settings/password", form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
    let refused = still().await;
    assert!(
        matches!(&refused, Err(Error::Refused(refusal)) if refusal.key == "accounts-sign-in-wrong"),
        "{refused:?}"
    );
}
