//! The site's map, as a search engine walks it.

use axum::http::StatusCode;
use store::Tx;

use crate::accounts::Member;
use crate::events::tests::{draft, saved, sourced};
use crate::notes::{Written, delete, post};
use crate::town::Town;

/// The texts of all elements of this name.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let elements = document.descendants();
    let named = elements.filter(|element| element.tag_name().name() == name);
    named
        .filter_map(|element| element.text().map(str::to_owned))
        .collect()
}

fn path(address: &str) -> &str {
    address.strip_prefix("https://town.example").unwrap()
}

#[tokio::test]
async fn a_search_engine_finds_every_public_page() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "tokyo").await;
    let event = saved(&town, &city, &draft(source)).await.event();
    town.sign_up("mika").await;
    let mika = Member::assumed(town.account("mika").await, "mika");
    let note = |body: &str| Written {
        body: body.into(),
        ..Written::default()
    };
    let (kept, gone) = (note("here"), note("gone"));
    let (kept, gone) = town
        .app
        .write(async |tx: &mut Tx| {
            let kept = post::post(tx, &mika, &city, &kept).await?;
            let gone = post::post(tx, &mika, &city, &gone).await?;
            delete::delete(tx, &mika, gone).await?;
            Ok((kept, gone))
        })
        .await
        .unwrap();
    town.settle().await;

    let robots = town.get("/robots.txt").await;
    assert!(robots.has("Sitemap: https://town.example/sitemap.xml"));
    let index = town.get("/sitemap.xml").await;
    assert_eq!(
        index.header("content-type"),
        "application/xml; charset=utf-8"
    );
    let mut pages = Vec::new();
    for file in texts(&index.text(), "loc") {
        let part = town.get(path(&file)).await;
        assert_eq!(part.status, StatusCode::OK, "{file}");
        pages.extend(texts(&part.text(), "loc"));
    }
    for known in [
        "/cities/tokyo".to_owned(),
        format!("/events/{event}"),
        format!("/notes/{kept}"),
        "/people/mika".to_owned(),
    ] {
        let address = format!("https://town.example{known}");
        assert!(pages.contains(&address), "{address}: {pages:?}");
    }
    assert!(!pages.contains(&format!("https://town.example/notes/{gone}")));
    let places = pages.iter().filter(|page| page.contains("/places/"));
    assert!(places.count() > 10);
}

#[tokio::test]
async fn an_address_names_the_languages_that_its_page_names() {
    let town = Town::with_cities().await;
    town.sign_up("mika").await;
    let people = town.get("/sitemaps/people-0.xml").await.text();
    let page = town.get("/people/mika").await;
    let document = roxmltree::Document::parse(&people).unwrap();
    let links = document
        .descendants()
        .filter(|element| element.tag_name().name() == "link");
    let mut count = 0;
    for link in links {
        let tag = link.attribute("hreflang").unwrap();
        let href = link.attribute("href").unwrap();
        let own = format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\">");
        assert!(page.has(&own), "{own}");
        count += 1;
    }
    assert_eq!(count, 5);
}

#[tokio::test]
async fn there_is_no_map_of_nothing() {
    let town = Town::with_cities().await;
    for file in [
        "front",
        "front-0.xml",
        "secrets-0.xml",
        "notes-x.xml",
        "events-none-0.xml",
    ] {
        let answer = town.get(&format!("/sitemaps/{file}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{file}");
    }
}
