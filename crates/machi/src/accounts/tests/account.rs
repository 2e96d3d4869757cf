//! Looking after one's own account: password, sessions, tokens, language.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::Value;
use store::{Clock, Tx, args};
use tower::ServiceExt;

use crate::accounts::MEMORY_S;
use crate::secrets::token_hash;
use crate::town::{Town, Visitor};
use crate::web;

const PASSWORD: &str = "lanterns+on+the+river";
const POLL: Duration = Duration::from_millis(50);

async fn signed_up(town: &Town) -> Visitor<'_> {
    let mika = town.visitor();
    let form = format!("handle=mika&password={PASSWORD}");
    assert_eq!(
        mika.post("/sign-up", &form).await.status,
        StatusCode::SEE_OTHER
    );
    mika
}

async fn is_in(visitor: &Visitor<'_>) -> bool {
    visitor.get("/settings/sessions").await.status == StatusCode::OK
}

#[tokio::test]
async fn signing_out_everywhere_counts_on_every_node_within_seconds() {
    let town = Town::new().await;
    town.clock.set(Clock::system().now_ms());
    let mika = signed_up(&town).await;
    let secret = mika.cookie("__Host-machi-session").unwrap();
    let other = town.second_node(Clock::system()).await;
    let asks_other = async || {
        let request = axum::http::Request::get("/settings/sessions")
            .header("cookie", format!("__Host-machi-session={secret}"))
            .body(axum::body::Body::empty())
            .unwrap();
        web::router(other.clone())
            .oneshot(request)
            .await
            .unwrap()
            .status()
    };
    assert_eq!(asks_other().await, StatusCode::OK);
    let page = mika.get("/settings/sessions").await;
    assert!(page.has("It takes 5 seconds at most"), "{}", page.text());
    let answer = mika.post("/settings/sessions/end-all", "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let mut polls = 0;
    while asks_other().await == StatusCode::OK {
        polls += 1;
        assert!(POLL * polls < Duration::from_secs(MEMORY_S.unsigned_abs()));
        tokio::time::sleep(POLL).await;
    }
    other.shut_down();
    assert!(!is_in(&mika).await);
}

#[tokio::test]
async fn a_new_password_ends_other_sessions_and_tokens() {
    let town = Town::new().await;
    let mika = signed_up(&town).await;
    let elsewhere = town.visitor();
    let form = format!("handle=mika&password={PASSWORD}");
    elsewhere.post("/sign-in", &form).await;
    let token = secret(&mika.post("/settings/tokens", "name=bot").await.text());
    let wrong = mika
        .post(
            "/settings/password",
            "old_password=no&new_password=fireflies+in+june",
        )
        .await;
    assert!(
        wrong.has("This is not your current password."),
        "{}",
        wrong.text()
    );
    let form = format!("old_password={PASSWORD}&new_password=fireflies+in+june");
    let changed = mika.post("/settings/password", &form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    town.settle().await;
    assert!(is_in(&mika).await, "this browser stays");
    assert!(!is_in(&elsewhere).await);
    let bot = Visitor::with_token(&town, &token);
    let answer = bot.api(Method::GET, "/api/v1/me", Value::Null).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let form = "handle=mika&password=fireflies+in+june";
    assert_eq!(
        elsewhere.post("/sign-in", form).await.status,
        StatusCode::SEE_OTHER
    );
}

/// The token on the page that shows it.
fn secret(page: &str) -> String {
    let at = page.find("machi_").unwrap();
    page[at..].split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_token_is_shown_once_kept_hashed_and_revoked() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    let unnamed = mika.post("/settings/tokens", "name=+").await;
    assert!(unnamed.has("Please give the token a name."));
    let token = secret(&mika.post("/settings/tokens", "name=bot").await.text());
    let list = mika.get("/settings/tokens").await;
    assert!(list.has("bot") && !list.has(&token));
    let kept = town.app.read(async |tx: &mut Tx| {
        Ok(tx
            .one::<(i64, String)>("select id, token_hash from api_token", args![])
            .await?)
    });
    let (id, hash) = kept.await.unwrap();
    assert_eq!(hash, token_hash(&token));
    let bot = Visitor::with_token(&town, &token);
    let me = bot.api(Method::GET, "/api/v1/me", Value::Null).await;
    assert_eq!(me.json()["profile"]["handle"], "mika");
    mika.post(&format!("/settings/tokens/{id}/revoke"), "")
        .await;
    town.settle().await;
    let me = bot.api(Method::GET, "/api/v1/me", Value::Null).await;
    assert_eq!(me.status, StatusCode::UNAUTHORIZED);
    assert_eq!(me.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn one_session_is_ended_and_nobody_else_s() {
    let town = Town::new().await;
    let mika = signed_up(&town).await;
    let elsewhere = town.visitor();
    elsewhere
        .post("/sign-in", &format!("handle=mika&password={PASSWORD}"))
        .await;
    let rows = town.app.read(async |tx: &mut Tx| {
        Ok(tx
            .all::<(i64,)>("select id from session order by id", args![])
            .await?)
    });
    let newest = rows.await.unwrap().last().unwrap().0;
    let path = format!("/settings/sessions/{newest}/end");
    town.sign_up("joon").await.post(&path, "").await;
    assert!(is_in(&elsewhere).await);
    mika.post(&path, "").await;
    town.settle().await;
    assert!(!is_in(&elsewhere).await);
    assert!(is_in(&mika).await);
}

#[tokio::test]
async fn the_language_of_the_account_is_used_where_no_other_was_chosen() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    let answer = mika.post("/settings/language", "language=ko").await;
    assert_eq!(answer.location(), "/settings/language?lang=ko");
    town.settle().await;
    assert!(
        mika.get("/settings/profile")
            .await
            .has("<html lang=\"ko\">")
    );
}
