//! The desk: one after the other, two reviewers, undoing, and no reason that asks for praise.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::kit::{campaign, decide, guest, hand_in, put, state, waiting};
use crate::changes::{Change, Tried};
use crate::draws::tests::{run_timers, run_timers_on_both, start_and_run_timers};
use crate::points::tests::operator;
use crate::proofs::UNDO_MS;
use crate::town::{Answer, Town, Visitor};

const DESK: &str = "/desk/tokyo/proofs";

/// Presses a button of the proof on this page, as script does.
async fn press(desk: &Visitor<'_>, page: &Answer, fields: &str) -> Answer {
    let text = page.text();
    let (_, rest) = text.split_once("action=\"/desk/tokyo/proofs/").unwrap();
    let rest = match rest.strip_prefix("undo\"") {
        Some(rest) => rest.split_once("action=\"/desk/tokyo/proofs/").unwrap().1,
        None => rest,
    };
    let (id, rest) = rest.split_once('"').unwrap();
    let (_, rest) = rest.split_once("name=\"revision\" value=\"").unwrap();
    let (revision, _) = rest.split_once('"').unwrap();
    let request = desk
        .request(Method::POST, &format!("{DESK}/{id}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("x-fragment", "1");
    let body = format!("revision={revision}&{fields}");
    desk.send(request, body.into()).await
}

#[tokio::test]
async fn one_press_accepts_and_brings_the_next() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let desk = operator(&town, "keeper").await;
    assert!(desk.get(DESK).await.has("Nothing waits"));
    let mut posts = Vec::new();
    for (handle, code, number) in [("mika", "C1aB_-xY9z0", 1), ("joon", "D1aB_-xY9z0", 9)] {
        let (by, post, _) = guest(&town, &campaign, handle).await;
        hand_in(&by, post, code, number).await;
        posts.push(post);
    }
    let first = desk.get(DESK).await;
    for text in [
        "2 proofs wait",
        "@mika.walks",
        "@bluedoor.tokyo",
        "Free ticket from Blue Door",
        "rel=\"noopener noreferrer\"",
        "data-next-picture=\"/proofs/pictures/",
    ] {
        assert!(first.has(text), "{text}: {}", first.text());
    }
    assert!(desk.get("/desk/tokyo").await.has("Proofs to look at"));
    let second = press(&desk, &first, "decision=accepted").await;
    assert_eq!(second.status, StatusCode::OK);
    assert!(second.has("@joon.walks") && second.has("One proof waits"));
    assert!(!second.has("<html"), "the part alone");
    let last = press(&desk, &second, "decision=accepted").await;
    assert!(last.has("Nothing waits"), "{}", last.text());
    let told = town.changes().await;
    let told = told
        .iter()
        .filter(|change| matches!(change, Change::Tried(Tried::ProofChanged { .. })));
    assert_eq!(told.count(), 4, "handed in, and decided");

    // The last one is undone, and nobody was told of it.
    let undone = desk.post(&format!("{DESK}/undo"), "").await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    assert!(desk.get(undone.location()).await.has("@joon.walks"));
    town.clock.advance(UNDO_MS);
    run_timers(&town).await;
    assert_eq!(state(&town, posts[0]).await.0, "met");
    assert_eq!(state(&town, posts[1]).await.0, "submitted");
    let late = desk.post(&format!("{DESK}/undo"), "").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.has("nothing to undo"));
}

#[tokio::test]
async fn a_reason_is_read_in_the_member_s_language_and_never_asks_for_praise() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let desk = operator(&town, "keeper").await;
    let (mika, post, _) = guest(&town, &campaign, "mika").await;
    hand_in(&mika, post, "C1aB_-xY9z0", 1).await;
    let page = desk.get(DESK).await;
    for (fields, why) in [
        ("decision=refused", "Choose why"),
        (
            "decision=refused&reason=other&words=",
            "Write down the reason",
        ),
        (
            "decision=refused&reason=other&words=Please+be+more+positive",
            "asks for praise",
        ),
    ] {
        let answer = press(&desk, &page, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
        assert!(
            answer.has(why) && answer.has("@mika.walks"),
            "{}",
            answer.text()
        );
    }
    press(&desk, &page, "decision=refused&reason=wrong-tag").await;
    town.clock.advance(UNDO_MS);
    run_timers(&town).await;
    let (stands, reason) = state(&town, post).await;
    assert_eq!(stands, "refused");
    assert_eq!(reason, "The wrong account is tagged, or none.");
    let own = format!("/me/obligations/{post}/proof");
    assert!(mika.get(&own).await.has("The wrong account is tagged"));
    let japanese = mika.get(&format!("{own}?lang=ja")).await;
    assert!(japanese.has("公式アカウントがタグ付けされていない"));
}

