//! Bad input gets a clear refusal, and nothing half-done.

use axum::http::StatusCode;
use store::{Tx, args};

use super::*;
use crate::cities::{CityState, state};
use crate::events::tests::{draft, saved, sourced};
use crate::ids::PlaceId;
use crate::text::{Lang, Names};

#[tokio::test]
async fn a_note_says_something_and_not_too_much() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let mentions: String = (0..10_000).map(|at| format!("@p{at:05} ")).collect();
    let tags: String = (0..21).map(|at| format!("#t{at} ")).collect();
    let long_title = "t".repeat(101);
    let cases = [
        ("", "", "one line is enough"),
        (" \u{200b}\u{2060}\u{3000}\n", "", "one line is enough"),
        (&"語".repeat(5_001), "", "5,001 characters; 5,000 fit"),
        (&mentions, "", "20 people can be named"),
        (&tags, "", "20 tags at most"),
        ("text \u{202e}reversed", "", "reading direction"),
        ("text", &long_title, "101 characters; 100 fit"),
        ("text", "\u{200b}", "nothing that can be read"),
    ];
    for (text, title, said) in cases {
        let form = format!("text={}&title={}", escaped(text), escaped(title));
        let answer = mika.post("/cities/tokyo/notes?lang=en", &form).await;
        let problems = problems(&answer);
        assert!(problems.contains(said), "{said}: {problems}");
    }
    let answer = mika
        .post("/cities/tokyo/notes?lang=ja", "text=&title=T")
        .await;
    assert!(answer.has("ひとことでいいので") && answer.has("name=\"title\" value=\"T\""));
    assert_eq!(noted(&town).await, []);
    let whole = format!("text={}", escaped(&"語".repeat(5_000)));
    post(&mika, "tokyo", &whole).await;
}

#[tokio::test]
async fn what_a_note_names_is_there() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let (_, source) = sourced(&town, "tokyo").await;
    let tokyo = city(&town, "tokyo");
    let event = saved(&town, &tokyo, &draft(source)).await.event();
    let (food, there) = (tokyo.communities[0].id, "/cities/new-york/notes?lang=en");
    let cases = [
        (format!("event={event}"), "event is no longer listed"),
        ("event=x".into(), "event is no longer listed"),
        ("place_name=Nowhere+at+all".into(), "no place of this name"),
        ("communities=1".into(), "not in this city"),
        (
            "communities=1&communities=2&communities=3&communities=4".into(),
            "3 communities at most",
        ),
        ("lang=kl!ng".into(), "do not know this language"),
    ];
    for (form, said) in cases {
        let answer = mika.post(there, &format!("text=hi&{form}")).await;
        let problems = problems(&answer);
        assert!(problems.contains(said), "{said}: {problems}");
    }
    assert_eq!(noted(&town).await, []);
    let form = format!("text=hi&event={event}&communities={food}&lang=ko");
    let note = post(&mika, "tokyo", &form).await;
    let page = town.get(&format!("/notes/{note}?lang=en")).await;
    let event = format!("href=\"/events/{event}\"");
    assert!(
        page.has("Jazz in the park") && page.has(&event),
        "{}",
        page.text()
    );
    let community = format!("community={}\"", tokyo.communities[0].slug);
    assert!(
        page.has(&community) && page.has("lang=\"ko\""),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_place_is_found_by_its_name() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let tokyo = city(&town, "tokyo");
    let places = town.app.read(async |tx: &mut Tx| {
        let sql = "select id, names from place where city_id = $1 order by id limit 2";
        Ok(tx.all::<(PlaceId, Names)>(sql, args![tokyo.id]).await?)
    });
    let places = places.await.unwrap();
    let (first, second) = (places[0].0, places[1].0);
    let name = escaped(places[0].1.get(Lang::Ja));
    let note = post(&mika, "tokyo", &format!("text=hi&place_name={name}")).await;
    let page = town.get(&format!("/notes/{note}?lang=ja")).await;
    assert!(
        page.has(&format!("href=\"/places/{first}\"")),
        "{}",
        page.text()
    );
    // Two of one name: the form asks which, and the choice counts.
    let twin = Names::single(Lang::En, "Twin Café");
    let twin = &twin.to_column();
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "update place set names = $1 where id = $2 or id = $3";
        Ok(tx.execute(sql, args![twin, first, second]).await?)
    });
    write.await.unwrap();
    let form = "text=hi&place_name=ｔｗｉｎ+CAFÉ";
    let asked = mika.post("/cities/tokyo/notes?lang=en", form).await;
    assert!(
        problems(&asked).contains("Several places"),
        "{}",
        asked.text()
    );
    assert!(
        asked.has(&format!("name=\"place\" value=\"{second}\"")),
        "{}",
        asked.text()
    );
    let note = post(&mika, "tokyo", &format!("{form}&place={second}")).await;
    assert!(
        town.get(&format!("/notes/{note}"))
            .await
            .has(&format!("/places/{second}\""))
    );
    // A name that was typed anew counts more than the choice of before.
    let form = format!("text=hi&place_name=Nowhere&place={second}");
    let asked = mika.post("/cities/tokyo/notes?lang=en", &form).await;
    assert!(problems(&asked).contains("no place of this name"));
    let form = mika
        .get(&format!("/cities/tokyo/notes/new?place={second}"))
        .await;
    assert!(form.has("value=\"Twin Café\"") && form.has(&format!("value=\"{second}\"")));
}

