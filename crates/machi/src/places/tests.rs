//! Places of a city.

use axum::http::{Method, StatusCode};
use serde_json::Value;
use store::Tx;

use super::*;
use crate::cities::Cities;
use crate::frame::{self, Page};
use crate::ids::PlaceId;
use crate::town::Town;

async fn pages(town: &Town, first: &str) -> Vec<Vec<Value>> {
    let mut path = first.to_owned();
    let mut pages = Vec::new();
    loop {
        let page = town.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        pages.push(page.json().as_array().unwrap().clone());
        let link = page.header("link").to_owned();
        match link.split_once('>') {
            None => return pages,
            Some((next, rest)) => {
                assert_eq!(rest, "; rel=\"next\"");
                path = next.trim_start_matches('<').to_owned();
            }
        }
    }
}

#[tokio::test]
async fn a_city_s_places_come_in_pages_each_place_once() {
    let town = Town::with_cities().await;
    let pages = pages(&town, "/api/v1/cities/new-york/places").await;
    let mut ids: Vec<&str> = pages
        .iter()
        .flatten()
        .filter_map(|place| place["id"].as_str())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), pages.len()), (all, all.div_ceil(50)));
    assert!(all >= 80, "{all}");
}

#[tokio::test]
async fn places_are_found_by_kind_by_neighbourhood_and_around_a_spot() {
    let town = Town::with_cities().await;
    let parks = pages(&town, "/api/v1/cities/new-york/places?category=park")
        .await
        .concat();
    assert!(parks.len() > 50 && parks.iter().all(|place| place["category"] == "park"));
    let taito = pages(&town, "/api/v1/cities/tokyo/places?neighbourhood=131067")
        .await
        .concat();
    assert!(
        taito.iter().any(|place| place["names"]["ja"] == "浅草寺"),
        "{taito:?}"
    );
    let near = "/api/v1/cities/tokyo/places?near=35.7148,139.7967&metres=1000";
    let near = town.get(near).await.json();
    assert_eq!(near[0]["names"]["en"], "Senso-ji");
    let away: Vec<i64> = near
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|place| place["distance_metres"].as_i64())
        .collect();
    assert!(
        away.is_sorted() && away.iter().all(|metres| *metres <= 1_000),
        "{away:?}"
    );
    for wrong in [
        "near=north",
        "near=91,0",
        "category=pub",
        "neighbourhood=atlantis",
    ] {
        let answer = town
            .get(&format!("/api/v1/cities/tokyo/places?{wrong}"))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
}

#[tokio::test]
async fn a_place_says_where_it_comes_from() {
    let town = Town::with_cities().await;
    let list = town.get("/api/v1/cities/tokyo/places").await.json();
    let id = list[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/places/{id}");
    let place = town
        .visitor()
        .api(Method::GET, &path, Value::Null)
        .await
        .json();
    assert_eq!(place["source"]["attribution"], "compiled by the project");
    assert_eq!(place["city"], "tokyo");
    let missing = town.get("/api/v1/places/1").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_place_s_facts_speak_the_reader_s_language_and_escape_what_a_source_wrote() {
    let town = Town::with_cities().await;
    let list = town.get("/api/v1/cities/tokyo/places").await.json();
    let id: PlaceId = list[0]["id"].as_str().unwrap().parse().unwrap();
    let mut place = town
        .app
        .read(async |tx: &mut Tx| find(tx, id).await)
        .await
        .unwrap();
    let city = town
        .app
        .view::<Cities>()
        .unwrap()
        .by_id(place.city)
        .unwrap();
    let page = page_in(&town, "/?lang=en");
    let view = PlaceView::of(&page, &city, &place, "https://town.example");
    assert_eq!(view.name, "Ueno Park");
    assert_eq!(view.local_name, Some(("ja", "上野恩賜公園".into())));
    assert!(view.locator.is_some());
    place.names =
        crate::text::Names::single(crate::text::Lang::En, "</script><script>alert(1)</script>");
    let view = PlaceView::of(&page, &city, &place, "https://town.example");
    assert!(!view.json_ld.contains('<'), "{}", view.json_ld);
    let json: Value = serde_json::from_str(&view.json_ld).unwrap();
    assert_eq!(json["name"], "</script><script>alert(1)</script>");
    let facts = askama::Template::render(&FactsPage { page, place: view }).unwrap();
    assert!(!facts.contains("<script>alert"), "{facts}");
}

#[derive(askama::Template)]
#[template(path = "places/facts.html")]
struct FactsPage {
    page: Page,
    place: PlaceView,
}

fn page_in(town: &Town, path: &str) -> Page {
    let request = axum::http::Request::builder().uri(path).body(()).unwrap();
    let (parts, ()) = request.into_parts();
    Page::for_request(&parts, &town.app, frame::language::of(&parts))
}
