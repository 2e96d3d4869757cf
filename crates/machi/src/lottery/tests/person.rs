//! What somebody tells of themselves: chosen from a list, seen again, corrected.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::{draw, enter, entry, published};
use crate::draws::tests::practising;

const PERSON: &str = "/api/v1/me/lottery-person";

#[tokio::test]
async fn a_residence_is_chosen_in_the_readers_language() {
    let town = practising().await;
    published(&town).await;
    let mika = town.sign_up("mika").await;
    for (lang, here, state) in [
        ("ja", "日本", "ロードアイランド州"),
        ("zh-Hans", "日本", "罗得岛州"),
        ("ko", "일본", "로드아일랜드주"),
        // The last one chosen stays.
        ("en", "Japan", "Rhode Island"),
    ] {
        let page = mika
            .get(&format!("/cities/tokyo/lottery?lang={lang}"))
            .await;
        for option in [
            format!("<option value=\"JP\">{here}</option>"),
            format!("<option value=\"US-RI\">{state}</option>"),
        ] {
            assert!(page.has(&option), "{lang}: {option}");
        }
        assert_eq!(page.text().matches("value=\"JP\"").count(), 1);
        assert!(!page.has("value=\"US\""), "one says in which state");
    }
    let told = "/cities/tokyo/lottery/person";
    let wrong = mika.post(told, "born=2001-05&residence=").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("Choose where you live."), "{}", wrong.text());
    let none = mika.api(Method::GET, PERSON, json!(null)).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let saved = mika.post(told, "born=2001-05&residence=JP").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let page = mika.get("/cities/tokyo/lottery").await;
    for text in ["Born in May 2001.", "You live in: Japan.", "Correct it"] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
}

#[tokio::test]
async fn what_was_told_is_corrected_while_no_entry_waits_to_be_drawn() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let mika = town.sign_up("mika").await;
    let correct = "/cities/tokyo/lottery/person/correct";
    let right = "born=1999-12&residence=KR";
    let nothing = mika.post(correct, right).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "nothing is told yet");
    super::tell(&mika, "2001-05", "JP").await;
    let wrong = mika.post(correct, "born=soon&residence=KR").await;
    assert!(wrong.has("A month like 2001-05"), "{}", wrong.text());
    enter(&mika, &path, true).await;
    let page = mika.get("/cities/tokyo/lottery").await;
    let later = "You can correct this once it is drawn";
    assert!(
        page.has(later) && !page.has("Correct it"),
        "{}",
        page.text()
    );
    let refused = mika.post(correct, right).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has(later), "{}", refused.text());
    // Before its list is frozen, a window that is over is no way around.
    let closes = "2026-11-26T11:00:00Z".parse::<jiff::Timestamp>().unwrap();
    town.clock.set(closes.as_millisecond());
    let body = json!({ "born": "1999-12", "residence": "KR" });
    let refused = mika.api(Method::PATCH, PERSON, body.clone()).await;
    assert!(refused.has("lottery-correct-later"), "{}", refused.text());
    draw(&town).await;
    assert_eq!(entry(&mika, &path).await["prize"], "offered");
    for _ in 0..2 {
        let corrected = mika.api(Method::PATCH, PERSON, body.clone()).await;
        assert_eq!(
            corrected.status,
            StatusCode::NO_CONTENT,
            "{}",
            corrected.text()
        );
    }
    let told = mika.api(Method::GET, PERSON, json!(null)).await.json();
    assert_eq!(told, body);
    // What is drawn stays drawn.
    let yes = json!({ "accepted": true });
    let accepted = mika.api(Method::PUT, &format!("{path}/prize"), yes).await;
    assert_eq!(
        accepted.status,
        StatusCode::NO_CONTENT,
        "{}",
        accepted.text()
    );
}
