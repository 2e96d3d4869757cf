//! People over the API.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::accounts::Role;
use crate::cities::Cities;
use crate::town::{Town, Visitor};

const MIKA: &str = "lanterns on the river";

#[tokio::test]
async fn a_program_signs_up_edits_and_signs_out() {
    let town = Town::with_cities().await;
    let new =
        json!({ "handle": "Mika", "password": MIKA, "languages": ["ja"], "home_city": "tokyo" });
    let answer = town
        .visitor()
        .api(Method::POST, "/api/v1/accounts", new)
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    assert_eq!(answer.json()["account"]["handle"], "mika");
    let token = answer.json()["token"].as_str().unwrap().to_owned();
    let mika = Visitor::with_token(&town, &token);
    let profile = json!({ "display_name": "美香", "tiktok": "@mika" });
    let saved = mika.api(Method::PUT, "/api/v1/me/profile", profile).await;
    assert_eq!(
        saved.json()["aliases"][0]["name"],
        "mika",
        "{}",
        saved.text()
    );
    let person = mika
        .api(Method::GET, "/api/v1/people/mika", Value::Null)
        .await;
    assert_eq!(person.json()["display_name"], "美香");
    let out = mika
        .api(Method::POST, "/api/v1/sign-out", Value::Null)
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    town.settle().await;
    let me = mika.api(Method::GET, "/api/v1/me", Value::Null).await;
    assert_eq!(me.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_in_answers_a_token_and_refusals_name_their_fields() {
    let town = Town::with_cities().await;
    let visitor = town.visitor();
    let new = json!({ "handle": "m", "password": "short" });
    let answer = visitor.api(Method::POST, "/api/v1/accounts", new).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["errors"][0]["field"], "handle");
    assert_eq!(
        answer.json()["errors"][1]["code"],
        "accounts-password-short"
    );
    let new = json!({ "handle": "mika", "password": MIKA });
    visitor.api(Method::POST, "/api/v1/accounts", new).await;
    let wrong = async |handle: &str| {
        let who = json!({ "handle": handle, "password": "not the password" });
        let answer = visitor.api(Method::POST, "/api/v1/sign-in", who).await;
        (answer.status, answer.text())
    };
    assert_eq!(wrong("mika").await, wrong("nobody").await);
    let who = json!({ "handle": "mika", "password": MIKA });
    let answer = visitor.api(Method::POST, "/api/v1/sign-in", who).await;
    let token = answer.json()["token"].as_str().unwrap().to_owned();
    let mika = Visitor::with_token(&town, &token);
    let everywhere = mika
        .api(Method::POST, "/api/v1/sign-out-everywhere", Value::Null)
        .await;
    assert_eq!(everywhere.json()["within_seconds"], 5);
}

#[tokio::test]
async fn signing_in_once_too_often_ends_the_oldest_sign_in_and_no_token_made_by_hand() {
    let town = Town::new().await;
    let who = json!({ "handle": "mika", "password": MIKA });
    let signed_in = async |path: &str| {
        let visitor = town.visitor();
        let answer = visitor.api(Method::POST, path, who.clone()).await.json();
        Visitor::with_token(&town, answer["token"].as_str().unwrap())
    };
    let first = signed_in("/api/v1/accounts").await;
    let make = async |name: &str| {
        let new = json!({ "name": name });
        first.api(Method::POST, "/api/v1/me/tokens", new).await
    };
    let kept = make("sign-in").await;
    assert_eq!(kept.json()["errors"][0]["code"], "accounts-token-name-kept");
    for n in 1..49 {
        assert_eq!(make(&format!("bot {n}")).await.status, StatusCode::CREATED);
    }
    let second = signed_in("/api/v1/sign-in").await;
    let many = make("one more").await;
    assert_eq!(many.json()["errors"][0]["code"], "accounts-tokens-many");
    let third = signed_in("/api/v1/sign-in").await;
    town.settle().await;
    let me = async |visitor: &Visitor<'_>| {
        let me = visitor.api(Method::GET, "/api/v1/me/tokens", Value::Null);
        me.await
    };
    assert_eq!(me(&first).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(me(&second).await.status, StatusCode::OK);
    let tokens = me(&third).await.json();
    let names: Vec<_> = tokens
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["name"].as_str().unwrap())
        .collect();
    let by_hand = names.iter().filter(|name| name.starts_with("bot")).count();
    assert_eq!((names.len(), by_hand), (50, 48));
}

#[tokio::test]
async fn an_operator_keeps_roles_over_the_api() {
    let town = Town::with_cities().await;
    let tokyo = town
        .app
        .view::<Cities>()
        .unwrap()
        .by_slug("tokyo")
        .unwrap()
        .id;
    let operator = town.sign_up("operator1").await;
    town.give_role("operator1", Role::Operator, Some(tokyo))
        .await;
    town.sign_up("mika").await;
    let roles = "/api/v1/cities/tokyo/roles";
    let status = async |method: Method, path: &str| {
        let path = format!("{roles}/{path}");
        operator.api(method, &path, Value::Null).await.status
    };
    assert_eq!(
        status(Method::PUT, "steward/mika").await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        status(Method::PUT, "operator/mika").await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        status(Method::PUT, "steward/nobody").await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let list = operator.api(Method::GET, roles, Value::Null).await.json();
    assert_eq!(list[0]["handle"], "mika");
    assert_eq!(list[0]["granted_by"], "operator1");
    assert_eq!(
        status(Method::DELETE, "steward/mika").await,
        StatusCode::NO_CONTENT
    );
}

#[tokio::test]
async fn an_operator_keeps_invitations_over_the_api() {
    let town = Town::with_cities().await;
    let tokyo = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let operator = town.sign_up("operator1").await;
    town.give_role("operator1", Role::Operator, Some(tokyo.id))
        .await;
    let invitations = "/api/v1/cities/tokyo/invitations";
    let new = json!({ "network": "tiktok", "name": "@mika" });
    let made = operator.api(Method::POST, invitations, new).await.json();
    let secret = made["link"]
        .as_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    let seen = town
        .visitor()
        .api(
            Method::GET,
            &format!("/api/v1/invitations/{secret}"),
            Value::Null,
        )
        .await;
    assert_eq!(seen.json()["state"], "open");
    let id = made["id"].as_str().unwrap();
    operator
        .api(Method::DELETE, &format!("{invitations}/{id}"), Value::Null)
        .await;
    let list = operator
        .api(Method::GET, invitations, Value::Null)
        .await
        .json();
    assert_eq!(list[0]["state"], "revoked");
}
