//! Whoever cannot asks to be excused, and an operator decides.

use super::*;

const DESK: &str = "/api/v1/cities/tokyo/excuses";

async fn ask(by: &Visitor<'_>, id: &str, text: &str) -> crate::town::Answer {
    let path = format!("{MINE}/{id}/excuse");
    by.api(Method::PUT, &path, json!({ "text": text })).await
}

async fn asked(story: &Story<'_>, id: &str) {
    let answer = ask(&story.mika, id, "My camera broke").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    follow(story.town).await;
}

/// Decides about the first request that waits.
async fn decide(town: &Town, desk: &Visitor<'_>, accepted: bool) {
    let excuse = list(desk, DESK).await[0]["id"].clone();
    let path = format!("{DESK}/{}", excuse.as_str().unwrap());
    let body = json!({ "accepted": accepted, "reason": "We talked about it" });
    let answer = desk.api(Method::PUT, &path, body).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    follow(town).await;
}

#[tokio::test]
async fn an_accepted_excuse_counts_for_nothing_before_and_after_it_was_due() {
    let town = Town::with_cities().await;
    let story = story(&town, &[term(Kind::Note, 24), term(Kind::Post, 72)]).await;
    let desk = operator(&town, "keeper").await;
    come(&story).await;
    let (note, post) = (
        id_of(&story.mika, "note").await,
        id_of(&story.mika, "post").await,
    );
    asked(&story, &post).await;
    decide(&town, &desk, true).await;
    assert_eq!(states(&story.mika).await, ["met", "open", "excused"]);
    assert_eq!(
        of_kind(&story.mika, "post").await["reason"],
        "We talked about it"
    );

    turn_to(&town, "2026-12-20T00:00:00").await;
    assert_eq!(states(&story.mika).await, ["met", "missed", "excused"]);
    asked(&story, &note).await;
    assert_eq!(states(&story.mika).await[1], "missed", "while it waits");
    decide(&town, &desk, true).await;
    assert_eq!(states(&story.mika).await, ["met", "excused", "excused"]);
    assert_eq!(
        told(&story.mika).await,
        ["obligation_excused", "obligation_excused"]
    );
    let page = story.mika.get("/notifications").await;
    assert!(page.has("We talked about it"), "{}", page.text());
    assert_eq!(list(&desk, &format!("{DESK}?decided=true")).await.len(), 2);
    assert!(list(&desk, DESK).await.is_empty());
}

#[tokio::test]
async fn while_a_request_waits_nobody_is_reminded_and_nothing_missed_and_then_the_clock_goes_on() {
    let town = Town::with_cities().await;
    let story = story(&town, &[term(Kind::Post, 72)]).await;
    let desk = operator(&town, "keeper").await;
    come(&story).await;
    let post = id_of(&story.mika, "post").await;
    asked(&story, &post).await;
    turn_to(&town, "2026-12-20T12:00:00").await;
    assert!(told(&story.mika).await.is_empty());
    assert_eq!(states(&story.mika).await[2], "open");
    decide(&town, &desk, false).await;
    assert_eq!(told(&story.mika).await, ["excuse_refused"]);
    // A day at least to do it, late.
    turn_to(&town, "2026-12-21T11:59:59").await;
    assert_eq!(states(&story.mika).await[2], "open");
    assert_eq!(
        of_kind(&story.mika, "post").await["due_at"],
        "2026-12-01T19:00:00+09:00"
    );
    turn_to(&town, "2026-12-21T12:00:00").await;
    assert_eq!(states(&story.mika).await[2], "missed");
}

#[tokio::test]
async fn a_request_that_is_taken_back_leaves_the_clock_as_it_was() {
    let town = Town::with_cities().await;
    let story = story(&town, &[term(Kind::Post, 72)]).await;
    come(&story).await;
    let post = id_of(&story.mika, "post").await;
    asked(&story, &post).await;
    let path = format!("{MINE}/{post}/excuse");
    for _ in 0..2 {
        let back = story.mika.api(Method::DELETE, &path, Value::Null).await;
        assert_eq!(back.status, StatusCode::NO_CONTENT);
    }
    turn_to(&town, "2026-11-30T19:00:00").await;
    assert_eq!(told(&story.mika).await, ["obligation_soon"]);
    let one = of_kind(&story.mika, "post").await;
    assert_eq!(one["excuse"]["state"], "withdrawn");
}

