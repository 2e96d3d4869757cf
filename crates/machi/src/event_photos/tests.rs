//! The story of an event's photos.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::photos::sample;
use crate::publishing::tests::{evening, organiser, publish};
use crate::town::{Town, Visitor};

async fn upload(by: &Visitor<'_>, key: &str) -> String {
    let request = by.request(Method::PUT, &format!("/api/v1/me/photos/{key}"));
    let answer = by.send(request, sample::png(640, 480, 3).into()).await;
    assert!(answer.status.is_success(), "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

async fn shown(town: &Town, event: &str) -> Vec<Value> {
    let path = format!("/api/v1/events/{event}/photos");
    let answer = town.visitor().api(Method::GET, &path, json!(null)).await;
    answer.json().as_array().unwrap().clone()
}

#[tokio::test]
async fn an_event_shows_the_photos_that_its_organiser_chose() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let event = publish(&venue, evening()).await;
    let (stage, bar) = (
        upload(&venue, "stage-photo").await,
        upload(&venue, "bar-photo").await,
    );
    let path = format!("/api/v1/events/{event}/photos");
    let both = json!([{ "id": stage, "alt": "The stage" }, { "id": bar }]);
    let put = venue.api(Method::PUT, &path, both.clone()).await;
    assert_eq!(put.status, StatusCode::NO_CONTENT, "{}", put.text());
    let again = venue.api(Method::PUT, &path, both).await;
    assert_eq!(again.status, StatusCode::NO_CONTENT);
    let photos = shown(&town, &event).await;
    assert_eq!(photos.len(), 2);
    assert_eq!(photos[0]["alt"], "The stage");
    let page = town.get(&format!("/events/{event}")).await;
    let card = photos[0]["card"].as_str().unwrap();
    for words in [
        "photo-carousel",
        "The stage",
        &format!("\"image\":[\"https://town.example{card}\""),
        &format!("content=\"https://town.example{card}\""),
    ] {
        assert!(page.has(words), "{words}: {}", page.text());
    }

    // A photo of an event stands in no note, and is not taken back.
    let note = json!({ "text": "Here", "photos": [{ "id": stage }] });
    let note = venue
        .api(Method::POST, "/api/v1/cities/tokyo/notes", note)
        .await;
    assert_eq!(note.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = format!("/api/v1/me/photos/{stage}");
    let back = venue.api(Method::DELETE, &back, json!(null)).await;
    assert_eq!(back.status, StatusCode::NOT_FOUND);

    let mika = town.sign_up("mika").await;
    let theirs = upload(&mika, "mikas-photo").await;
    let stolen = venue
        .api(Method::PUT, &path, json!([{ "id": theirs }]))
        .await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stranger = mika
        .api(Method::PUT, &path, json!([{ "id": theirs }]))
        .await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    assert_eq!(shown(&town, &event).await.len(), 2, "nothing half done");
    let many = vec![json!({ "id": stage }); 7];
    let many = venue.api(Method::PUT, &path, json!(many)).await;
    assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn photos_are_chosen_by_a_form_without_script() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let event = publish(&venue, evening()).await;
    let page = format!("/events/{event}/photos");
    assert!(venue.get(&page).await.has("Photos of the event"));
    let body = |file: &[u8], fields: &[(&str, &str)]| {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!(
                "--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(head.as_bytes());
        }
        body.extend_from_slice(
            b"--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"stage.jpg\"\r\n\r\n",
        );
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--b--\r\n");
        body
    };
    let send = async |body: Vec<u8>| {
        let request = venue.request(Method::POST, &page);
        let request = request.header("content-type", "multipart/form-data; boundary=b");
        venue.send(request, body.into()).await
    };
    let jpeg = sample::png(640, 480, 3);
    let posted = send(body(&jpeg, &[("upload", "a-long-upload-key")])).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.text());
    assert_eq!(shown(&town, &event).await.len(), 1);
    let text = send(body(b"no photo", &[("upload", "another-upload-key")])).await;
    assert_eq!(text.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.has("stage.jpg"), "{}", text.text());
    let id = shown(&town, &event).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let without = format!("photos={id}&alts=&without={id}");
    let posted = venue.post(&page, &without).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
    assert_eq!(shown(&town, &event).await.len(), 0);
    assert!(
        town.get(&format!("/events/{event}"))
            .await
            .has("picture-page__cover")
    );
}
