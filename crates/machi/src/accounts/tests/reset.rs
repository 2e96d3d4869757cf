//! Who has lost their password sets a new one by a mailed link.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use crate::mail::tests::server::{PostOffice, Taken};
use crate::text::Lang;
use crate::town::{Town, Visitor};

const OLD: &str = "lanterns+on+the+river";
const NEW: &str = "ginkgo+leaves+in+autumn";
const HOUR_MS: i64 = 60 * 60 * 1_000;

/// mika, with a password and a confirmed address, who reads Japanese.
async fn mika(town: &Town) -> Visitor<'_> {
    let mika = town.visitor();
    mika.post("/sign-up", &format!("handle=mika&password={OLD}"))
        .await;
    let account = town.account("mika").await;
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "update account set lang = $2 where id = $1";
        tx.execute(sql, args![account, Lang::Ja.tag()]).await?;
        let sql = "insert into account_mail (account_id, address, folded, confirmed_at_ms)
                   values ($1, 'Mika@mail.example', 'mika@mail.example', 0)";
        Ok(tx.execute(sql, args![account]).await?)
    });
    write.await.unwrap();
    mika
}

async fn forget(office: &PostOffice, town: &Town, who: &str) -> Vec<Taken> {
    let answer = town
        .visitor()
        .post("/sign-in/forgot", &format!("who={who}"))
        .await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/sign-in")
    );
    office.fetch(town).await
}

async fn signs_in(town: &Town, password: &str) -> bool {
    let form = format!("handle=mika&password={password}");
    let answer = town.visitor().post("/sign-in", &form).await;
    answer.status == StatusCode::SEE_OTHER
}

#[tokio::test]
async fn a_mailed_link_sets_a_new_password_once() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let elsewhere = mika(&town).await;
    assert_eq!(
        elsewhere.get("/settings").await.location(),
        "/settings/profile"
    );
    assert!(town.get("/sign-in").await.has("href=\"/sign-in/forgot\""));
    let mails = forget(&office, &town, "mika").await;
    let [mail] = &mails[..] else {
        panic!("one mail")
    };
    assert_eq!(
        (mail.to.as_str(), mail.subject().as_str()),
        ("Mika@mail.example", "パスワードの再設定")
    );
    assert!(mail.text().contains("@mika") && mail.html().contains("lang=\"ja\""));

    let link = mail.link("/sign-in/reset/");
    let browser = town.visitor();
    assert!(
        browser
            .get(&link)
            .await
            .has("autocomplete=\"new-password\"")
    );
    let short = browser.post(&link, "new_password=short").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = format!("new_password={NEW}");
    assert_eq!(browser.post(&link, &form).await.location(), "/sign-in");
    assert!(
        browser
            .get("/sign-in")
            .await
            .has("Your new password is set.")
    );
    town.settle().await;
    assert!(
        elsewhere
            .get("/settings")
            .await
            .location()
            .starts_with("/sign-in")
    );
    assert!(signs_in(&town, NEW).await && !signs_in(&town, OLD).await);

    let again = browser.post(&link, "new_password=another+password").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.has("This link does not work any more"));
    assert!(
        browser
            .get(&link)
            .await
            .has("This link does not work any more")
    );
    assert!(signs_in(&town, NEW).await);
}

#[tokio::test]
async fn a_new_password_is_told_once_whoever_set_it() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = mika(&town).await;
    let form = format!("old_password={OLD}&new_password={NEW}");
    mika.post("/settings/password", &form).await;
    let told = office.fetch(&town).await;
    let subjects: Vec<String> = told.iter().map(Taken::subject).collect();
    assert_eq!(subjects, ["パスワードが変更されました"]);
    assert!(office.fetch(&town).await.is_empty());
}

#[tokio::test]
async fn nobody_learns_who_is_there() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    mika(&town).await;
    town.sign_up("nomail").await;
    let mut answers = Vec::new();
    for who in [
        "mika",
        "%40Mika",
        "MIKA%40mail.example",
        "nobody",
        "nomail",
        "x%40mail.example",
        "",
    ] {
        let visitor = town.visitor();
        let answer = visitor.post("/sign-in/forgot", &format!("who={who}")).await;
        let sent = office.fetch(&town).await.len();
        assert_eq!(
            sent,
            usize::from(who.to_lowercase().contains("mika")),
            "{who}"
        );
        let api = json!({ "who": who.replace("%40", "@") });
        let told = visitor
            .api(Method::POST, "/api/v1/password-resets", api)
            .await;
        answers.push((
            answer.status,
            answer.text(),
            answer.location().to_owned(),
            told.status,
        ));
        office.fetch(&town).await;
        town.clock.advance(8 * HOUR_MS);
    }
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
}

#[tokio::test]
async fn a_link_ends_with_its_hour_a_new_password_or_another_address() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let signed_in = mika(&town).await;
    let open = async |mail: &Taken| {
        let page = town.get(&mail.link("/sign-in/reset/")).await;
        page.has("autocomplete=\"new-password\"")
    };
    let mails = forget(&office, &town, "mika").await;
    town.clock.advance(HOUR_MS - 1);
    assert!(open(&mails[0]).await);
    town.clock.advance(1);
    assert!(!open(&mails[0]).await);

    let mails = forget(&office, &town, "mika").await;
    let form = format!("old_password={OLD}&new_password={NEW}");
    signed_in.post("/settings/password", &form).await;
    assert!(!open(&mails[0]).await);
    office.fetch(&town).await;

    let mails = forget(&office, &town, "mika").await;
    assert!(open(&mails[0]).await);
    signed_in.post("/settings/mail/remove", "").await;
    assert!(!open(&mails[0]).await);
    let forged = town.get("/sign-in/reset/1.AAAA").await;
    assert!(forged.has("This link does not work any more"));
}

#[tokio::test]
async fn asking_is_limited_by_name_and_by_caller() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    mika(&town).await;
    for who in ["mika", "nobody"] {
        for expected in [StatusCode::SEE_OTHER; 5]
            .into_iter()
            .chain([StatusCode::TOO_MANY_REQUESTS])
        {
            let form = format!("who={who}");
            let answer = town.visitor().post("/sign-in/forgot", &form).await;
            assert_eq!(answer.status, expected, "{who}");
        }
        town.clock.advance(10 * 60 * 1_000);
    }
    for number in 0..10 {
        town.visitor()
            .post("/sign-in/forgot", &format!("who=person{number}"))
            .await;
    }
    let other = town.visitor().post("/sign-in/forgot", "who=other").await;
    assert_eq!(other.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn programs_set_a_new_password_too() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    mika(&town).await;
    let mails = forget(&office, &town, "mika").await;
    let path = mails[0].link("/sign-in/reset/");
    let path = path.replace("/sign-in/reset/", "/api/v1/password-resets/");
    let new = json!({ "new_password": NEW.replace('+', " ") });
    for expected in [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND] {
        let answer = town.visitor().api(Method::PUT, &path, new.clone()).await;
        assert_eq!(answer.status, expected);
    }
    assert!(signs_in(&town, NEW).await);
}

#[tokio::test]
async fn a_town_without_mail_says_so() {
    let town = Town::new().await;
    let page = town.get("/sign-in/forgot?lang=ja").await;
    assert!(page.has("メールを送信できません") && !page.has("name=\"who\""));
    let refused = town.visitor().post("/sign-in/forgot", "who=mika").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let api = json!({ "who": "mika" });
    let refused = town
        .visitor()
        .api(Method::POST, "/api/v1/password-resets", api)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_ne!(refused.json()["title"], Value::Null);
}
