//! Guessing passwords: limited, and never a way to lock somebody else out.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, StatusCode, header};

use crate::town::{Answer, Town};

const RIGHT: &str = "lanterns+on+the+river";
const WRONG: &str = "not+the+password";
const MINUTE_MS: i64 = 60_000;

/// A town in which mika has an account.
async fn town() -> Town {
    let town = Town::new().await;
    let form = format!("handle=mika&password={RIGHT}");
    town.visitor().post("/sign-up", &form).await;
    town
}

/// Somebody at that address tries to sign in.
async fn tries(town: &Town, address: &str, handle: &str, password: &str) -> Answer {
    let visitor = town.visitor();
    let address: SocketAddr = format!("{address}:4000").parse().unwrap();
    let request = visitor
        .request(Method::POST, "/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("x-forwarded-for", "203.0.113.77")
        .extension(ConnectInfo(address));
    let form = format!("handle={handle}&password={password}");
    visitor.send(request, Body::from(form)).await
}

#[tokio::test]
async fn guessing_is_limited_whether_the_handle_exists_or_not() {
    let town = town().await;
    for handle in ["mika", "nobody"] {
        for _ in 0..10 {
            let answer = tries(&town, "192.0.2.1", handle, WRONG).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let answer = tries(&town, "192.0.2.1", handle, WRONG).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.header("retry-after"), "60");
    }
    let answer = tries(&town, "192.0.2.2", "mika", RIGHT).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "nobody locks mika out elsewhere"
    );
    town.clock.advance(MINUTE_MS);
    let answer = tries(&town, "192.0.2.1", "mika", RIGHT).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn guessing_from_many_addresses_is_limited_too() {
    let town = town().await;
    // Longer than any password: wrong without the slow work of hashing it.
    let wrong = "x".repeat(1_000);
    for n in 0..100 {
        let address = format!("198.51.100.{}", n / 10);
        let answer = tries(&town, &address, "mika", &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    let answer = tries(&town, "192.0.2.1", "mika", WRONG).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let answer = tries(&town, "192.0.2.1", "joon", WRONG).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn only_failures_count_toward_a_handle() {
    let town = town().await;
    for password in [[RIGHT; 12].as_slice(), &[WRONG; 10]].concat() {
        let answer = tries(&town, "192.0.2.1", "mika", password).await;
        assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    }
    let answer = tries(&town, "192.0.2.1", "mika", RIGHT).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn trying_is_limited_by_address() {
    let town = Town::new().await;
    for n in 0..30 {
        let answer = tries(&town, "192.0.2.1", &format!("guess{n}"), WRONG).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    let answer = tries(&town, "192.0.2.1", "another", WRONG).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let answer = tries(&town, "192.0.2.2", "another", WRONG).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}
