//! What a browser needs to put Machi on a home screen, as it gets it.

use axum::http::{Method, StatusCode};
use resvg::tiny_skia::Pixmap;

use crate::town::Town;

#[tokio::test]
async fn the_manifest_speaks_the_reader_s_language_and_its_icons_are_there() {
    let town = Town::with_cities().await;
    let page = town.get("/cities/tokyo?lang=ja").await;
    let manifest = "/manifest.webmanifest?lang=ja";
    assert!(page.has(&format!("rel=\"manifest\" href=\"{manifest}\"")));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("worker-src 'self'") && policy.contains("manifest-src 'self'"));
    let answer = town.get(manifest).await;
    assert_eq!(answer.header("content-type"), "application/manifest+json");
    let japanese = answer.json();
    assert_eq!(
        (&japanese["lang"], &japanese["scope"]),
        (&"ja".into(), &"/".into())
    );
    assert_eq!(japanese["shortcuts"][0]["name"], "書く");
    assert_eq!(japanese["share_target"]["action"], "/share");
    let english = town.get("/manifest.webmanifest?lang=en").await.json();
    assert_ne!(japanese["description"], english["description"]);
    for icon in japanese["icons"].as_array().unwrap() {
        let png = town.get(icon["src"].as_str().unwrap()).await;
        assert_eq!(png.header("content-type"), "image/png");
        let drawn = Pixmap::decode_png(&png.body).unwrap();
        let size = format!("{}x{}", drawn.width(), drawn.height());
        assert_eq!(icon["sizes"], size);
        let corner = drawn.pixel(0, 0).unwrap().alpha();
        assert_eq!(corner == 255, icon["purpose"] == "maskable", "{icon}");
    }
    assert_eq!(
        town.get("/icons/other.png").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_worker_is_asked_for_anew_and_keeps_what_is_there() {
    let town = Town::with_cities().await;
    let worker = town.get("/sw.js").await;
    assert_eq!(worker.header("content-type"), "text/javascript");
    assert_eq!(worker.header("cache-control"), "no-cache");
    let text = worker.text();
    let assets = text
        .split('"')
        .filter(|text| text.starts_with("/assets/") && text.contains('.'));
    let assets: Vec<_> = assets.collect();
    assert!(assets.len() >= 3, "{assets:?}");
    for asset in assets {
        assert_eq!(town.get(asset).await.status, StatusCode::OK, "{asset}");
    }
}

#[tokio::test]
async fn the_page_without_a_network_holds_nothing_of_its_reader() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let page = mika.get("/offline?lang=ja").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("lang=\"ja\"") && page.has("いまはつながっていません"));
    assert!(page.has("<option value=\"tokyo\">") && !page.has("<option value=\"osaka\">"));
    assert!(!page.has("mika"), "{}", page.text());
}

#[tokio::test]
async fn shared_words_are_kept_where_no_worker_takes_them() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let body = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nLook & see\r\n\
                --b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.jpg\"\r\n\r\n\
                bytes\r\n--b--\r\n";
    let send = async |by: &crate::town::Visitor<'_>| {
        let request = by.request(Method::POST, "/share");
        let request = request.header("content-type", "multipart/form-data; boundary=b");
        by.send(request, body.into()).await
    };
    let taken = send(&mika).await;
    assert_eq!(taken.location(), "/write?text=Look+%26+see");
    let lead = mika.get(taken.location()).await;
    let form = mika.get(lead.location()).await;
    assert!(form.has("Look &#38; see</textarea>"), "{}", form.text());
    assert!(form.has("The photos did not come along."));
    assert!(
        send(&town.visitor())
            .await
            .location()
            .starts_with("/sign-in")
    );
}
