//! A browser without script sends its photos with the form.

use axum::http::{Method, StatusCode};
use resvg::tiny_skia::{Color, Pixmap};

use super::*;

const BORDER: &str = "between-the-parts";

/// A form as a browser sends it: fields, then files by name.
async fn send(
    by: &Visitor<'_>,
    path: &str,
    fields: &[(&str, &str)],
    files: &[(&str, Vec<u8>)],
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.into_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--{BORDER}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BORDER}--\r\n").into_bytes());
    let kind = format!("multipart/form-data; boundary={BORDER}");
    let request = by
        .request(Method::POST, path)
        .header("content-type", kind)
        .header("sec-fetch-site", "same-origin");
    by.send(request, body.into()).await
}

fn png(shade: u8) -> Vec<u8> {
    let mut map = Pixmap::new(40, 30).unwrap();
    map.fill(Color::from_rgba8(shade, 120, 80, 255));
    map.encode_png().unwrap()
}

async fn photos_of(town: &Town, note: NoteId) -> Vec<crate::photos::Photo> {
    let read = async |tx: &mut store::Tx| crate::photos::of_note(tx, note).await;
    town.app.read(read).await.unwrap()
}

const NEW: &str = "/cities/tokyo/notes";

#[tokio::test]
async fn one_photo_and_nothing_else_is_a_note() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let form = mika.get("/cities/tokyo/notes/new").await;
    assert!(form.has("enctype=\"multipart/form-data\"") && form.has("name=\"files\""));
    assert!(!form.has("required"), "a photo says enough");
    let fields = [("upload", "a-form-of-mika"), ("text", "")];
    let files = [("one.png", png(1)), ("", Vec::new())];
    let posted = send(&mika, NEW, &fields, &files).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.text());
    let note = posted.location().strip_prefix("/notes/").unwrap();
    let note = note.parse().unwrap();
    let photos = photos_of(&town, note).await;
    assert_eq!(photos.len(), 1);
    assert_eq!((photos[0].width, photos[0].height), (40, 30));

    let edit = format!("/notes/{note}/edit");
    let form = mika.get(&edit).await;
    let id = photos[0].id.to_string();
    assert!(
        form.has(&format!("name=\"photos\" value=\"{id}\"")),
        "{}",
        form.text()
    );
    let fields = [
        ("upload", "another-form"),
        ("photos", &id),
        ("alts", "A wall"),
        ("text", ""),
    ];
    let changed = send(&mika, &edit, &fields, &[("two.png", png(2))]).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    let photos = photos_of(&town, note).await;
    let alts: Vec<_> = photos.iter().map(|photo| photo.alt.as_str()).collect();
    assert_eq!(alts, ["A wall", ""]);
    let second = photos[1].id.to_string();
    let fields = [
        ("photos", id.as_str()),
        ("photos", &second),
        ("without", &id),
        ("text", ""),
    ];
    assert_eq!(
        send(&mika, &edit, &fields, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let left = photos_of(&town, note).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].id, photos[1].id);
    let none = send(&mika, &edit, &[("text", "")], &[]).await;
    assert!(problems(&none).contains("Add a photo or write something"));
}

#[tokio::test]
async fn a_form_that_is_sent_again_makes_no_doubles() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let fields = [
        ("post_key", "key-of-mika"),
        ("upload", "form-of-mika"),
        ("text", "Two"),
    ];
    let files = [("one.png", png(1)), ("two.png", png(2))];
    let first = send(&mika, NEW, &fields, &files).await;
    let again = send(&mika, NEW, &fields, &files).await;
    assert_eq!(first.location(), again.location(), "{}", again.text());
    assert_eq!(noted(&town).await.len(), 1);
    let sql = "select count(*) from photo";
    let count = async |tx: &mut store::Tx| Ok(tx.one::<(i64,)>(sql, store::args![]).await?);
    assert_eq!(town.app.read(count).await.unwrap(), (2,));
}

#[tokio::test]
async fn a_file_that_is_no_photo_is_refused_by_its_name() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let fields = [
        ("post_key", "key-of-mika"),
        ("upload", "form-of-mika"),
        ("text", "Look"),
    ];
    let files = [("good.png", png(1)), ("notes.txt", b"hello".to_vec())];
    let refused = send(&mika, NEW, &fields, &files).await;
    let said = problems(&refused);
    assert!(said.contains("notes.txt: "), "{said}");
    assert!(!said.contains("good.png"), "{said}");
    let text = refused.text();
    assert!(text.contains(">Look</textarea>") && text.contains("value=\"key-of-mika\""));
    assert!(
        !text.contains("value=\"form-of-mika\""),
        "other files, another name"
    );
    let (_, kept) = text.split_once("name=\"photos\" value=\"").unwrap();
    let kept = kept.split('"').next().unwrap();
    let fields = [
        ("post_key", "key-of-mika"),
        ("photos", kept),
        ("text", "Look"),
    ];
    let posted = send(&mika, NEW, &fields, &[]).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.text());
    assert_eq!(noted(&town).await.len(), 1);
}

#[tokio::test]
async fn fields_are_limited_though_files_are_large() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let long = "x".repeat(300_000);
    let refused = send(&mika, NEW, &[("text", &long)], &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = mika.post(NEW, &format!("text={long}")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(noted(&town).await.is_empty());
}
