//! Somebody posts a line; others like it and talk about it.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use futures_util::future::join_all;

use super::*;
use crate::town::NOON_MS;

#[tokio::test]
async fn one_line_is_a_note() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let lead = mika.get("/write").await;
    assert_eq!(lead.location(), "/cities/new-york/notes/new");
    let form = mika.get("/cities/tokyo/notes/new?lang=en").await;
    assert!(form.has("New note in Tokyo") && form.has("name=\"text\""));
    let line = "上野の銀杏、もう半分くらい散ってた";
    let note = post(&mika, "tokyo", &format!("text={}", escaped(line))).await;
    let by = town.account("mika").await;
    assert_eq!(noted(&town).await, [Change::NotePosted { note, by }]);

    let page = mika.get(&format!("/notes/{note}?lang=en")).await;
    assert!(
        page.has("Posted.") && page.has("/edit\""),
        "{}",
        page.text()
    );
    let page = town.get(&format!("/notes/{note}?lang=en")).await;
    for text in [
        line,
        "lang=\"ja\"",
        "href=\"/people/mika\"",
        "Sun, Nov 22 9:00\u{202f}PM",
        "Tokyo time",
        "data-zone=\"Asia/Tokyo\"",
        "\"@type\":\"SocialMediaPosting\"",
        "property=\"og:image\" content=\"https://town.example/covers/cities/tokyo.png",
        "href=\"/sign-in?next=/notes/",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    assert!(!page.has("/edit\""), "a stranger changes nothing");
}

#[tokio::test]
async fn what_a_text_names_is_linked_and_what_it_holds_is_harmless() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    town.sign_up("joon").await;
    let text = "With @Joon and @nobody\r\n<script>alert(1)</script> #銀杏 https://example.org/?a=1";
    let form = format!("text={}&title=A+walk", escaped(text));
    let note = post(&mika, "new-york", &form).await;
    let page = town.get(&format!("/notes/{note}")).await;
    for text in [
        "<h1 lang=",
        "A walk</h1>",
        "With <a href=\"/people/joon\">@Joon</a> and @nobody\n&#60;script&#62;",
        "<a href=\"/cities/new-york/feed?tab=latest&#38;tag=%E9%8A%80%E6%9D%8F\">#銀杏</a>",
        "<a href=\"https://example.org/?a=1\" rel=\"nofollow ugc noopener\">",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    assert!(!page.has("<script>alert"));
}

#[tokio::test]
async fn a_change_shows_and_the_same_again_changes_nothing() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let note = post(&mika, "new-york", "text=Snow%0D%0Aon+the+High+Line+tonight").await;
    let path = format!("/notes/{note}/edit");
    let form = mika.get(&path).await;
    assert!(
        form.has("Snow\non the High Line tonight</textarea>"),
        "{}",
        form.text()
    );
    let before = noted(&town).await;
    let same = mika
        .post(&path, "text=Snow%0D%0Aon+the+High+Line+tonight")
        .await;
    assert_eq!(same.status, StatusCode::SEE_OTHER);
    assert_eq!(noted(&town).await, before);
    let page = mika.get(&format!("/notes/{note}?lang=en")).await;
    assert!(!page.has("edited"), "{}", page.text());

    town.clock.advance(60_000);
    let form = "title=Snow&text=It+snows+on+the+High+Line.&lang=en";
    assert_eq!(mika.post(&path, form).await.status, StatusCode::SEE_OTHER);
    let page = mika.get(&format!("/notes/{note}?lang=en")).await;
    for text in [
        "It snows on the High Line.",
        "Snow</h1>",
        "edited",
        "\"dateModified\"",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    assert_eq!(
        noted(&town).await.last(),
        Some(&Change::NoteChanged { note })
    );
}

#[tokio::test]
async fn a_like_counts_once_and_can_be_taken_back() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let note = post(&mika, "tokyo", "text=Evening+light").await;
    let path = format!("/notes/{note}/like");
    for _ in 0..2 {
        let request = joon
            .request(Method::POST, &path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-fragment", "1");
        let button = joon.send(request, Body::from("liked=true")).await;
        assert!(button.has("<like-button"), "{}", button.text());
        assert!(button.has("aria-pressed=\"true\"") && button.has("<data value=\"1\">1</data>"));
        assert!(button.has("name=\"liked\" value=\"false\""));
    }
    let page = joon.get(&format!("/notes/{note}")).await;
    assert!(page.has("aria-pressed=\"true\"") && page.has("<data value=\"1\">1</data>"));
    let back = joon.post_from("/cities/tokyo", &path, "liked=false").await;
    assert_eq!(back.location(), "/cities/tokyo");
    let from_nowhere = joon.post(&path, "liked=false").await;
    assert_eq!(from_nowhere.location(), format!("/notes/{note}"));
    let page = joon.get(&format!("/notes/{note}")).await;
    assert!(page.has("aria-pressed=\"false\"") && page.has("<data value=\"0\"></data>"));
    let by = town.account("joon").await;
    let likes = noted(&town).await.split_off(1);
    assert_eq!(
        likes,
        [
            Change::NoteLiked { note, by },
            Change::NoteUnliked { note, by }
        ]
    );
}