#[tokio::test]
async fn two_reviewers_decide_once_and_about_what_they_saw() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let desk = operator(&town, "keeper").await;
    let other = operator(&town, "second").await;
    let (mika, _, words) = guest(&town, &campaign, "mika").await;
    put(&mika, words, json!({ "words": "Done" })).await;
    let seen = waiting(&desk).await.remove(0);
    put(&mika, words, json!({ "words": "Done at noon" })).await;
    let yes = json!({ "decision": "accepted" });
    let stale = decide(&desk, &seen, yes.clone()).await;
    assert!(stale.has("proofs-replaced-meanwhile"), "{}", stale.text());
    let seen = waiting(&desk).await.remove(0);
    for _ in 0..2 {
        let decided = decide(&desk, &seen, yes.clone()).await;
        assert_eq!(decided.status, StatusCode::NO_CONTENT, "{}", decided.text());
    }
    let no = json!({ "decision": "refused", "reason": "unreadable" });
    let second = decide(&other, &seen, no).await;
    assert!(second.has("proofs-decided-meanwhile"), "{}", second.text());
    let id = seen["id"].as_str().unwrap();
    let path = format!("/api/v1/cities/tokyo/proofs/{id}/decision");
    let theirs = other.api(Method::DELETE, &path, json!(null)).await;
    assert!(theirs.has("proofs-nothing-to-undo"), "{}", theirs.text());
    let undone = desk.api(Method::DELETE, &path, json!(null)).await;
    assert_eq!(undone.status, StatusCode::NO_CONTENT);
    assert_eq!(waiting(&other).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_takes_effect_once_on_two_nodes_and_after_a_restart() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let desk = operator(&town, "keeper").await;
    let other = town.second_node(town.clock.clone()).await;
    for (handle, code, number, restarted) in [
        ("mika", "C1aB_-xY9z0", 1, false),
        ("joon", "D1aB_-xY9z0", 9, true),
    ] {
        let (by, post, _) = guest(&town, &campaign, handle).await;
        hand_in(&by, post, code, number).await;
        let proof = waiting(&desk).await.remove(0);
        decide(&desk, &proof, json!({ "decision": "accepted" })).await;
        let before = town.changes().await.len();
        town.clock.advance(UNDO_MS);
        match restarted {
            true => start_and_run_timers(&town).await,
            false => run_timers_on_both(&town, &other).await,
        }
        assert_eq!(state(&town, post).await.0, "met");
        let changes = town.changes().await.split_off(before);
        let settled = |change: &&Change| matches!(change, Change::Tried(Tried::ObligationChanged { obligation, .. }) if *obligation == post);
        assert_eq!(changes.iter().filter(settled).count(), 1, "{handle}");
    }
    other.shut_down();
}

#[tokio::test]
async fn nobody_decides_about_their_own_or_elsewhere() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let (mika, _, words) = guest(&town, &campaign, "mika").await;
    put(&mika, words, json!({ "words": "Done" })).await;
    let desk = operator(&town, "keeper").await;
    let proof = waiting(&desk).await.remove(0);
    let yes = json!({ "decision": "accepted" });
    let member = decide(&mika, &proof, yes.clone()).await;
    assert_eq!(member.status, StatusCode::NOT_FOUND);
    let city = town.app.view::<crate::cities::Cities>().unwrap();
    let tokyo = city.by_slug("tokyo").unwrap();
    town.give_role("mika", crate::accounts::Role::Operator, Some(tokyo.id))
        .await;
    assert_eq!(waiting(&mika).await.len(), 0);
    let own = decide(&mika, &proof, yes).await;
    assert!(own.has("proofs-own"), "{}", own.text());
}
