//! A photo comes, is served, is shared by those who sent the same bytes, and goes.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::kit::*;
use crate::town::{Answer, Town, Visitor};

async fn remove(by: &Visitor<'_>, uploaded: &Answer) -> StatusCode {
    let id = uploaded.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/me/photos/{id}");
    by.api(Method::DELETE, &path, Value::Null).await.status
}

#[tokio::test]
async fn what_is_uploaded_is_served_and_cached_for_ever() {
    told(async |town: &Town| {
        let mika = town.sign_up("mika").await;
        let uploaded = upload(&mika, "first-photo", "", &png(1500, 1000, 9)).await;
        assert_eq!(uploaded.status, StatusCode::CREATED, "{}", uploaded.text());
        let json = uploaded.json();
        assert_eq!(
            (&json["width"], &json["height"]),
            (&json!(1500), &json!(1000))
        );
        assert_eq!(json["near"], Value::Null);
        let widths: Vec<_> = json["sources"].as_array().unwrap().iter().collect();
        assert_eq!(widths.len(), 3, "{json}");
        for url in files(&uploaded) {
            let file = town.get(&url).await;
            assert_eq!(file.status, StatusCode::OK, "{url}");
            let kind = if url.ends_with("jpg") {
                "image/jpeg"
            } else {
                "image/webp"
            };
            assert_eq!(file.header("content-type"), kind);
            assert_eq!(file.header("x-content-type-options"), "nosniff");
            assert!(file.header("cache-control").contains("immutable"), "{url}");
            assert_eq!(file.header("content-length"), file.body.len().to_string());
            ask_for_parts(town, &url, &file).await;
        }
    })
    .await;
}

async fn ask_for_parts(town: &Town, url: &str, file: &Answer) {
    let reader = town.visitor();
    let ask = async |method: Method, name: &str, value: &str| {
        let request = reader.request(method, url).header(name, value);
        reader.send(request, Body::empty()).await
    };
    let head = ask(Method::HEAD, "accept", "image/*").await;
    assert_eq!(head.header("content-length"), file.body.len().to_string());
    assert!(head.body.is_empty());
    let known = ask(Method::GET, "if-none-match", file.header("etag")).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert!(known.body.is_empty() && known.header("cache-control").contains("immutable"));
    let part = ask(Method::GET, "range", "bytes=4-9").await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.body, file.body[4..10]);
    let size = file.body.len();
    assert_eq!(part.header("content-range"), format!("bytes 4-9/{size}"));
    let end = ask(Method::GET, "range", "bytes=-5").await;
    assert_eq!(end.body, file.body[size - 5..]);
    let beyond = ask(Method::GET, "range", "bytes=99999999-").await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(beyond.header("content-range"), format!("bytes */{size}"));
}

#[tokio::test]
async fn the_same_key_is_the_same_photo() {
    told(async |town: &Town| {
        let mika = town.sign_up("mika").await;
        let first = upload(&mika, "holiday-1", "", &png(400, 300, 1)).await;
        // Nothing is decoded any more: what the body is does not matter.
        let again = upload(&mika, "holiday-1", "", b"anything").await;
        assert_eq!(again.status, StatusCode::OK);
        assert_eq!(again.json(), first.json());
        let bytes = png(400, 300, 2);
        let (one, other) = tokio::join!(
            upload(&mika, "holiday-2", "", &bytes),
            upload(&mika, "holiday-2", "", &bytes)
        );
        assert_eq!(one.json()["id"], other.json()["id"]);
        assert_eq!(count(town, "select count(*) from photo").await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_same_bytes_lie_there_once_until_the_last_one_goes() {
    told(async |town: &Town| {
        let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
        let bytes = png(700, 500, 3);
        let hers = upload(&mika, "mika-key", "", &bytes).await;
        let files_of_one = names(town).await;
        let his = upload(&joon, "joon-key", "", &bytes).await;
        assert_eq!(files(&hers), files(&his));
        assert_eq!(names(town).await, files_of_one);
        assert_eq!(remove(&joon, &hers).await, StatusCode::NOT_FOUND);
        assert_eq!(remove(&mika, &hers).await, StatusCode::NO_CONTENT);
        do_what_is_due(town).await;
        assert_eq!(names(town).await, files_of_one);
        assert_eq!(remove(&joon, &his).await, StatusCode::NO_CONTENT);
        do_what_is_due(town).await;
        assert_eq!(names(town).await, Vec::<String>::new());
        assert_eq!(count(town, "select count(*) from photo_removal").await, 0);
        let gone = town.get(&files(&hers)[0]).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        let back = upload(&joon, "joon-key", "", &bytes).await;
        assert_eq!(files(&back), files(&his));
    })
    .await;
}
