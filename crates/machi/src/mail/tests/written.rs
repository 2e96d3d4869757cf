//! Mails as they arrive: in the reader's language, as text and as HTML.

use axum::http::StatusCode;

use super::server::PostOffice;
use super::*;

#[tokio::test]
async fn a_japanese_member_reads_japanese() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = reader(&town, "mika", Lang::Ja).await;
    queue(&town, mail(&NEWS, To::Account(mika), 7)).await;
    send(&town).await;
    let taken = office.mails().pop().unwrap();
    assert!(taken.raw().is_ascii(), "no server is asked for more");
    let subject = taken.header("Subject").unwrap();
    assert!(subject.starts_with("=?utf-8?"), "{subject}");
    assert_eq!(taken.subject(), "設定 7");
    assert!(taken.text().starts_with("設定"), "{}", taken.text());
    assert!(taken.text().contains("https://town.example/events/7"));
    let html = taken.html();
    assert!(html.contains("<html lang=\"ja\">") && html.contains("<p>設定</p>"));
    assert!(html.contains("Jazz &#60;live&#62; &#38; more"), "{html}");
    assert!(taken.text().contains("Jazz <live> & more"));
    let parsed = taken.parsed();
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("町"));
    assert_eq!(from.address(), Some("hello@town.example"));
    let sent_by = taken.header("Auto-Submitted");
    assert_eq!(sent_by.as_deref(), Some("auto-generated"));
    assert!(
        taken
            .header("Date")
            .unwrap()
            .starts_with("Sun, 22 Nov 2026 12:00:00")
    );
    let kind = taken.header("Content-Type").unwrap();
    assert!(kind.starts_with("multipart/alternative;"), "{kind}");
}

#[tokio::test]
async fn a_development_machine_reads_its_mails_on_a_page() {
    let town = Town::with_settings(|set| set.public_url = "http://127.0.0.1:8080".into()).await;
    assert!(town.get("/mail").await.has("No mail yet."));
    queue(&town, mail(&NEWS, somebody("mika@mail.example"), 1)).await;
    send(&town).await;
    let list = town.get("/mail").await;
    assert!(list.has("Settings 1") && list.has("mika@mail.example"));
    let text = list.text();
    let path = text.split("href=\"/mail/").nth(1).unwrap();
    let path = format!("/mail/{}", path.split('"').next().unwrap());
    assert!(town.get(&path).await.has("Jazz &#60;live&#62; &#38; more"));
    let html = town.get(&format!("{path}/html")).await;
    assert!(html.header("content-type").starts_with("text/html") && html.has("Tonight, at nine."));
    assert_eq!(town.get("/mail/1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn where_people_come_no_page_shows_mails() {
    let town = Town::new().await;
    assert_eq!(town.get("/mail").await.status, StatusCode::NOT_FOUND);
    let office = PostOffice::open().await;
    let sends = office.town().await;
    assert_eq!(sends.get("/mail").await.status, StatusCode::NOT_FOUND);
}
