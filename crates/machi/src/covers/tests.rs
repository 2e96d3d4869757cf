//! Drawn covers.

use axum::http::{Method, StatusCode, header};

use super::*;
use crate::cities::Cities;
use crate::town::Town;

fn city(town: &Town, slug: &str) -> std::sync::Arc<City> {
    town.app.view::<Cities>().unwrap().by_slug(slug).unwrap()
}

fn neighbourhood(city: &City, key: &str) -> NeighbourhoodId {
    city.neighbourhoods
        .iter()
        .find(|known| known.key == key)
        .unwrap()
        .id
}

#[tokio::test]
async fn the_same_seed_draws_the_same_picture_and_another_a_different_one() {
    let (town, other_town) = (Town::with_cities().await, Town::with_cities().await);
    let mut drawn = Vec::new();
    for town in [&town, &other_town] {
        let tokyo = city(town, "tokyo");
        let shibuya = Some(neighbourhood(&tokyo, "131130"));
        let first = town.get(&cover_url(&tokyo, shibuya, 7, Shape::Card)).await;
        assert_eq!(first.header("content-type"), "image/svg+xml");
        let again = town.get(&cover_url(&tokyo, shibuya, 7, Shape::Card)).await;
        assert_eq!(first.text(), again.text());
        let second = town.get(&cover_url(&tokyo, shibuya, 8, Shape::Card)).await;
        assert_ne!(first.text(), second.text());
        assert!(first.has(">Shibuya<"), "{}", first.text());
        drawn.push(first.text());
    }
    // On every node and in every installation.
    assert_eq!(drawn[0], drawn[1]);
}

#[tokio::test]
async fn a_picture_stays_in_the_reader_s_cache_until_it_would_differ() {
    let town = Town::with_cities().await;
    let new_york = city(&town, "new-york");
    let url = cover_url(&new_york, None, 1, Shape::Wide);
    let picture = town.get(&url).await;
    assert!(picture.header("cache-control").contains("immutable"));
    let visitor = town.visitor();
    let again = visitor
        .request(Method::GET, &url)
        .header(header::IF_NONE_MATCH, picture.header("etag"));
    let again = visitor.send(again, axum::body::Body::empty()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    // Without its version the address may one day show another picture.
    let (unversioned, _) = url.split_once("&v=").unwrap();
    let picture = town.get(unversioned).await;
    assert!(!picture.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn a_share_card_is_a_png_of_the_size_that_networks_show() {
    let town = Town::with_cities().await;
    let tokyo = city(&town, "tokyo");
    let text = ShareText {
        lang: Lang::En,
        titles: &["Tori-no-Ichi at Otori Shrine 🎉"],
        labels: &[],
        lines: &["Tonight 18:00"],
    };
    let taito = Some(neighbourhood(&tokyo, "131067"));
    let url = share_url(&town.app, &tokyo, taito, 3, text);
    let picture = town.get(&url).await;
    assert_eq!(picture.header("content-type"), "image/png");
    let png = resvg::tiny_skia::Pixmap::decode_png(&picture.body).unwrap();
    assert_eq!((png.width(), png.height()), (1200, 630));
    // Nobody else may have us draw their words, or a picture of pixels without any.
    let unsigned = cover_url(&tokyo, taito, 3, Shape::Card).replace(".svg", ".png");
    assert_eq!(town.get(&unsigned).await.status, StatusCode::NOT_FOUND);
    let forged = url.replace("&words=", "&words=x");
    assert_eq!(town.get(&forged).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_there_has_no_picture() {
    let town = Town::with_cities().await;
    for path in [
        "/covers/cities/atlantis.svg",
        "/covers/cities/tokyo.gif",
        "/covers/cities/tokyo",
        "/covers/neighbourhoods/1.svg",
        "/covers/neighbourhoods/x.svg",
        "/covers/people/1.svg",
    ] {
        assert_eq!(town.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let wrong = town.get("/covers/cities/tokyo.svg?shape=round").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_hostile_name_is_drawn_as_letters() {
    let town = Town::with_cities().await;
    let tokyo = city(&town, "tokyo");
    let words = plate::Words {
        name: "<script>alert(1)</script>".into(),
        local: Some("\"&'<>".into()),
        title: "</text><image href=\"https://evil.example/\"/>".into(),
        line: "&lt;".into(),
        label: "<image href=\"https://evil.example/\"/>".into(),
    };
    for shape in [Shape::Card, Shape::Share] {
        let svg = draw::neighbourhood(&tokyo, &tokyo.neighbourhoods[0], 1, shape, &words);
        assert!(!svg.contains("<script") && !svg.contains("<image"), "{svg}");
        raster::png(&svg, Lang::En).unwrap();
    }
}

#[tokio::test]
async fn a_label_stands_above_everything_else_and_links_of_before_have_none() {
    let town = Town::with_cities().await;
    let tokyo = city(&town, "tokyo");
    let text = ShareText {
        lang: Lang::En,
        titles: &["Half of the ginkgo is down"],
        lines: &["mika · Tokyo"],
        labels: &["\u{12000}".to_owned(), "Free ticket".to_owned()],
    };
    let drawn = async |url: String| town.get(&url.replace(".png?", ".svg?")).await.text();
    let labelled = drawn(share_url(&town.app, &tokyo, None, 3, text)).await;
    let label = labelled.find(">Free ticket<").unwrap();
    assert!(label < labelled.find(">mika · Tokyo<").unwrap());
    let plain = ShareText {
        labels: &[],
        ..text
    };
    let plain = drawn(share_url(&town.app, &tokyo, None, 3, plain)).await;
    let before = (Lang::En, text.titles[0], text.lines[0]);
    let before = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&before).unwrap());
    let before = town.app.key().sign(SHARE_PURPOSE, &before);
    let url = share_url(&town.app, &tokyo, None, 3, text);
    let (start, rest) = url.split_once("&words=").unwrap();
    let (_, end) = rest.split_once('&').unwrap();
    assert_eq!(drawn(format!("{start}&words={before}&{end}")).await, plain);
    assert!(!plain.contains("Free ticket"));
}

#[test]
fn letters_that_no_font_has_are_never_drawn_as_boxes() {
    assert!(fonts::covers("Senso-ji, 5 €, Łódź"));
    assert!(!fonts::covers("\u{12000}\u{12001}"));
    assert_eq!(fonts::without_uncovered("Fête \u{1f389}!"), "Fête !");
}
