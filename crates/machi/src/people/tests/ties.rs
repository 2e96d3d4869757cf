//! Following, muting and blocking on screen.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};

use super::named;
use crate::changes::Change;
use crate::town::Town;

#[tokio::test]
async fn following_counts_at_once_and_once() {
    let town = Town::with_cities().await;
    let mika = named(&town, "mika", "美香", "").await;
    named(&town, "joon", "준", "").await;
    let before = mika.get("/people/joon").await;
    assert!(before.has("0 followers") && before.has(">Follow</button>"));
    for _ in 0..2 {
        let followed = mika.post("/people/joon/follow", "followed=true").await;
        town.settle().await;
        assert_eq!(followed.location(), "/people/joon");
        let page = mika.get("/people/joon").await;
        assert!(page.has("1 follower<"), "{}", page.text());
    }
    assert!(mika.get("/people/mika").await.has("1 following"));
    let (by, account) = (town.account("mika").await, town.account("joon").await);
    let followed = Change::Followed { by, account };
    let changes = town.changes().await;
    assert_eq!(changes.iter().filter(|&&c| c == followed).count(), 1);
    mika.post("/people/joon/follow", "followed=false&next=//evil.example")
        .await;
    town.settle().await;
    assert!(mika.get("/people/joon").await.has("0 followers"));
}

#[tokio::test]
async fn asked_by_script_the_button_comes_back_with_its_numbers() {
    let town = Town::new().await;
    let mika = named(&town, "mika", "美香", "").await;
    named(&town, "joon", "준", "").await;
    let request = mika
        .request(Method::POST, "/people/joon/follow")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("x-fragment", "1");
    let body = Body::from("followed=true&next=/people/joon/cities");
    let button = mika.send(request, body).await;
    let text = button.text();
    assert!(text.trim_start().starts_with("<follow-button"), "{text}");
    assert!(text.contains("1 follower<") && text.contains("value=\"/people/joon/cities\""));
}

#[tokio::test]
async fn a_stranger_follows_after_signing_in() {
    let town = Town::new().await;
    named(&town, "joon", "준", "").await;
    let page = town.get("/people/joon").await;
    assert!(
        page.has("href=\"/sign-in?next=%2Fpeople%2Fjoon\""),
        "{}",
        page.text()
    );
    assert!(!page.has("/people/joon/block"));
}

#[tokio::test]
async fn nobody_follows_themselves_or_nobody() {
    let town = Town::new().await;
    let mika = named(&town, "mika", "美香", "").await;
    assert!(!mika.get("/people/mika").await.has("/people/mika/follow\""));
    let own = mika.post("/people/mika/follow", "followed=true").await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(own.has("You cannot follow yourself."));
    let nobody = mika.post("/people/nobody/follow", "followed=true").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_block_hides_each_from_the_other_until_it_is_taken_back() {
    let town = Town::new().await;
    let mika = named(&town, "mika", "美香", "").await;
    let joon = named(&town, "joon", "준", "joon.in.seoul").await;
    let lin = named(&town, "lin", "小林", "").await;
    for fan in [&mika, &joon] {
        fan.post("/people/lin/follow", "followed=true").await;
    }
    town.settle().await;
    joon.post("/people/mika/follow", "followed=true").await;
    town.settle().await;
    let asked = mika.get("/people/joon/block").await;
    assert!(asked.has("Block 준?"), "{}", asked.text());
    let blocked = mika.post("/people/joon/block", "blocked=true").await;
    town.settle().await;
    assert_eq!(blocked.location(), "/people/joon");

    let bare = mika.get("/people/joon").await;
    assert!(bare.has("Unblock") && !bare.has("joon.in.seoul") && !bare.has("follower"));
    town.settle().await;
    for (reader, other) in [(&mika, "joon"), (&joon, "mika")] {
        for query in [other, "@joon", "준", "joon.in.seoul", "美香"] {
            let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
            let page = reader.get(&format!("/search?q={query}")).await;
            assert!(!page.has(&format!("href=\"/people/{other}\"")), "{query}");
        }
        let list = reader.get("/people/lin/followers").await;
        assert!(!list.has(&format!("href=\"/people/{other}\"")), "{other}");
        for closed in ["followers", "following"] {
            let list = reader.get(&format!("/people/{other}/{closed}")).await;
            assert_eq!(list.status, StatusCode::NOT_FOUND, "{other} {closed}");
        }
    }
    for path in ["", "/cities", "/communities", "/block"] {
        let hidden = joon.get(&format!("/people/mika{path}")).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{path}");
    }
    let follow = joon.post("/people/mika/follow", "followed=true").await;
    assert_eq!(follow.status, StatusCode::NOT_FOUND);
    let both = lin.get("/people/lin/followers").await;
    assert!(both.has("/people/mika\"") && both.has("/people/joon\""));

    let form = "blocked=false&next=/settings/people";
    assert!(mika.get("/settings/people").await.has("/people/joon/block"));
    let back = mika.post("/people/joon/block", form).await;
    town.settle().await;
    assert_eq!(back.location(), "/settings/people");
    assert!(!mika.get("/settings/people").await.has("/people/joon"));
    assert!(mika.get("/people/joon").await.has("0 followers"));
    town.settle().await;
    let again = joon.get("/people/mika").await;
    assert!(again.has("0 followers"), "who followed before is forgotten");
}

#[tokio::test]
async fn a_mute_leaves_the_person_out_of_one_s_lists_only() {
    let town = Town::new().await;
    let mika = named(&town, "mika", "美香", "").await;
    let joon = named(&town, "joon", "준", "").await;
    named(&town, "lin", "小林", "").await;
    joon.post("/people/lin/follow", "followed=true").await;
    joon.post("/people/mika/follow", "followed=true").await;
    let muted = mika.post("/people/joon/mute", "muted=true").await;
    town.settle().await;
    assert_eq!(muted.location(), "/people/joon");
    let page = mika.get("/people/joon").await;
    assert!(page.has(">Muted<") && page.has(">Unmute</button>"));
    assert!(
        !mika
            .get("/people/lin/followers")
            .await
            .has("/people/joon\"")
    );
    assert!(
        mika.get("/people/mika/followers")
            .await
            .has("/people/joon\"")
    );
    assert!(mika.get("/search?q=joon").await.has("/people/joon\""));
    assert!(joon.get("/people/mika").await.has("1 follower<"));
    assert!(
        joon.get("/people/lin/followers")
            .await
            .has("/people/joon\"")
    );
    assert!(mika.get("/settings/people").await.has("/people/joon/mute"));
    mika.post("/people/joon/mute", "muted=false").await;
    town.settle().await;
    assert!(
        mika.get("/people/lin/followers")
            .await
            .has("/people/joon\"")
    );
}