#[tokio::test]
async fn whoever_is_excused_from_coming_owes_nothing_else() {
    let town = Town::with_cities().await;
    let story = story(&town, &[term(Kind::Note, 72)]).await;
    let desk = operator(&town, "keeper").await;
    asked(&story, &id_of(&story.mika, "come").await).await;
    turn_to(&town, "2026-11-28T22:00:00").await;
    assert_eq!(states(&story.mika).await[..2], ["open", "open"]);
    decide(&town, &desk, true).await;
    assert_eq!(states(&story.mika).await[..2], ["excused", "released"]);
}

#[tokio::test]
async fn a_request_for_what_is_met_meanwhile_asks_for_nothing_any_more() {
    let town = Town::with_cities().await;
    let story = story(&town, &[term(Kind::Note, 72)]).await;
    let desk = operator(&town, "keeper").await;
    come(&story).await;
    let note = id_of(&story.mika, "note").await;
    asked(&story, &note).await;
    let excuse = list(&desk, DESK).await[0]["id"].clone();
    post_note(&story, json!({})).await;
    assert!(list(&desk, DESK).await.is_empty());
    assert_eq!(
        of_kind(&story.mika, "note").await["excuse"]["state"],
        "moot"
    );
    let path = format!("{DESK}/{}", excuse.as_str().unwrap());
    let body = json!({ "accepted": true, "reason": "Why not" });
    let late = desk.api(Method::PUT, &path, body).await;
    assert!(late.has("excuses-decided"), "{}", late.text());
    let settled = ask(&story.mika, &note, "Still").await;
    assert!(settled.has("excuses-settled"), "{}", settled.text());
}

#[tokio::test]
async fn what_is_not_ones_own_is_not_there_and_bad_words_are_refused() {
    let town = Town::with_cities().await;
    let story = story(&town, &[term(Kind::Post, 72)]).await;
    let (desk, joon) = (operator(&town, "keeper").await, town.sign_up("joon").await);
    let post = id_of(&story.mika, "post").await;
    let others = ask(&joon, &post, "Let them off").await;
    assert_eq!(others.status, StatusCode::NOT_FOUND);
    let page = joon.get(&format!("/me/obligations/{post}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(
        ask(&story.mika, &post, "  ")
            .await
            .has("excuses-text-missing")
    );
    let long = "a".repeat(1_001);
    assert!(ask(&story.mika, &post, &long).await.has("excuses-long"));
    // One request at a time, and five in all.
    for _ in 0..5 {
        asked(&story, &post).await;
        asked(&story, &post).await;
        assert_eq!(list(&desk, DESK).await.len(), 1);
        let path = format!("{MINE}/{post}/excuse");
        story.mika.api(Method::DELETE, &path, Value::Null).await;
    }
    assert!(ask(&story.mika, &post, "Please").await.has("excuses-many"));
    assert_eq!(
        joon.api(Method::GET, DESK, Value::Null).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn nobody_decides_about_themselves_and_no_request_is_decided_twice() {
    let town = Town::with_cities().await;
    let story = story(&town, &[term(Kind::Post, 72)]).await;
    let desk = operator(&town, "keeper").await;
    town.give_role("mika", Role::Operator, Some(tokyo(&town).await))
        .await;
    asked(&story, &id_of(&story.mika, "post").await).await;
    let excuse = list(&desk, DESK).await[0]["id"].clone();
    let path = format!("{DESK}/{}", excuse.as_str().unwrap());
    let yes = json!({ "accepted": true, "reason": "It is me" });
    let own = story.mika.api(Method::PUT, &path, yes).await;
    assert!(own.has("excuses-own"), "{}", own.text());
    let silent = json!({ "accepted": false, "reason": " " });
    let silent = desk.api(Method::PUT, &path, silent).await;
    assert!(silent.has("excuses-reason-missing"), "{}", silent.text());
    for (accepted, status) in [
        (false, StatusCode::NO_CONTENT),
        (false, StatusCode::NO_CONTENT),
        (true, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let body = json!({ "accepted": accepted, "reason": "No broken camera" });
        let answer = desk.api(Method::PUT, &path, body).await;
        assert_eq!(answer.status, status, "{}", answer.text());
    }
}
