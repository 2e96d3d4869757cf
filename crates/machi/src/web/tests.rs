//! What surrounds every request.

mod hidden;
mod strangers;

use axum::http::{Method, StatusCode};
use serde_json::Value;

use crate::town::Town;

#[tokio::test]
async fn an_unknown_page_says_so_in_the_reader_s_language() {
    let town = Town::new().await;
    let page = town.get("/nothing?lang=ja").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.has("ページが見つかりません"), "{}", page.text());
    let problem = town
        .visitor()
        .api(Method::GET, "/api/v1/nothing", Value::Null)
        .await;
    assert_eq!(problem.header("content-type"), "application/problem+json");
    assert_eq!(problem.json()["title"], "Nothing here");
}

#[tokio::test]
async fn the_language_that_a_link_asks_for_is_remembered() {
    let town = Town::new().await;
    let reader = town.visitor();
    reader.get("/nothing?lang=ko").await;
    assert!(
        reader
            .get("/nothing")
            .await
            .has("페이지를 찾을 수 없습니다")
    );
}

#[tokio::test]
async fn the_about_page_names_every_source_with_its_licence() {
    let town = Town::with_cities().await;
    crate::events::tests::sourced(&town, "new-york").await;
    let page = town.get("/about").await;
    for text in [
        "<h3>Tokyo</h3>",
        "<h3>New York</h3>",
        "<a href=\"https://example.org/list\" rel=\"external noopener\">Test list</a>",
        "Facts by the test",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
}

#[tokio::test]
async fn nothing_is_loaded_from_elsewhere_or_stands_inline() {
    let town = Town::new().await;
    let page = town.get("/nothing").await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("default-src 'self'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert!(!page.has("style=\"") && !page.has("<style") && !page.has("onclick"));
}
