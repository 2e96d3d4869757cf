//! What is refused: drafts that promise nothing good, and people who may not ask.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::{Running, apply, asks, close, done, made, own, running, stage, week};
use crate::draws::tests::practising;
use crate::publishing::tests::with;

#[tokio::test]
async fn a_draft_is_refused_with_everything_that_is_wrong_with_it() {
    let town = practising().await;
    let Running { desk, .. } = running(&town, json!({})).await;
    let bad = json!({
        "title": " ", "occurrence": "1", "seats": 0, "opens": "later",
        "closes": "2026-11-26T20:00", "terms": [], "hand_seats": -1,
        "asks": { "reliability_min": 101 },
    });
    let answer = made(&desk, bad).await;
    for key in [
        "campaigns-line",
        "campaigns-range",
        "campaigns-time",
        "campaigns-terms",
        "campaigns-date",
    ] {
        assert!(answer.has(key), "{key}: {}", answer.text());
    }
    for terms in [
        json!([{ "kind": "come" }]),
        json!([{ "kind": "post" }]),
        json!([{ "kind": "post", "network": "xiaohongshu" }]),
        json!([{ "kind": "words", "words": "" }]),
    ] {
        let answer = made(&desk, with(week(&json!("1")), json!({ "terms": terms }))).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{terms}");
    }
}

#[tokio::test]
async fn who_may_not_ask_is_told_why() {
    let town = practising().await;
    let asked = json!({ "asks": { "members_only": true, "posted_days": 7 } });
    let Running { desk, path, .. } = running(&town, asked).await;
    let application = format!("{path}/application");
    let staff = desk.api(Method::PUT, &application, asks("keeper")).await;
    assert!(staff.has("campaigns-not-staff"), "{}", staff.text());
    let aya = town.sign_up("aya").await;
    let put = || aya.api(Method::PUT, &application, asks("aya"));
    let not = put().await;
    assert!(not.has("campaigns-not-city"), "{}", not.text());
    let joined = aya
        .api(Method::PUT, "/api/v1/cities/tokyo/membership", json!(null))
        .await;
    assert!(joined.status.is_success());
    let not = put().await;
    assert!(not.has("campaigns-not-posted"), "{}", not.text());
    assert_eq!(own(&aya, &path).await["why_not"], "posted");
    crate::lottery::tests::post_note(&aya, "Ginkgo leaves").await;
    town.settle().await;
    let without = json!({ "answers": ["The bass"] });
    let not = aya.api(Method::PUT, &application, without).await;
    assert!(not.has("campaigns-alias-missing"), "{}", not.text());
    let without = json!({ "aliases": { "instagram": "aya.tokyo" } });
    let not = aya.api(Method::PUT, &application, without).await;
    assert!(not.has("campaigns-answer-missing"), "{}", not.text());
    let yes = put().await;
    assert_eq!(yes.status, StatusCode::NO_CONTENT, "{}", yes.text());
}

#[tokio::test]
async fn barred_accounts_are_refused_and_a_double_application_is_one() {
    let town = practising().await;
    let Running { desk, path, .. } = running(&town, json!({})).await;
    let aya = apply(&town, "aya", &path).await;
    let application = format!("{path}/application");
    done(&aya, Method::PUT, &application, asks("aya")).await;
    assert_eq!(town.get(&path).await.json()["applicants"], 1);
    let ben = town.sign_up("ben").await;
    let bar = json!({ "reason": "conduct" });
    let barred = desk
        .api(Method::PUT, "/api/v1/cities/tokyo/lottery-bars/ben", bar)
        .await;
    assert!(barred.status.is_success(), "{}", barred.text());
    let not = ben.api(Method::PUT, &application, asks("ben")).await;
    assert!(not.has("campaigns-not-barred"), "{}", not.text());
    done(&aya, Method::DELETE, &application, json!(null)).await;
    done(&aya, Method::DELETE, &application, json!(null)).await;
    assert_eq!(own(&aya, &path).await["applied"], false);
    done(&aya, Method::PUT, &application, asks("aya")).await;
    close(&town).await;
    let late = aya.api(Method::DELETE, &application, json!(null)).await;
    assert!(late.has("campaigns-selected"), "{}", late.text());
    let late = ben.api(Method::PUT, &application, asks("ben")).await;
    assert!(late.has("campaigns-not-open"), "{}", late.text());
}

#[tokio::test]
async fn who_is_barred_after_they_asked_is_offered_no_seat() {
    let town = practising().await;
    let Running { desk, path, .. } = running(&town, json!({})).await;
    let aya = apply(&town, "aya", &path).await;
    let ben = apply(&town, "ben", &path).await;
    let bar = "/api/v1/cities/tokyo/lottery-bars/ben";
    let conduct = json!({ "reason": "conduct" });
    done(&desk, Method::PUT, bar, conduct).await;
    close(&town).await;
    assert_eq!(own(&aya, &path).await["seat"], "offered");
    assert_eq!(own(&ben, &path).await["seat"], json!(null));
    assert_eq!(own(&ben, &path).await["why_not"], "barred");
}

#[tokio::test]
async fn a_second_account_of_the_same_person_is_refused() {
    let town = practising().await;
    let Running { desk, path, .. } = running(&town, json!({})).await;
    let aya = apply(&town, "aya", &path).await;
    let second = town.sign_up("aya2").await;
    let links = "/api/v1/cities/tokyo/lottery-links";
    let both = json!({ "one": "aya", "other": "aya2" });
    done(&desk, Method::POST, links, both).await;
    let application = format!("{path}/application");
    let not = second.api(Method::PUT, &application, asks("aya2")).await;
    assert_eq!(not.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(not.has("campaigns-not-linked"), "{}", not.text());
    let form = format!("{}/application", &path["/api/v1".len()..]);
    let not = second.post(&form, "answers=The+bass&instagram=aya2").await;
    assert_eq!(not.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(not.has("Another account of yours"), "{}", not.text());
    assert_eq!(town.get(&path).await.json()["applicants"], 1);
    // Whoever asks no more leaves it to their other account.
    done(&aya, Method::DELETE, &application, json!(null)).await;
    done(&second, Method::PUT, &application, asks("aya2")).await;
}

#[tokio::test]
async fn a_campaign_is_called_off_before_its_seats_are_given() {
    let town = practising().await;
    let Running { desk, path, .. } = running(&town, json!({})).await;
    let aya = apply(&town, "aya", &path).await;
    let off = format!("{path}/call-off");
    done(&desk, Method::POST, &off, json!(null)).await;
    done(&desk, Method::POST, &off, json!(null)).await;
    assert_eq!(stage(&town, &path).await, "calledoff");
    close(&town).await;
    assert_eq!(own(&aya, &path).await["seat"], json!(null));
}
