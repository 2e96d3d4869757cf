//! Photos that are held against a note.

use super::*;
use crate::accounts::{Member, Role};
use crate::cities::Cities;
use crate::notes::delete;
use crate::photos::remove::UNUSED;
use crate::social::block::{block, unblock};
use crate::social::mute::mute;
use crate::timers;

async fn shown(by: &Visitor<'_>, note: &str) -> Vec<Value> {
    let path = format!("/api/v1/notes/{note}/counter-photos");
    let list = by.api(Method::GET, &path, Value::Null).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text());
    list.json().as_array().unwrap().clone()
}

/// Answers with a photo; its id.
async fn hold(town: &Town, by: &Visitor<'_>, handle: &str, network: &str, note: &str) -> String {
    let photo = photo(town, handle).await;
    let body = json!({ "as_pictured": false, "photo": { "id": photo, "alt": "Grey walls" } });
    let said = say(by, network, note, body).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text());
    photo
}

async fn rows(town: &Town) -> (i64, i64) {
    let read = town.app.read(async |tx: &mut Tx| {
        let sql =
            "select (select count(*) from pictured) answers, (select count(*) from photo) photos";
        Ok(tx.one::<(i64, i64)>(sql, args![]).await?)
    });
    read.await.unwrap()
}

#[tokio::test]
async fn a_photo_stands_beside_the_note_once_its_answer_counts() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let joon = guest(&town, "joon", &place).await;
    let page = format!("/notes/{note}");
    let photo = hold(&town, &joon, "joon", "192.0.2.1", &note).await;
    assert_eq!(shown(&joon, &note).await[0]["waits"], true);
    assert!(shown(&mika, &note).await.is_empty());
    assert!(!mika.get(&page).await.has("Grey walls"));
    town.clock.advance(15 * DAY_MS);
    let list = shown(&town.visitor(), &note).await;
    assert_eq!(
        (&list[0]["photo"]["id"], &list[0]["handle"]),
        (&json!(photo), &json!("joon"))
    );
    assert!(mika.get(&page).await.has("Grey walls"));
    assert!(
        mika.get(&format!("{page}/pictured"))
            .await
            .has("Grey walls")
    );

    // It stands in no note, and is not taken back like one that waits.
    let note_of = json!({ "text": "Mine", "photos": [{ "id": photo }] });
    let twice = joon.api(Method::POST, "/api/v1/cities/tokyo/notes", note_of);
    assert_eq!(twice.await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = format!("/api/v1/me/photos/{photo}");
    let back = joon.api(Method::DELETE, &back, Value::Null).await;
    assert_eq!(back.status, StatusCode::NOT_FOUND);
    let lin = guest(&town, "lin", &place).await;
    let stolen = json!({ "as_pictured": false, "photo": { "id": photo } });
    let stolen = say(&lin, "192.0.2.2", &note, stolen).await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(counted(&told(&lin, &note).await)[0], 1, "nothing half done");

    // Another takes its place; without one, it is taken away.
    let other = hold(&town, &joon, "joon", "192.0.2.1", &note).await;
    let list = shown(&mika, &note).await;
    assert_eq!((list.len(), &list[0]["photo"]["id"]), (1, &json!(other)));
    no(&joon, "192.0.2.1", &note).await;
    assert!(shown(&mika, &note).await.is_empty());
}

#[tokio::test]
async fn a_photo_is_brought_by_a_form_without_script() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let joon = guest(&town, "joon", &place).await;
    let page = format!("/notes/{note}/pictured");
    let mut body = Vec::new();
    for (name, value) in [
        ("upload", "a-long-upload-key"),
        ("as_pictured", "no"),
        ("alts", "Grey"),
    ] {
        let head =
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    body.extend_from_slice(
        b"--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"wall.png\"\r\n\r\n",
    );
    body.extend_from_slice(&sample::png(640, 480, 3));
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = joon.request(Method::POST, &page);
    let request = request.header("content-type", "multipart/form-data; boundary=b");
    let posted = joon.send(request, body.into()).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.text());
    let list = shown(&joon, &note).await;
    assert_eq!(list[0]["photo"]["alt"], "Grey");
    let id = list[0]["photo"]["id"].as_str().unwrap().to_owned();

    let kept = format!("as_pictured=yes&photos={id}&alts=Grey+wall");
    assert_eq!(joon.post(&page, &kept).await.status, StatusCode::SEE_OTHER);
    let list = shown(&joon, &note).await;
    assert_eq!(
        (&list[0]["photo"]["alt"], &list[0]["as_pictured"]),
        (&json!("Grey wall"), &json!(true))
    );
    let without = format!("as_pictured=yes&photos={id}&alts=&without={id}");
    assert_eq!(
        joon.post(&page, &without).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(shown(&joon, &note).await.is_empty());
}

