//! A mail address is confirmed by its own mailbox, and nobody else learns of it.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::changes::Change;
use crate::mail::tests::server::{PostOffice, Whim};
use crate::town::{Town, Visitor};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Enters the address and opens the link that it gets.
async fn confirm(office: &PostOffice, town: &Town, who: &Visitor<'_>, address: &str) {
    let form = format!("address={}", address.replace('@', "%40"));
    let asked = who.post("/settings/mail", &form).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let mails = office.fetch(town).await;
    let mail = mails.iter().find(|mail| mail.to == address).unwrap();
    let done = who.post(&mail.link("/mail-address/"), "").await;
    assert_eq!(done.location(), "/settings/mail");
}

async fn address(who: &Visitor<'_>) -> Value {
    let answer = who.api(Method::GET, "/api/v1/me/mail", Value::Null).await;
    answer.json()["address"].clone()
}

#[tokio::test]
async fn an_address_is_one_s_own_once_its_mailbox_says_so() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = town.sign_up("mika").await;
    let form = "address=Mika%40mail.example";
    let asked = mika.post("/settings/mail?lang=ja", form).await;
    assert_eq!(asked.location(), "/settings/mail");
    assert!(
        mika.get("/settings/mail?lang=en")
            .await
            .has("We sent a link to Mika@mail.example")
    );
    assert_eq!(address(&mika).await, Value::Null, "not yet");

    let mails = office.fetch(&town).await;
    let [mail] = &mails[..] else {
        panic!("one mail")
    };
    assert_eq!(
        (mail.to.as_str(), mail.subject().as_str()),
        ("Mika@mail.example", "メールアドレスの確認")
    );
    assert_eq!(mail.header("List-Unsubscribe"), None);
    let link = mail.link("/mail-address/");
    // Read on a phone that is not signed in. A program that opens the link confirms nothing.
    let phone = town.visitor();
    assert!(
        phone
            .get(&link)
            .await
            .has("Is Mika@mail.example the mail address of @mika?")
    );
    assert_eq!(address(&mika).await, Value::Null);
    assert_eq!(phone.post(&link, "").await.location(), "/");
    assert_eq!(address(&mika).await, "Mika@mail.example");
    assert!(mika.get("/settings/mail").await.has("confirmed"));
    let again = phone.post(&link, "").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.has("This link does not work any more"));

    let stranger = town.get("/people/mika").await;
    let api = town.get("/api/v1/people/mika").await;
    assert!(!stranger.has("mail.example") && !api.has("mail.example"));
    let account = town.account("mika").await;
    let told = Change::MailAddressChanged { account };
    assert!(town.changes().await.contains(&told));
}

#[tokio::test]
async fn the_address_before_stays_until_the_next_and_is_told() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = town.sign_up("mika").await;
    confirm(&office, &town, &mika, "old@mail.example").await;
    mika.post("/settings/mail", "address=new%40mail.example")
        .await;
    assert_eq!(address(&mika).await, "old@mail.example");
    let link = office.fetch(&town).await[0].link("/mail-address/");
    mika.post("/settings/mail", "address=newer%40mail.example")
        .await;
    let replaced = mika.post(&link, "").await;
    assert_eq!(replaced.status, StatusCode::UNPROCESSABLE_ENTITY);
    let link = office.fetch(&town).await[0].link("/mail-address/");
    town.clock.advance(DAY_MS);
    let late = mika.post(&link, "").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    confirm(&office, &town, &mika, "new@mail.example").await;
    let told = &office.fetch(&town).await[0];
    assert_eq!(told.to, "old@mail.example");
    assert_eq!(told.subject(), "Your mail address was removed");

    let removed = mika.post("/settings/mail/remove", "").await;
    assert_eq!(removed.location(), "/settings/mail");
    assert_eq!(address(&mika).await, Value::Null);
    assert_eq!(office.fetch(&town).await[0].to, "new@mail.example");
}

#[tokio::test]
async fn only_its_own_mailbox_tells_whose_an_address_is() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = town.sign_up("mika").await;
    confirm(&office, &town, &mika, "mika@mail.example").await;
    let joon = town.sign_up("joon").await;
    let mut pages = Vec::new();
    for asked in ["MIKA%40mail.example", "free%40mail.example"] {
        let answer = joon
            .post("/settings/mail", &format!("address={asked}"))
            .await;
        assert_eq!(answer.location(), "/settings/mail");
        let page = joon.get("/settings/mail").await.text();
        pages.push(page.replace(&asked.replace("%40", "@"), "…"));
        if asked.starts_with("free") {
            continue;
        }
        let link = office.fetch(&town).await[0].link("/mail-address/");
        let taken = town.visitor().post(&link, "").await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.has("Another account here has this address"));
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(address(&mika).await, "mika@mail.example");
    assert_eq!(address(&joon).await, Value::Null);
}

#[tokio::test]
async fn an_address_that_refuses_is_shown_and_comes_back_by_a_new_link() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = town.sign_up("mika").await;
    confirm(&office, &town, &mika, "mika@mail.example").await;
    office.expect(&[Whim::Recipient("550 5.1.1 nobody")]);
    town.visitor().post("/sign-in/forgot", "who=mika").await;
    assert!(office.fetch(&town).await.is_empty());
    assert!(
        mika.get("/settings/mail")
            .await
            .has("Mail to this address came back")
    );
    confirm(&office, &town, &mika, "mika@mail.example").await;
    assert!(!mika.get("/settings/mail").await.has("came back"));
}

#[tokio::test]
async fn a_wrong_address_and_a_town_without_mail_say_so() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = town.sign_up("mika").await;
    let wrong = mika.post("/settings/mail", "address=mika").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("This does not look like a mail address.") && wrong.has("value=\"mika\""));
    for _ in 0..5 {
        mika.post("/settings/mail", "address=a%40mail.example")
            .await;
    }
    let many = mika
        .post("/settings/mail", "address=a%40mail.example")
        .await;
    assert_eq!(many.status, StatusCode::TOO_MANY_REQUESTS);

    let silent = Town::new().await;
    let joon = silent.sign_up("joon").await;
    assert!(
        joon.get("/settings/mail")
            .await
            .has("This installation does not send mail.")
    );
    let new = json!({ "address": "joon@mail.example" });
    let refused = joon.api(Method::PUT, "/api/v1/me/mail", new).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn programs_enter_confirm_and_remove_addresses_too() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = town.sign_up("mika").await;
    let new = json!({ "address": "mika@mail.example" });
    let asked = mika.api(Method::PUT, "/api/v1/me/mail", new).await;
    assert_eq!(asked.status, StatusCode::NO_CONTENT);
    let mail = mika
        .api(Method::GET, "/api/v1/me/mail", Value::Null)
        .await
        .json();
    assert_eq!(
        (&mail["asked"], &mail["is_set_up"]),
        (&json!("mika@mail.example"), &json!(true))
    );
    let link = office.fetch(&town).await[0].link("/mail-address/");
    let path = link.replace("/mail-address/", "/api/v1/mail-addresses/");
    for expected in [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND] {
        let answer = town.visitor().api(Method::POST, &path, Value::Null).await;
        assert_eq!(answer.status, expected);
    }
    assert_eq!(address(&mika).await, "mika@mail.example");
    for _ in 0..2 {
        let removed = mika
            .api(Method::DELETE, "/api/v1/me/mail", Value::Null)
            .await;
        assert_eq!(removed.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(address(&mika).await, Value::Null);
}
