//! Screenshots: who sees them, which ones are alike, and when they go.

use axum::http::{Method, StatusCode};
use futures_util::TryStreamExt;
use serde_json::json;
use store::{Tx, args};

use super::kit::{Campaign, campaign, decide, guest, hand_in, path, put, upload, waiting};
use crate::draws::tests::run_timers;
use crate::photos::sample;
use crate::points::tests::operator;
use crate::proofs::UNDO_MS;
use crate::town::Town;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

async fn files(town: &Town) -> usize {
    let all: Vec<_> = town
        .app
        .objects()
        .list("proofs")
        .try_collect()
        .await
        .unwrap();
    all.len()
}

#[tokio::test]
async fn a_screenshot_is_seen_by_its_owner_and_the_city_s_operators() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let (mika, post, _) = guest(&town, &campaign, "mika").await;
    hand_in(&mika, post, "C1aB_-xY9z0", 1).await;
    let mine = mika.api(Method::GET, &path(post), json!(null)).await.json();
    let url = mine[0]["screenshot"].as_str().unwrap();
    let shown = mika.get(url).await;
    assert_eq!(shown.header("content-type"), "image/webp");
    assert!(shown.header("cache-control").starts_with("private"));
    let desk = operator(&town, "keeper").await;
    assert_eq!(desk.get(url).await.status, StatusCode::OK);
    let joon = town.sign_up("joon").await;
    assert_eq!(joon.get(url).await.status, StatusCode::NOT_FOUND);
    let broken = mika.request(Method::PUT, &format!("{}/screenshot", path(post)));
    let broken = mika.send(broken, b"no picture".to_vec().into()).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_same_screenshot_is_shown_beside_and_is_no_reason_to_refuse() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let (mika, post, _) = guest(&town, &campaign, "mika").await;
    hand_in(&mika, post, "C1aB_-xY9z0", 1).await;
    let (joon, theirs, _) = guest(&town, &campaign, "joon").await;
    hand_in(&joon, theirs, "D1aB_-xY9z0", 1).await;
    let desk = operator(&town, "keeper").await;
    let list = waiting(&desk).await;
    assert_eq!(list[1]["alike"], json!([list[0]["id"]]));
    let page = desk.get("/desk/tokyo/proofs").await;
    assert!(
        page.has("This very file was handed in for another"),
        "{}",
        page.text()
    );
    assert!(page.has("@joon") && page.has("Screenshot of another proof"));
}

/// A member with a post to show, who shows this picture for it; the obligation.
async fn shows(town: &Town, campaign: &Campaign, handle: &str, (code, png): (&str, Vec<u8>)) {
    let (by, post, _) = guest(town, campaign, handle).await;
    let request = by.request(Method::PUT, &format!("{}/screenshot", path(post)));
    let kept = by.send(request, png.into()).await;
    assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text());
    let link = format!("https://www.instagram.com/p/{code}/");
    let proof = json!({ "link": link, "screenshot": kept.json()["id"] });
    let answer = put(&by, post, proof).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
}

#[tokio::test]
async fn a_screenshot_that_was_scaled_is_found_by_how_it_looks_and_another_is_not() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    for (handle, code, png) in [
        ("mika", "C1aB_-xY9z0", sample::spots(480, 1)),
        ("joon", "D1aB_-xY9z0", sample::spots(360, 1)),
        ("lin", "E1aB_-xY9z0", sample::spots(480, 2)),
    ] {
        shows(&town, &campaign, handle, (code, png)).await;
    }
    let desk = operator(&town, "keeper").await;
    let list = waiting(&desk).await;
    assert_eq!(list[1]["alike"], json!([list[0]["id"]]));
    assert_eq!(list[2]["alike"], json!([]));
    let page = desk.get("/desk/tokyo/proofs").await;
    assert!(page.has("@joon") && !page.has("This very file"));
}

#[tokio::test]
async fn screenshots_go_when_nobody_needs_them() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let (mika, post, _) = guest(&town, &campaign, "mika").await;
    upload(&mika, post, 3).await;
    hand_in(&mika, post, "C1aB_-xY9z0", 1).await;
    assert_eq!(files(&town).await, 2);
    town.clock.advance(DAY_MS + 2 * 60 * 60 * 1_000);
    run_timers(&town).await;
    assert_eq!(
        files(&town).await,
        1,
        "the one that was not handed in is gone"
    );
    let desk = operator(&town, "keeper").await;
    let proof = waiting(&desk).await.remove(0);
    let yes = json!({ "decision": "accepted" });
    assert_eq!(
        decide(&desk, &proof, yes).await.status,
        StatusCode::NO_CONTENT
    );
    town.clock.advance(UNDO_MS);
    run_timers(&town).await;
    town.clock.advance(29 * DAY_MS);
    run_timers(&town).await;
    assert_eq!(files(&town).await, 1);
    town.clock.advance(2 * DAY_MS);
    run_timers(&town).await;
    assert_eq!(files(&town).await, 0);

    // It is known again all the same.
    let (joon, theirs, _) = guest(&town, &campaign, "joon").await;
    hand_in(&joon, theirs, "D1aB_-xY9z0", 1).await;
    assert_eq!(waiting(&desk).await[0]["alike"], json!([proof["id"]]));
}

#[tokio::test]
async fn an_account_that_goes_takes_its_screenshots_along() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let (mika, post, _) = guest(&town, &campaign, "mika").await;
    hand_in(&mika, post, "C1aB_-xY9z0", 1).await;
    let account = town.account("mika").await;
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "delete from proof where account_id = $1";
        tx.execute(sql, args![account]).await?;
        let sql = "update proof_picture set account_id = null where account_id = $1";
        tx.execute(sql, args![account]).await?;
        Ok(())
    });
    write.await.unwrap();
    town.clock.advance(2 * 60 * 60 * 1_000);
    run_timers(&town).await;
    assert_eq!(files(&town).await, 0);
}
