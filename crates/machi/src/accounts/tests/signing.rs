//! Signing up, in and out.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use store::{Tx, args};

use crate::accounts::sessions::Proof;
use crate::accounts::{Role, Sessions, session};
use crate::secrets::token_hash;
use crate::town::{Answer, Town, Visitor};

const MIKA: &str = "handle=Mika&password=lanterns+on+the+river&display_name=%E7%BE%8E%E9%A6%99\
                    &languages=ja&languages=en&other_languages=fr";

/// Whether the browser is signed in as somebody: the frame links to their profile.
async fn is_in(visitor: &Visitor<'_>, handle: &str) -> bool {
    let page = visitor.get("/nothing").await;
    page.has(&format!("/people/{handle}\""))
}

const HOUR_MS: i64 = 60 * 60 * 1_000;

#[tokio::test]
async fn a_newcomer_signs_up_and_is_signed_in() {
    let town = Town::new().await;
    let mika = town.visitor();
    let page = mika.get("/sign-up?next=/cities/tokyo").await;
    assert!(
        page.has("name=\"next\" value=\"/cities/tokyo\""),
        "{}",
        page.text()
    );
    let answer = mika
        .post("/sign-up", &format!("{MIKA}&next=/cities/tokyo"))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(answer.location(), "/cities/tokyo");
    let page = mika.get("/nothing").await;
    assert!(
        page.has("/people/mika\"") && page.has("美香"),
        "{}",
        page.text()
    );
    assert!(page.has("Welcome!"), "{}", page.text());
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once_and_what_was_typed_stays() {
    let town = Town::new().await;
    let form = "handle=m+k&password=short&display_name=M&languages=ko&other_languages=%21%21&home_city=atlantis";
    let page = town.visitor().post("/sign-up", form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = form.replace("&home_city=atlantis", "");
    let page = town.visitor().post("/sign-up", &form).await;
    for text in [
        "A handle is made of a–z, 0–9 and _ only.",
        "This password is too short: 10 characters at least.",
        "We do not know one of these languages.",
        "value=\"m k\"",
        "value=\"ko\" checked",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    assert!(!page.has("short\""), "a password is never sent back");
    assert!(town.changes().await.is_empty());
}

#[tokio::test]
async fn a_handle_is_one_person_s_in_every_spelling() {
    let town = Town::new().await;
    town.sign_up("mika").await;
    for handle in ["mika", "MIKA", "@Mika", "admin"] {
        let form = format!("handle={handle}&password=lanterns+on+the+river");
        let page = town.visitor().post("/sign-up", &form).await;
        assert!(page.has("This handle is not available."), "{handle}");
    }
}

/// An answer without what differs by request: the frame of a page carries what was typed.
fn comparable(answer: &Answer, handle: &str) -> (StatusCode, String) {
    (answer.status, answer.text().replace(handle, "HANDLE"))
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_handle_answer_the_same() {
    let town = Town::new().await;
    town.visitor().post("/sign-up", MIKA).await;
    town.sign_up("nopassword").await;
    let wrong = async |handle: &str| {
        let form = format!("handle={handle}&password=lanterns+on+the+lake");
        comparable(&town.visitor().post("/sign-in", &form).await, handle)
    };
    let first = wrong("mika").await;
    assert_eq!(first.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        first
            .1
            .contains("That handle and password do not go together.")
    );
    assert_eq!(first, wrong("nobody").await);
    assert_eq!(first, wrong("nopassword").await);
    let visitor = town.visitor();
    let form = "handle=%40MIKA&password=lanterns+on+the+river&next=//evil.example";
    assert_eq!(visitor.post("/sign-in", form).await.location(), "/");
    assert!(is_in(&visitor, "mika").await);
}

#[tokio::test]
async fn only_the_hash_of_a_session_is_kept_and_each_sign_in_makes_a_new_one() {
    let town = Town::new().await;
    let mika = town.visitor();
    mika.post("/sign-up", MIKA).await;
    let first = mika.cookie("__Host-machi-session").unwrap();
    mika.post("/sign-in", "handle=mika&password=lanterns+on+the+river")
        .await;
    let second = mika.cookie("__Host-machi-session").unwrap();
    assert_ne!(first, second);
    let kept = town.app.read(async |tx: &mut Tx| {
        let rows = tx.all::<(String,)>("select token_hash from session", args![]);
        Ok(rows.await?)
    });
    let kept = kept.await.unwrap();
    assert_eq!(kept.len(), 1, "the replaced session ended");
    assert!(kept[0].0 != second && kept[0].0 == token_hash(&second));
    let thief = town.visitor();
    town.clock.advance(6_000);
    thief.set_cookie("__Host-machi-session", &first);
    assert!(!is_in(&thief, "mika").await);
}

#[tokio::test]
async fn the_cookie_is_bound_to_the_host_over_https_and_plain_on_loopback() {
    let town = Town::new().await;
    let answer = town.visitor().post("/sign-up", MIKA).await;
    let cookies: Vec<_> = answer.headers.get_all(header::SET_COOKIE).iter().collect();
    let session = cookies
        .iter()
        .filter_map(|cookie| cookie.to_str().ok())
        .find(|cookie| cookie.starts_with("__Host-machi-session="))
        .unwrap();
    for flag in [
        "; Path=/;",
        "; HttpOnly;",
        "; SameSite=Lax;",
        "; Max-Age=7776000",
        "; Secure",
    ] {
        assert!(session.contains(flag), "{flag} in {session}");
    }
    let mut loopback = town.app.settings().clone();
    loopback.public_url = "http://127.0.0.1:8080".into();
    let plain = session::cookie(&loopback, "secret");
    assert!(plain.starts_with("machi-session=secret;") && !plain.contains("Secure"));
}

#[tokio::test]
async fn a_session_in_use_goes_on_and_an_idle_one_ends() {
    const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    for _ in 0..4 {
        town.clock.advance(60 * DAY_MS);
        assert!(is_in(&mika, "mika").await);
    }
    town.clock.advance(91 * DAY_MS);
    assert!(!is_in(&mika, "mika").await);
}

#[tokio::test]
async fn a_renewed_session_is_not_renewed_again_at_the_next_request() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    let hash = token_hash(&mika.cookie("__Host-machi-session").unwrap());
    let sessions = town.app.view::<Sessions>().unwrap();
    for _ in 0..2 {
        town.clock.advance(HOUR_MS - 1_000);
        assert!(is_in(&mika, "mika").await, "read, and remembered");
        town.clock.advance(1_000);
        assert!(is_in(&mika, "mika").await, "renewed");
        let known = sessions
            .find(&town.app, Proof::Cookie, &hash)
            .await
            .unwrap();
        assert_eq!(known.unwrap().seen_at_ms, town.clock.now_ms());
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_itself() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    let secret = mika.cookie("__Host-machi-session").unwrap();
    assert!(is_in(&mika, "mika").await);
    let answer = mika.post("/sign-out", "").await;
    assert_eq!(answer.location(), "/");
    assert_eq!(mika.cookie("__Host-machi-session"), None);
    town.settle().await;
    mika.set_cookie("__Host-machi-session", &secret);
    assert!(!is_in(&mika, "mika").await);
}

#[tokio::test]
async fn another_site_cannot_sign_somebody_in_or_out() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    for headers in [
        [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ],
        [("x-nothing", "1"), ("origin", "https://evil.example")],
    ] {
        for path in ["/sign-out", "/sign-in", "/sign-up"] {
            let mut request = mika.request(Method::POST, path);
            for (name, value) in headers {
                request = request.header(name, value);
            }
            let answer = mika.send(request, Body::empty()).await;
            assert!(answer.has("only be done from our own pages"), "{path}");
        }
    }
    assert!(is_in(&mika, "mika").await);
}

#[tokio::test]
async fn a_role_counts_at_once() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    assert!(!mika.get("/nothing").await.has("href=\"/desk\""));
    town.give_role("mika", Role::Owner, None).await;
    assert!(mika.get("/nothing").await.has("href=\"/desk\""));
}