#[tokio::test]
async fn notes_are_posted_in_open_cities_only() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let before = post(&mika, "tokyo", "text=before").await;
    let tokyo = city(&town, "tokyo").id;
    let write = town
        .app
        .write(async |tx: &mut Tx| state::set(tx, tokyo, CityState::Archived).await);
    write.await.unwrap();
    town.settle().await;
    for slug in ["tokyo", "osaka"] {
        for answer in [
            mika.get(&format!("/cities/{slug}/notes/new")).await,
            mika.post(&format!("/cities/{slug}/notes"), "text=hello")
                .await,
        ] {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{slug}");
        }
    }
    let edit = mika
        .post(&format!("/notes/{before}/edit"), "text=after")
        .await;
    assert_eq!(edit.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        town.get(&format!("/notes/{before}")).await.has("before"),
        "links keep answering"
    );
}

#[tokio::test]
async fn another_s_note_is_not_there_to_change() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let note = post(&mika, "tokyo", "text=mine").await;
    let talk = comment(&mika, note, "mine", "").await;
    let before = noted(&town).await;
    assert_eq!(
        status(&joon, &format!("/notes/{note}/edit")).await,
        StatusCode::NOT_FOUND
    );
    for path in [
        format!("/notes/{note}/edit"),
        format!("/notes/{note}/delete"),
        format!("/notes/{note}/restore"),
        format!("/comments/{talk}/edit"),
        format!("/comments/{talk}/delete"),
        format!("/comments/{talk}/restore"),
        "/notes/x/like".into(),
        "/notes/1/like".into(),
    ] {
        let answer = joon.post(&path, "text=stolen&liked=true").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(noted(&town).await, before);
}

#[tokio::test]
async fn a_comment_says_something_and_not_too_much() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let note = post(&mika, "tokyo", "text=hello").await;
    let other = post(&mika, "tokyo", "text=other").await;
    let elsewhere = comment(&mika, other, "hello", "").await;
    let path = format!("/notes/{note}/comments?lang=en");
    for (text, said) in [
        ("\u{200b}", "before you send it"),
        (&"a".repeat(1_001), "1,001 characters; 1,000 fit"),
        ("a \u{202e}b", "reading direction"),
    ] {
        let answer = mika.post(&path, &format!("text={}", escaped(text))).await;
        assert!(
            problems(&answer).contains(said),
            "{said}: {}",
            answer.text()
        );
        assert!(answer.has(&format!("{text}</textarea>")));
    }
    let answer = mika
        .post(&path, &format!("text=hi&answer={elsewhere}"))
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_change_that_is_refused_leaves_the_note_as_it_was() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let note = post(&mika, "tokyo", "text=%23ramen+with+%40mika").await;
    let edit = format!("/notes/{note}/edit?lang=en");
    let before = noted(&town).await;
    for form in [
        "text=".to_owned(),
        "text=+%E2%80%8B".to_owned(),
        format!("text={}", "a".repeat(5_001)),
        "text=hi&event=1".to_owned(),
        "text=hi&place_name=Nowhere+at+all".to_owned(),
    ] {
        let answer = mika.post(&edit, &form).await;
        assert!(!problems(&answer).is_empty());
        assert!(!answer.has(" autofocus"), "the problems are read first");
    }
    assert_eq!(noted(&town).await, before);
    let kept = town.get(&format!("/api/v1/notes/{note}")).await.json();
    assert_eq!(kept["text"], "#ramen with @mika");
    assert_eq!(kept["tags"], serde_json::json!(["ramen"]));
}
