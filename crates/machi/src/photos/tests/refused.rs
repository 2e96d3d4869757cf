//! What is no photo, too large or too much is refused, with its reason, and leaves nothing behind.

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode, header};
use futures_util::stream;
use store::{Tx, args};

use super::kit::*;
use crate::photos::record::UNUSED_MAX;
use crate::town::{Answer, NOON_MS, Town};

/// The code of the first problem.
fn reason(answer: &Answer) -> String {
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.text()
    );
    answer.json()["errors"][0]["code"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// Says in its header that it is so large.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(40, 30, 5);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bytes
}

fn nothing_is_left(town: &Town) {
    let scratch = town.app.settings().scratch_folder();
    let left = std::fs::read_dir(scratch).unwrap().count();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn each_file_that_is_no_photo_is_refused_with_its_reason() {
    told(async |town: &Town| {
        let mika = town.sign_up("mika").await;
        let whole = png(400, 300, 8);
        let half = whole[..whole.len() / 2].to_vec();
        let cases: [(&[u8], &str); 8] = [
            (b"", "photos-empty"),
            (b"<svg onload=\"alert(1)\"/>", "photos-not-a-picture"),
            (
                b"<!doctype html><script>alert(1)</script>",
                "photos-not-a-picture",
            ),
            (b"%PDF-1.7", "photos-not-a-picture"),
            (&claiming(30_000, 30_000), "photos-pixels"),
            (&claiming(65_535, 10), "photos-pixels"),
            (&half, "photos-broken"),
            (b"GIF89a=1;alert(1)//", "photos-broken"),
        ];
        for (number, (bytes, expected)) in cases.into_iter().enumerate() {
            let answer = upload(&mika, &format!("hostile-{number}"), "", bytes).await;
            assert_eq!(reason(&answer), expected, "{number}");
        }
        let behind = [whole, b"<script>alert(1)</script>".to_vec()].concat();
        let taken = upload(&mika, "script-behind", "", &behind).await;
        for url in files(&taken) {
            assert!(!town.get(&url).await.has("<script>"), "{url}");
        }
        assert_eq!(count(town, "select count(*) from photo").await, 1);
        nothing_is_left(town);
    })
    .await;
}

#[tokio::test]
async fn the_reason_is_told_in_the_readers_language() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    let mut said = Vec::new();
    for lang in ["en", "ja", "zh-Hans", "ko"] {
        let choice = serde_json::json!({ "lang": lang });
        mika.api(Method::PUT, "/api/v1/me/language", choice).await;
        let answer = upload(&mika, "large-one", "", &claiming(30_000, 30_000)).await;
        let detail = answer.json()["errors"][0]["detail"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(detail.contains("30,000"), "{detail}");
        said.push(detail);
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 4);
}

#[tokio::test]
async fn more_than_twenty_megabytes_are_refused_early() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    let path = "/api/v1/me/photos/far-too-large";
    let stated = mika
        .request(Method::PUT, path)
        .header(header::CONTENT_LENGTH, 20_000_001);
    let never = Body::from_stream(stream::pending::<Result<Bytes, std::io::Error>>());
    assert_eq!(reason(&mika.send(stated, never).await), "photos-bytes");
    let chunks = stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from(vec![7; 500_000])));
    let endless = Body::from_stream(chunks);
    let answer = mika.send(mika.request(Method::PUT, path), endless).await;
    assert_eq!(reason(&answer), "photos-bytes");
    nothing_is_left(&town);
}

#[tokio::test]
async fn a_key_is_letters_and_digits() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    for key in [
        "short",
        "with%20space",
        &"x".repeat(65),
        "%C3%BCberall-schoen",
    ] {
        let answer = upload(&mika, key, "", &png(20, 20, 1)).await;
        assert_eq!(reason(&answer), "error-malformed", "{key}");
    }
    let nobody = upload(&town.visitor(), "long-enough", "", b"").await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let nowhere = upload(&mika, "long-enough", "atlantis", &png(20, 20, 1)).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_so_many_wait_for_a_note() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    let account = town.account("mika").await;
    let fill = town.app.write(async |tx: &mut Tx| {
        for number in 0..UNUSED_MAX {
            let id = tx.new_id();
            tx.execute(
                "insert into photo (id, account_id, upload_key, content, width, height, widths,
                   thumbhash, created_at_ms, unused_since_ms)
                 values ($1, $2, $3, 'x', 1, 1, '1', '', $4, $4)",
                args![id, account, number.to_string(), NOON_MS],
            )
            .await?;
        }
        Ok(())
    });
    fill.await.unwrap();
    let answer = upload(&mika, "one-too-many", "", &png(20, 20, 1)).await;
    assert_eq!(reason(&answer), "photos-waiting");
}

#[tokio::test]
async fn only_so_many_come_in_an_hour() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    for _ in 0..120 {
        assert_eq!(
            reason(&upload(&mika, "nothing-in-it", "", b"").await),
            "photos-empty"
        );
    }
    let answer = upload(&mika, "nothing-in-it", "", b"").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!answer.header("retry-after").is_empty());
    town.clock.advance(HOUR_MS);
    assert_eq!(
        reason(&upload(&mika, "nothing-in-it", "", b"").await),
        "photos-empty"
    );
}

#[tokio::test]
async fn only_three_of_one_person_come_at_once() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    let bytes = png(60, 40, 4);
    // Bodies that do not end before the fourth was answered.
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let held = async |key: &str| {
        let (bytes, mut stopped) = (bytes.clone(), stopped.clone());
        let body = Body::from_stream(stream::once(async move {
            let _ = stopped.wait_for(|stopped| *stopped).await;
            Ok::<_, std::io::Error>(Bytes::from(bytes))
        }));
        let request = mika.request(Method::PUT, &format!("/api/v1/me/photos/{key}"));
        mika.send(request, body).await
    };
    let fourth = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let answer = upload(&mika, "the-fourth", "", &bytes).await;
        stop.send(true).unwrap();
        answer
    };
    let (a, b, c, fourth) = tokio::join!(
        held("the-first"),
        held("the-second"),
        held("the-third"),
        fourth
    );
    assert_eq!(fourth.status, StatusCode::TOO_MANY_REQUESTS);
    for answer in [a, b, c] {
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    }
    assert_eq!(
        upload(&mika, "the-fourth", "", &bytes).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn what_is_not_yet_stored_is_not_put_into_a_note() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let uploaded = upload(&mika, "half-a-photo", "", &png(90, 60, 4)).await;
    let id = uploaded.json()["id"].as_str().unwrap().to_owned();
    set(&town, "update photo set stored_at_ms = null").await;
    assert_eq!(reason(&post(&mika, &[&id]).await), "photos-gone");
}
