//! Saving notes and keeping collections, in the browser.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};
use store::Tx;

use super::tests::{member, note};
use super::{Named, create, save};
use crate::accounts::Member;
use crate::ids::{CollectionId, NoteId};
use crate::notes::list::PAGE_NOTES;
use crate::social::{block, mute};
use crate::town::{Answer, Town, Visitor};

/// The one collection of the account.
async fn collection_of(town: &Town, handle: &str) -> CollectionId {
    let account = town.account(handle).await;
    let found = town.app.read(async |tx: &mut Tx| {
        let sql = "select id from collection where account_id = $1";
        Ok(tx
            .one::<(CollectionId,)>(sql, store::args![account])
            .await?
            .0)
    });
    found.await.unwrap()
}

/// Sends a form the way the page's script does.
async fn by_script(visitor: &Visitor<'_>, path: &str, form: &'static str) -> Answer {
    let request = visitor
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("x-fragment", "1");
    visitor.send(request, Body::from(form)).await
}

#[tokio::test]
async fn a_note_is_saved_from_its_button_and_put_into_collections() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, member(&town, "joon").await);
    let note = note(&town, &joon).await;
    let path = format!("/notes/{note}/save");

    let fragment = by_script(&mika, &path, "saved=true").await;
    assert_eq!(fragment.status, StatusCode::OK);
    assert!(
        fragment.text().starts_with("<save-button"),
        "{}",
        fragment.text()
    );
    assert!(fragment.has("aria-pressed=\"true\"") && fragment.has("value=\"false\""));
    assert!(
        fragment.has(&format!("href=\"{path}\"")),
        "offers to choose"
    );
    let fragment = by_script(&mika, &path, "saved=false").await;
    assert!(fragment.has("aria-pressed=\"false\"") && !fragment.has("Choose"));

    let answer = mika.post_from("/cities/tokyo", &path, "saved=true").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let chooser = mika.get(answer.location()).await;
    assert!(chooser.has("Saved. Choose more collections"));
    let first = collection_of(&town, "mika").await;
    assert!(
        chooser.has(&format!("value=\"{first}\" checked")),
        "{}",
        chooser.text()
    );

    let form = format!("within={first}&name=Autumn&public=true&next=/cities/tokyo");
    let answer = mika.post(&path, &form).await;
    assert_eq!(answer.location(), "/cities/tokyo");
    let list = mika.get("/people/mika/collections").await;
    assert!(
        list.has(">Saved</a>") && list.has(">Autumn</a>"),
        "{}",
        list.text()
    );
    assert_eq!(list.text().matches("1 note").count(), 2);

    let answer = mika.post_from("/cities/tokyo", &path, "saved=false").await;
    assert_eq!(answer.location(), "/cities/tokyo");
    assert!(!mika.get("/people/mika/collections").await.has("1 note"));
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_as_it_was_typed() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, member(&town, "joon").await);
    let note = note(&town, &joon).await;
    let long = "a".repeat(61);
    for path in [format!("/notes/{note}/save"), "/collections/new".to_owned()] {
        let refused = mika.post(&path, &format!("name={long}&public=true")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(refused.has("60 characters fit") && refused.has(&long));
        assert!(refused.has("name=\"public\" value=\"true\" checked") || refused.has("checked>"));
    }
    let empty = mika.post("/collections/new", "name=+").await;
    assert!(empty.has("Give the collection a name."));
    assert!(
        mika.get("/people/mika/collections")
            .await
            .has("No collections yet")
    );
    let stranger = town
        .visitor()
        .post(&format!("/notes/{note}/save"), "saved=true")
        .await;
    assert!(stranger.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_collection_is_made_named_shown_and_deleted() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let made = mika.post("/collections/new", "name=Ginkgo").await;
    let path = made.location().to_owned();
    let own = mika.get(&path).await;
    assert!(own.has("Only you see this") && own.has("choose this collection"));
    let all = joon.get("/people/mika/collections").await;
    let tab = "href=\"/people/mika/collections\" aria-current=\"page\"";
    assert!(all.has(tab) && all.has("href=\"/people/mika/cities\""));
    assert_eq!(joon.get(&path).await.status, StatusCode::NOT_FOUND);
    assert!(
        joon.get("/people/mika/collections")
            .await
            .has("no public collections")
    );

    let edit = format!("{path}/edit");
    assert!(mika.get(&edit).await.has("value=\"Ginkgo\""));
    let changed = mika.post(&edit, "name=Ginkgo+trees&public=true").await;
    assert_eq!(changed.location(), path);
    let seen = joon.get(&path).await;
    assert!(seen.has("<h1>Ginkgo trees</h1>") && seen.has("No notes, collected by mika"));
    assert!(!seen.has(&edit), "nothing to edit for others");
    for (method, of) in [
        ("get", "edit"),
        ("get", "delete"),
        ("post", "edit"),
        ("post", "delete"),
    ] {
        let path = format!("{path}/{of}");
        let answer = match method {
            "get" => joon.get(&path).await,
            _ => joon.post(&path, "name=mine").await,
        };
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
    }

    let delete = format!("{path}/delete");
    assert!(mika.get(&delete).await.has("Delete “Ginkgo trees”?"));
    let gone = mika.post(&delete, "").await;
    assert_eq!(gone.location(), "/people/mika/collections");
    assert_eq!(mika.get(&path).await.status, StatusCode::NOT_FOUND);
}

/// A public collection of more notes than one page holds, the oldest first; the last one is by
/// `kai`, the others are by `joon`.
async fn collected(town: &Town, owner: &Member, kai: &Member) -> (CollectionId, Vec<NoteId>) {
    let joon = member(town, "joon").await;
    let mut notes = Vec::new();
    for _ in 0..=PAGE_NOTES {
        notes.push(note(town, &joon).await);
    }
    notes.push(note(town, kai).await);
    let write = town.app.write(async |tx: &mut Tx| {
        let named = Named {
            name: "All".into(),
            is_public: true,
        };
        let collection = create(tx, owner, &named).await?;
        for &note in &notes {
            save(tx, owner, note, Some(collection)).await?;
        }
        Ok(collection)
    });
    let collection = write.await.unwrap();
    town.settle().await;
    (collection, notes)
}

fn card(note: NoteId) -> String {
    format!("class=\"cover-link\" href=\"/notes/{note}\"")
}

#[tokio::test]
async fn a_collection_shows_its_notes_page_by_page() {
    let town = Town::with_cities().await;
    let (owner, kai) = (member(&town, "owner").await, member(&town, "kai").await);
    let (collection, notes) = collected(&town, &owner, &kai).await;
    let path = format!("/collections/{collection}");
    let mika = town.sign_up("mika").await;
    let save = format!("/notes/{}/save", notes[2]);
    mika.post(&save, "saved=true").await;

    let first = mika.get(&path).await;
    assert_eq!(first.text().matches("<article").count(), PAGE_NOTES);
    let next = format!("{path}?before={}", notes[2]);
    assert!(first.has(&format!("rel=\"next\" href=\"{next}\"")));
    assert!(first.has("aria-pressed=\"true\""), "the reader's own mark");
    assert!(!first.has("<!--"), "no slot is left empty");
    assert!(first.has("og:image\" content=\"https://town.example/covers/"));
    let second = mika.get(&next).await;
    assert_eq!(second.text().matches("<article").count(), 2);
    assert!(second.has(&card(notes[0])) && !second.has("rel=\"next\""));
    let beyond = mika.get(&format!("{path}?before={}", notes[0])).await;
    assert!(beyond.has("nothing further on"));
}

#[tokio::test]
async fn a_collection_leaves_out_whom_the_reader_mutes_or_a_block_hides() {
    let town = Town::with_cities().await;
    let (owner, kai) = (member(&town, "owner").await, member(&town, "kai").await);
    let (collection, notes) = collected(&town, &owner, &kai).await;
    let path = format!("/collections/{collection}");
    let by_kai = card(notes[notes.len() - 1]);
    let (mika, viewer) = (town.sign_up("mika").await, town.account("mika").await);
    let viewer = Member::assumed(viewer, "mika");
    assert!(mika.get(&path).await.has(&by_kai));
    let write = town
        .app
        .write(async |tx: &mut Tx| mute::mute(tx, &viewer, kai.id).await);
    write.await.unwrap();
    assert!(!mika.get(&path).await.has(&by_kai));
    let write = town.app.write(async |tx: &mut Tx| {
        mute::unmute(tx, &viewer, kai.id).await?;
        block::block(tx, &kai, viewer.id).await
    });
    write.await.unwrap();
    assert!(!mika.get(&path).await.has(&by_kai));
    let write = town
        .app
        .write(async |tx: &mut Tx| block::block(tx, &viewer, owner.id).await);
    write.await.unwrap();
    for path in [path.as_str(), "/people/owner/collections"] {
        assert_eq!(mika.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_program_keeps_collections_too() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, member(&town, "joon").await);
    let note = note(&town, &joon).await;
    let me = "/api/v1/me/collections";
    let made = mika
        .api(Method::POST, me, json!({ "name": "Ginkgo" }))
        .await;
    assert_eq!(made.status, StatusCode::CREATED);
    let path = format!("/api/v1{}", made.json()["page"].as_str().unwrap());
    let saved = format!("{path}/notes/{note}");
    let put = mika.api(Method::PUT, &saved, Value::Null).await;
    assert_eq!(put.status, StatusCode::NO_CONTENT);
    assert_eq!(
        mika.api(Method::GET, me, Value::Null).await.json()[0]["notes"],
        1
    );
    let notes = mika.get(&format!("{path}/notes")).await.json();
    assert_eq!(notes[0]["id"], note.to_string());
    assert_eq!(notes[0]["saved"], true);
    assert_eq!(town.get(&path).await.status, StatusCode::NOT_FOUND);

    let changed = mika
        .api(Method::PATCH, &path, json!({ "public": true }))
        .await;
    assert_eq!(changed.json()["name"], "Ginkgo");
    assert_eq!(
        town.get("/api/v1/people/mika/collections").await.json()[0]["public"],
        true
    );
    let other = town.sign_up("other").await;
    for (method, path) in [
        (Method::PATCH, path.clone()),
        (Method::DELETE, path.clone()),
        (Method::PUT, saved.clone()),
        (Method::DELETE, saved),
    ] {
        let body = json!({ "name": "mine" });
        let answer = other.api(method.clone(), &path, body).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
    }

    let quick = format!("/api/v1/notes/{note}/save");
    let gone = mika.api(Method::DELETE, &quick, Value::Null).await;
    assert_eq!(gone.json()["saved"], false);
    let back = mika.api(Method::PUT, &quick, Value::Null).await;
    assert_eq!(back.json()["saved"], true);
    let deleted = mika.api(Method::DELETE, &path, Value::Null).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(mika.get(&path).await.status, StatusCode::NOT_FOUND);
}
