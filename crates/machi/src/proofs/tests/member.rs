//! Handing in: whose, when, what, and never the same twice.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::kit::{
    POST, campaign, check_in, decide, guest, hand_in, owe, path, put, state, upload, waiting,
};
use crate::draws::tests::run_timers;
use crate::points::tests::operator;
use crate::proofs::UNDO_MS;
use crate::town::Town;

#[tokio::test]
async fn a_post_is_handed_in_by_link_and_screenshot_after_check_in() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let mika = town.sign_up("mika").await;
    let account = town.account("mika").await;
    let owed = owe(&town, &campaign, account).await;
    let (note, post) = (owed[1], owed[2]);
    let early = put(&mika, post, json!({ "link": POST })).await;
    assert!(early.has("proofs-before-check-in"), "{}", early.text());
    let page = mika.get(&format!("/me/obligations/{post}/proof")).await;
    assert!(page.has("checked in at the door") && !page.has("name=\"link\""));
    check_in(&town, account).await;
    let page = mika.get(&format!("/me/obligations/{post}/proof")).await;
    for text in [
        "@bluedoor.tokyo",
        "Free ticket from Blue Door",
        "招待",
        "A post on Instagram",
        "Jazz for notes",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }

    let none = put(&mika, post, json!({})).await;
    assert!(none.has("proofs-link-missing") && none.has("proofs-screenshot-missing"));
    let shot = upload(&mika, post, 1).await;
    let whole = json!({ "link": POST, "screenshot": shot });
    for _ in 0..2 {
        let answer = put(&mika, post, whole.clone()).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    }
    assert_eq!(state(&town, post).await.0, "submitted");
    let mine = mika.api(Method::GET, &path(post), json!(null)).await.json();
    assert_eq!(mine.as_array().unwrap().len(), 1, "again is the same one");
    assert_eq!(
        (&mine[0]["state"], &mine[0]["link"]),
        (&json!("waits"), &json!(POST))
    );

    // Somebody else's, and one that takes no proof, are not there.
    let joon = town.sign_up("joon").await;
    for (by, of) in [(&joon, post), (&mika, note)] {
        assert_eq!(
            put(by, of, whole.clone()).await.status,
            StatusCode::NOT_FOUND
        );
        let page = by.get(&format!("/me/obligations/{of}/proof")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let request = by.request(Method::PUT, &format!("{}/screenshot", path(of)));
        let answer = by.send(request, vec![1, 2, 3].into()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_link_is_the_member_s_own_post_and_new() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let (mika, post, words) = guest(&town, &campaign, "mika").await;
    let shot = upload(&mika, post, 1).await;
    for (link, why) in [
        (
            "https://evil.example/p/C1aB_-xY9z0/",
            "proofs-link-other-site",
        ),
        ("https://vm.tiktok.com/ZMabc/", "proofs-link-shortened"),
        (
            "https://www.instagram.com/mika.walks/",
            "proofs-link-profile",
        ),
        (
            "https://www.instagram.com/joon.walks/p/C1aB_-xY9z0/",
            "proofs-link-not-yours",
        ),
        (
            "https://www.tiktok.com/@mika.walks/video/7301234567890123456",
            "proofs-link-other-network",
        ),
    ] {
        let answer = put(&mika, post, json!({ "link": link, "screenshot": shot })).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{link}");
        assert!(answer.has(why), "{link}: {}", answer.text());
    }
    let tiktok = "https://www.tiktok.com/@mika.walks/video/7301234567890123456";
    let unknown = put(&mika, words, json!({ "link": tiktok, "words": "Done" })).await;
    assert!(unknown.has("proofs-link-no-alias"), "{}", unknown.text());
    let own = "instagram.com/Mika.Walks/reel/C1aB_-xY9z0?x=1";
    let answer = put(&mika, post, json!({ "link": own, "screenshot": shot })).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());

    // Another obligation's, and another member's.
    let twice = put(&mika, words, json!({ "link": POST, "words": "Done" })).await;
    assert!(twice.has("proofs-link-used"), "{}", twice.text());
    let (joon, theirs, _) = guest(&town, &campaign, "joon").await;
    let shot = upload(&joon, theirs, 2).await;
    let stolen = put(&joon, theirs, json!({ "link": POST, "screenshot": shot })).await;
    assert!(stolen.has("proofs-link-used"), "{}", stolen.text());

    // Refused for good, it may be somebody's proof again.
    let desk = operator(&town, "keeper").await;
    let proof = waiting(&desk).await.remove(0);
    let no = json!({ "decision": "refused", "reason": "not-yours" });
    assert_eq!(
        decide(&desk, &proof, no).await.status,
        StatusCode::NO_CONTENT
    );
    let still = put(&joon, theirs, json!({ "link": POST, "screenshot": shot })).await;
    assert!(still.has("proofs-link-used"), "while it can be undone");
    town.clock.advance(UNDO_MS);
    run_timers(&town).await;
    let now = put(&joon, theirs, json!({ "link": POST, "screenshot": shot })).await;
    assert_eq!(now.status, StatusCode::NO_CONTENT, "{}", now.text());
}

#[tokio::test]
async fn what_nobody_looked_at_is_replaced_and_what_was_sent_back_is_mended() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let (mika, _, words) = guest(&town, &campaign, "mika").await;
    let nothing = put(&mika, words, json!({ "words": " \u{200b} " })).await;
    assert!(nothing.has("proofs-nothing"), "{}", nothing.text());
    for text in ["Filled in", "Filled in at noon"] {
        let answer = put(&mika, words, json!({ "words": text })).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    }
    let desk = operator(&town, "keeper").await;
    let proof = waiting(&desk).await.remove(0);
    assert_eq!(
        (&proof["words"], &proof["revision"]),
        (&json!("Filled in at noon"), &json!(2))
    );
    let no = json!({ "decision": "refused", "reason": "other", "words": "The form is empty" });
    let decided = decide(&desk, &proof, no).await;
    assert_eq!(decided.status, StatusCode::NO_CONTENT, "{}", decided.text());
    let looked_at = put(&mika, words, json!({ "words": "Now" })).await;
    assert!(looked_at.has("proofs-looked-at"), "{}", looked_at.text());
    let mine = mika
        .api(Method::GET, &path(words), json!(null))
        .await
        .json();
    assert_eq!(
        mine[0]["state"], "waits",
        "nobody is told of what may be undone"
    );
    town.clock.advance(UNDO_MS);
    run_timers(&town).await;
    let refused = ("refused".to_owned(), "The form is empty".to_owned());
    assert_eq!(state(&town, words).await, refused);
    let page = mika.get(&format!("/me/obligations/{words}/proof")).await;
    assert!(page.has("The form is empty") && page.has("name=\"words\""));

    let again = put(&mika, words, json!({ "words": "Filled in now" })).await;
    assert_eq!(again.status, StatusCode::NO_CONTENT, "{}", again.text());
    let proof = waiting(&desk).await.remove(0);
    let yes = json!({ "decision": "accepted" });
    assert_eq!(
        decide(&desk, &proof, yes).await.status,
        StatusCode::NO_CONTENT
    );
    town.clock.advance(UNDO_MS);
    run_timers(&town).await;
    assert_eq!(state(&town, words).await.0, "met");
    let over = put(&mika, words, json!({ "words": "More" })).await;
    assert!(over.has("proofs-over"), "{}", over.text());
}

