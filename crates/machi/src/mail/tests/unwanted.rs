//! What one does not want, one does not get: by one click, signed out.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};

use super::server::{PostOffice, Taken};
use super::*;
use crate::changes::Change;
use crate::town::Answer;

/// The path of the link in the header.
fn link(mail: &Taken) -> String {
    let link = mail.header("List-Unsubscribe").unwrap();
    let link = link.strip_prefix("<https://town.example").unwrap();
    link.strip_suffix('>').unwrap().to_owned()
}

/// As a mail program does it: no cookie, and nothing that says where it comes from.
async fn one_click(town: &Town, link: &str) -> Answer {
    let stranger = town.visitor();
    let request = stranger
        .request(Method::POST, link)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let body = Body::from("List-Unsubscribe=One-Click");
    stranger.send(request, body).await
}

#[tokio::test]
async fn one_click_ends_one_kind_of_mail() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = reader(&town, "mika", Lang::En).await;
    queue(&town, mail(&NEWS, To::Account(mika), 1)).await;
    send(&town).await;
    let news = office.mails().pop().unwrap();
    let post = news.header("List-Unsubscribe-Post");
    assert_eq!(post.as_deref(), Some("List-Unsubscribe=One-Click"));
    let link = link(&news);
    assert!(news.text().contains(&link) && news.html().contains(&link));

    // Queued before the click, and after it.
    queue(&town, mail(&NEWS, To::Account(mika), 2)).await;
    for _ in 0..2 {
        assert_eq!(one_click(&town, &link).await.status, StatusCode::OK);
    }
    queue(&town, mail(&NEWS, To::Account(mika), 3)).await;
    queue(&town, mail(&NEEDED, To::Account(mika), 4)).await;
    send(&town).await;
    assert_eq!(office.mails().len(), 2);
    let needed = office.mails().pop().unwrap();
    assert_eq!(needed.header("List-Unsubscribe"), None);
    assert_eq!(
        states(&town).await,
        [
            state("sent", ""),
            state("suppressed", "not wanted"),
            state("sent", "")
        ]
    );
    let chosen = town.changes().await.into_iter();
    let chosen = chosen.filter(|change| matches!(change, Change::MailChoicesChanged { .. }));
    assert_eq!(chosen.count(), 1);
}

#[tokio::test]
async fn the_link_s_page_ends_the_mails_and_brings_them_back() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    queue(&town, mail(&NEWS, somebody("mika@mail.example"), 1)).await;
    send(&town).await;
    let link = link(&office.mails()[0]);
    let stranger = town.visitor();
    assert!(stranger.get(&link).await.has("Would you rather not"));
    let done = stranger.post(&link, "").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = stranger.get(done.location()).await;
    assert!(page.has("You are unsubscribed.") && page.has("Send me these mails again"));
    queue(&town, mail(&NEWS, somebody("mika@mail.example"), 2)).await;
    queue(&town, mail(&NEWS, somebody("joon@mail.example"), 3)).await;
    send(&town).await;
    assert_eq!(office.mails().len(), 2);

    let back = link.replace("unsubscribe", "subscribe");
    stranger.post(&back, "").await;
    queue(&town, mail(&NEWS, somebody("mika@mail.example"), 4)).await;
    send(&town).await;
    assert_eq!(office.mails().len(), 3);

    let forged = link.replace("address~", "address~x");
    assert_eq!(stranger.get(&forged).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        one_click(&town, &forged).await.status,
        StatusCode::NOT_FOUND
    );
}