#[tokio::test]
async fn fifty_who_like_at_once_count_fifty() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let note = post(&mika, "tokyo", "text=Fireworks").await;
    let mut fans = Vec::new();
    for at in 0..50 {
        fans.push(town.sign_up(&format!("fan_{at}")).await);
    }
    let path = format!("/notes/{note}/like");
    // Each twice, all of it at the same time.
    let likes = fans
        .iter()
        .chain(&fans)
        .map(|fan| fan.post(&path, "liked=true"));
    for answer in join_all(likes).await {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    town.settle().await;
    let page = town.get(&format!("/notes/{note}")).await;
    assert!(page.has("<data value=\"50\">50</data>"), "{}", page.text());
}

#[tokio::test]
async fn comments_have_one_level_of_answers() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let note = post(&mika, "tokyo", "text=Which+bakery+was+it").await;
    let first = comment(&joon, note, "The+one+by+the+bridge", "").await;
    let second = comment(&mika, note, "Thanks", &first.to_string()).await;
    let other = comment(&joon, note, "Closed+on+Mondays", "").await;
    let third = comment(&joon, note, "Welcome+%40mika", &second.to_string()).await;
    town.settle().await;
    let page = mika
        .get(&format!("/notes/{note}?lang=en&answer={second}"))
        .await;
    let text = page.text();
    let places = [first, second, third, other].map(|id| text.find(&format!("id=\"comment-{id}\"")));
    assert!(places.is_sorted() && places[0].is_some(), "{places:?}");
    assert_eq!(text.matches("comment--answer").count(), 2);
    assert!(page.has("4 comments") && page.has("<a href=\"/people/mika\">@mika</a>"));
    assert!(
        page.has("Your answer to mika") && page.has(">@mika </textarea>"),
        "{text}"
    );
    assert!(page.has(&format!("name=\"answer\" value=\"{second}\"")));

    let edit = format!("/comments/{other}/edit");
    assert_eq!(status(&mika, &edit).await, StatusCode::NOT_FOUND);
    assert!(joon.get(&edit).await.has("Closed on Mondays</textarea>"));
    let changed = joon.post(&edit, "text=Closed+on+Tuesdays").await;
    assert_eq!(changed.location(), format!("/notes/{note}#comment-{other}"));
    let page = town.get(&format!("/notes/{note}?lang=en")).await;
    assert!(
        page.has("Closed on Tuesdays") && page.has("edited"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn many_comments_come_in_pages() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let note = post(&mika, "tokyo", "text=Long+talk").await;
    let first = comment(&mika, note, "number+0", "").await;
    for at in 1..60 {
        comment(&mika, note, &format!("number+{at}"), "").await;
    }
    let answer = comment(&mika, note, "late+answer", &first.to_string()).await;
    town.settle().await;
    let page = town.get(&format!("/notes/{note}?lang=en")).await.text();
    assert_eq!(page.matches("class=\"comment\"").count(), 49);
    assert!(page.contains(&format!("comment-{answer}")) && page.contains("61 comments"));
    let (_, rest) = page.split_once("rel=\"next\" href=\"/notes/").unwrap();
    let next = format!("/notes/{}", rest.split_once('#').unwrap().0);
    let page = town.get(&next).await.text();
    assert_eq!(page.matches("class=\"comment\"").count(), 11, "{next}");
    // Whoever comments lands where the comment stands.
    let sent = mika
        .post(&format!("/notes/{note}/comments"), "text=the+end")
        .await;
    assert!(
        mika.get(sent.location()).await.has("the end"),
        "{}",
        sent.location()
    );
}

#[tokio::test]
async fn one_goes_on_to_the_notes_beside_it() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let mut notes = Vec::new();
    for (by, slug) in [
        (&mika, "tokyo"),
        (&joon, "tokyo"),
        (&mika, "new-york"),
        (&mika, "tokyo"),
    ] {
        town.clock
            .set(NOON_MS + i64::try_from(notes.len()).unwrap() * 1_000);
        notes.push(post(by, slug, "text=hello").await);
    }
    town.settle().await;
    let beside = async |path: String| {
        let text = town.get(&path).await.text();
        let to = |rel: &str| {
            let (_, rest) = text.split_once(&format!("rel=\"{rel}\" href=\"/notes/"))?;
            Some(rest.split_once('"')?.0.to_owned())
        };
        (to("prev"), to("next"))
    };
    let by = |at: usize| Some(notes[at].to_string());
    assert_eq!(beside(format!("/notes/{}", notes[1])).await, (by(3), by(0)));
    assert_eq!(beside(format!("/notes/{}", notes[2])).await, (None, None));
    let of_author = |at: usize| Some(format!("{}?by=author", notes[at]));
    let path = format!("/notes/{}?by=author", notes[2]);
    assert_eq!(beside(path).await, (of_author(3), of_author(0)));
}

#[tokio::test]
async fn the_language_is_found_out_and_can_be_corrected() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let text = escaped("川沿いの散歩がいちばん好きな時間です。");
    let note = post(&mika, "tokyo", &format!("text={text}")).await;
    let path = format!("/api/v1/notes/{note}");
    assert_eq!(town.get(&path).await.json()["lang"], "ja");
    let edit = format!("/notes/{note}/edit");
    assert!(mika.get(&edit).await.has("value=\"ja\" selected"));
    mika.post(&edit, &format!("text={text}&lang=zh")).await;
    assert_eq!(town.get(&path).await.json()["lang"], "zh");
    mika.post(&edit, &format!("text={text}&lang=")).await;
    assert_eq!(town.get(&path).await.json()["lang"], "ja", "found out anew");
}