#[tokio::test]
async fn the_form_works_without_script_and_keeps_the_screenshot() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let (mika, post, _) = guest(&town, &campaign, "mika").await;
    let page = format!("/me/obligations/{post}/proof");
    let mut body = Vec::new();
    let field =
        b"--b\r\nContent-Disposition: form-data; name=\"link\"\r\n\r\ninstagram.com/mika\r\n";
    body.extend_from_slice(field);
    body.extend_from_slice(
        b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"s.png\"\r\n\r\n",
    );
    body.extend_from_slice(&crate::photos::sample::png(320, 480, 9));
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = mika.request(Method::POST, &page);
    let request = request.header("content-type", "multipart/form-data; boundary=b");
    let answer = mika.send(request, body.into()).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.text()
    );
    assert!(answer.has("leads to a profile"), "{}", answer.text());
    let text = answer.text();
    let (_, rest) = text.split_once("name=\"screenshot\" value=\"").unwrap();
    let (shot, _) = rest.split_once('"').unwrap();
    let form = format!("link={POST}&screenshot={shot}");
    let done = mika.post(&page, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(mika.get(&page).await.has("waiting to be looked at"));
}

#[tokio::test]
async fn who_hands_in_late_is_seen_to_be_late() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let (mika, post, _) = guest(&town, &campaign, "mika").await;
    town.clock
        .advance((super::kit::DUE_HOURS + 1) * super::kit::HOUR_MS);
    hand_in(&mika, post, "C1aB_-xY9z0", 1).await;
    let desk = operator(&town, "keeper").await;
    assert!(desk.get("/desk/tokyo/proofs").await.has("after it was due"));
}
