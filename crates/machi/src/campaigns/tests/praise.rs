//! What asks for praise is refused wherever it is typed, in the language of whoever typed it.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Running, made, running, week};
use crate::draws::tests::practising;
use crate::publishing::tests::with;
use crate::town::Visitor;

/// In each language, words that ask for praise, and what the operator is told.
const PRAISE: [(&str, &str, &str); 4] = [
    ("en", "Please leave a five-star review", "ask for praise"),
    (
        "ja",
        "好意的な投稿をお願いします",
        "好意的な評価を求める表現",
    ),
    ("zh-Hans", "请给五星好评", "是在要求好评"),
    ("ko", "좋은 후기를 남겨 주세요", "칭찬을 요구하는 표현"),
];

/// A campaign that asks for it in one of its parts, each with the field that is named.
fn drafts(date: &Value, words: &str) -> [(&'static str, Value); 4] {
    let week = || week(date);
    [
        ("title", with(week(), json!({ "title": words }))),
        ("about", with(week(), json!({ "about": words }))),
        (
            "terms",
            with(
                week(),
                json!({ "terms": [{ "kind": "words", "words": words }] }),
            ),
        ),
        (
            "questions",
            with(week(), json!({ "questions": [{ "question": words }] })),
        ),
    ]
}

async fn by_program(desk: &Visitor<'_>, lang: &str, draft: Value) -> Value {
    let path = format!("/api/v1/cities/tokyo/campaigns?lang={lang}");
    let answer = desk.api(Method::POST, &path, draft).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{lang}");
    answer.json()
}

fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Of the campaign that runs.
fn date_of(running: &Running<'_>) -> Value {
    json!(running.date.rsplit('/').next().unwrap())
}

#[tokio::test]
async fn the_api_refuses_it_in_every_part_and_language() {
    let town = practising().await;
    let running = running(&town, json!({})).await;
    let date = date_of(&running);
    for (lang, words, told) in PRAISE {
        for (field, draft) in drafts(&date, words) {
            let answer = by_program(&running.desk, lang, draft).await.to_string();
            assert!(answer.contains("\"campaigns-praise\""), "{field}: {answer}");
            assert!(
                answer.contains(&format!("\"{field}\"")),
                "{field}: {answer}"
            );
            assert!(answer.contains(told), "{lang}: {answer}");
        }
    }
    let none = running
        .desk
        .api(Method::GET, "/api/v1/cities/tokyo/campaigns", json!(null));
    assert_eq!(
        none.await.json().as_array().unwrap().len(),
        1,
        "nothing is kept"
    );
    // To ask for an opinion, whatever it is, is well.
    let honest =
        json!({ "terms": [{ "kind": "words", "words": "Say what was good and what was bad" }] });
    let honest = made(&running.desk, with(week(&date), honest)).await;
    assert_eq!(honest.status, StatusCode::CREATED, "{}", honest.text());
}

#[tokio::test]
async fn the_form_refuses_it_and_keeps_what_was_typed() {
    let town = practising().await;
    let running = running(&town, json!({})).await;
    let date = date_of(&running);
    for (lang, words, told) in PRAISE {
        let form = format!(
            "title=Two+seats&occurrence={}&seats=2&opens=2026-11-22T00:00&closes=2026-11-26T20:00\
             &accept_hours=24&selection=draw&hand_seats=0&posted_days=0&reliability_min=0\
             &not_won_days=0&words={}&words_hours=72",
            date.as_str().unwrap(),
            escaped(words),
        );
        let path = format!("/desk/tokyo/campaigns?lang={lang}");
        let answer = running.desk.post(&path, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{lang}");
        assert!(answer.has(told), "{lang}: {}", answer.text());
        assert!(answer.has(words), "{lang}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_draft_is_not_changed_into_one_that_asks_for_it() {
    let town = practising().await;
    let running = running(&town, json!({})).await;
    let date = date_of(&running);
    let draft = made(&running.desk, week(&date)).await.json();
    let id = draft["id"].as_str().unwrap();
    let path = format!("/api/v1/cities/tokyo/campaigns/{id}");
    for (_, words, _) in PRAISE {
        let praise = with(week(&date), json!({ "about": words }));
        let answer = running.desk.api(Method::PUT, &path, praise).await;
        assert!(answer.has("campaigns-praise"), "{}", answer.text());
    }
}