#[tokio::test]
async fn who_keeps_the_city_takes_a_photo_down_and_says_why() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let joon = guest(&town, "joon", &place).await;
    let sam = town.sign_up("sam").await;
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    town.give_role("sam", Role::Operator, Some(city.id)).await;
    town.clock.advance(15 * DAY_MS);
    let photo = hold(&town, &joon, "joon", "192.0.2.1", &note).await;
    town.read_log().await;
    assert_eq!(notified(&mika).await.len(), 2, "an answer, and a photo");
    let path = format!("/api/v1/notes/{note}/counter-photos/{photo}/removal");
    let body = json!({ "reason": "A stranger’s face" });
    for nobody in [&joon, &mika] {
        let refused = nobody.api(Method::POST, &path, body.clone()).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
    let page = format!("/notes/{note}/pictured");
    assert!(sam.get(&page).await.has("Take the photo by joon down"));
    assert!(!mika.get(&page).await.has("Take the photo by joon down"));
    let form = format!("{page}/photos/{photo}/remove");
    let wordless = sam.post(&form, "reason=+").await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let removed = sam.api(Method::POST, &path, body.clone()).await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT, "{}", removed.text());
    let again = sam.api(Method::POST, &path, body).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);

    assert!(shown(&joon, &note).await.is_empty());
    assert_eq!(
        told(&joon, &note).await["photo_removed"],
        "A stranger’s face"
    );
    assert!(
        joon.get(&page)
            .await
            .has("Your photo was taken down: A stranger’s face")
    );
    assert_eq!(
        counted(&told(&mika, &note).await),
        [1, 0, 1],
        "the answer stays"
    );
    town.read_log().await;
    assert_eq!(notified(&mika).await.len(), 1);
    assert!(notified(&joon).await[0].starts_with("Your photo was taken away"));
    let other = self::photo(&town, "joon").await;
    let other = json!({ "as_pictured": false, "photo": { "id": other } });
    let barred = say(&joon, "192.0.2.1", &note, other).await;
    assert_eq!(barred.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(barred.has("You cannot add another to this note."));
    timers::run_due(&town.app, &[UNUSED]).await.unwrap();
    assert_eq!(rows(&town).await, (1, 2), "its files are not kept");
}

#[tokio::test]
async fn a_block_keeps_people_apart_here_too() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let joon = guest(&town, "joon", &place).await;
    let ana = guest(&town, "ana", &place).await;
    town.clock.advance(15 * DAY_MS);
    hold(&town, &joon, "joon", "192.0.2.1", &note).await;
    let as_mika = Member::assumed(town.account("mika").await, "mika");
    let as_ana = Member::assumed(town.account("ana").await, "ana");
    let other = town.account("joon").await;
    let write = town.app.write(async |tx: &mut Tx| {
        block(tx, &as_mika, other).await?;
        mute(tx, &as_ana, other).await
    });
    write.await.unwrap();
    town.settle().await;
    let page = format!("/notes/{note}/pictured");
    assert_eq!(joon.get(&page).await.status, StatusCode::NOT_FOUND);
    let vote = say(&joon, "192.0.2.1", &note, json!({ "as_pictured": true })).await;
    assert_eq!(vote.status, StatusCode::NOT_FOUND);
    for reader in [&mika, &ana] {
        assert!(shown(reader, &note).await.is_empty());
        assert!(!reader.get(&page).await.has("joon"));
    }
    // Nobody gets rid of an answer by blocking who gave it.
    assert_eq!(counted(&told(&mika, &note).await), [1, 0, 1]);
    assert_eq!(shown(&town.visitor(), &note).await.len(), 1);
    // What one said is one's own to take back.
    let back = joon.api(Method::DELETE, &path(&note), Value::Null).await;
    assert_eq!(back.status, StatusCode::NO_CONTENT);
    assert_eq!(counted(&told(&mika, &note).await), [0, 0, 0]);
    let write = town
        .app
        .write(async |tx: &mut Tx| unblock(tx, &as_mika, other).await);
    write.await.unwrap();
    assert_eq!(counted(&yes(&joon, "192.0.2.1", &note).await), [1, 1, 0]);
}

#[tokio::test]
async fn a_note_that_goes_takes_answers_and_photos_along() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let joon = guest(&town, "joon", &place).await;
    hold(&town, &joon, "joon", "192.0.2.1", &note).await;
    assert_eq!(rows(&town).await, (1, 2));
    let own = format!("/api/v1/notes/{note}");
    let gone = mika.api(Method::DELETE, &own, Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let hidden = joon.api(Method::GET, &path(&note), Value::Null).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let back = format!("/api/v1/notes/{note}/restore");
    mika.api(Method::POST, &back, Value::Null).await;
    assert_eq!(counted(&told(&joon, &note).await)[0], 1);
    mika.api(
        Method::DELETE,
        &format!("/api/v1/notes/{note}"),
        Value::Null,
    )
    .await;
    town.clock.advance(26 * 60 * 60 * 1_000);
    let kinds = [delete::TIMER, UNUSED];
    for _ in 0..2 {
        timers::run_due(&town.app, &kinds).await.unwrap();
    }
    assert_eq!(rows(&town).await, (0, 0));
}

#[tokio::test]
async fn whoever_leaves_takes_their_answer_along() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let joon = guest(&town, "joon", &place).await;
    hold(&town, &joon, "joon", "192.0.2.1", &note).await;
    let account = town.account("joon").await;
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "delete from account where id = $1";
        Ok(tx.execute(sql, args![account]).await?)
    });
    write.await.unwrap();
    assert_eq!(rows(&town).await, (0, 1));
}
