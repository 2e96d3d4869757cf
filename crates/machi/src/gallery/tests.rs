//! The front door: cities to look at, to join and to ask for.

use axum::http::{Method, StatusCode};
use serde_json::Value;
use store::Tx;

use crate::changes::Change;
use crate::cities::{Cities, CityState, state};
use crate::ids::CityId;
use crate::town::Town;

fn city(town: &Town, slug: &str) -> CityId {
    town.app.view::<Cities>().unwrap().by_slug(slug).unwrap().id
}

async fn set_state(town: &Town, slug: &str, new: CityState) {
    let city = city(town, slug);
    town.app
        .write(async |tx: &mut Tx| state::set(tx, city, new).await)
        .await
        .unwrap();
    town.settle().await;
}

/// The changes that people made, without those of opening the cities.
async fn what_people_did(town: &Town) -> Vec<Change> {
    let changes = town.changes().await;
    changes
        .into_iter()
        .filter(|change| {
            matches!(
                change,
                Change::CityJoined { .. }
                    | Change::CityLeft { .. }
                    | Change::PetitionSigned { .. }
                    | Change::PetitionWithdrawn { .. }
            )
        })
        .collect()
}

#[tokio::test]
async fn the_front_door_shows_the_open_cities_before_those_that_are_asked_for() {
    let town = Town::with_cities().await;
    for path in ["/", "/cities"] {
        let page = town.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        let at = |needle: &str| {
            text.find(needle)
                .unwrap_or_else(|| panic!("{needle}: {text}"))
        };
        assert!(at("href=\"/cities/new-york\"") < at("href=\"/cities/osaka\""));
        assert!(at("href=\"/cities/tokyo\"") < at("href=\"/cities/osaka\""));
        assert!(page.has("/covers/cities/tokyo.svg"));
    }
    let page = town.get("/?lang=ja").await;
    assert!(
        page.has("ニューヨーク") && page.has("大阪"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn an_installation_without_cities_says_what_to_do() {
    let town = Town::new().await;
    assert!(town.get("/").await.has("machi city open new-york"));
}

#[tokio::test]
async fn asking_for_a_city_twice_counts_once() {
    let town = Town::with_cities().await;
    let osaka = city(&town, "osaka");
    let mika = town.sign_up("mika").await;
    for _ in 0..2 {
        let answer = mika
            .post("/cities/osaka/petition", "signed=true&next=/")
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), "/");
    }
    town.settle().await;
    let page = mika.get("/").await;
    assert!(page.has("<data value=\"1\">1</data>"), "{}", page.text());
    assert!(page.has("Counted."), "{}", page.text());
    mika.post("/cities/osaka/petition", "signed=false").await;
    town.settle().await;
    assert!(mika.get("/").await.has("<data value=\"0\">0</data>"));
    let account = town.account("mika").await;
    assert_eq!(
        what_people_did(&town).await,
        [
            Change::PetitionSigned {
                city: osaka,
                account
            },
            Change::PetitionWithdrawn {
                city: osaka,
                account
            },
        ]
    );
}

#[tokio::test]
async fn an_open_city_takes_no_petition() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let answer = mika.post("/cities/tokyo/petition", "signed=true").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.has("takes no petition"), "{}", answer.text());
}

#[tokio::test]
async fn anybody_joins_any_city_and_leaves_it_again() {
    let town = Town::with_cities().await;
    let (tokyo, new_york) = (city(&town, "tokyo"), city(&town, "new-york"));
    let mika = town.sign_up("mika").await;
    for slug in ["tokyo", "tokyo", "new-york"] {
        let path = format!("/cities/{slug}/membership");
        let answer = mika.post(&path, "joined=true").await;
        assert_eq!(answer.location(), format!("/cities/{slug}"));
    }
    town.settle().await;
    let cities = mika
        .api(Method::GET, "/api/v1/cities", Value::Null)
        .await
        .json();
    let joined = |slug: &str| {
        let found = cities
            .as_array()
            .unwrap()
            .iter()
            .find(|city| city["slug"] == slug);
        let found = found.unwrap();
        (found["joined"].clone(), found["members"].clone())
    };
    assert_eq!(joined("tokyo"), (true.into(), 1.into()));
    assert_eq!(joined("osaka"), (false.into(), 0.into()));
    mika.post("/cities/tokyo/membership", "joined=false").await;
    mika.post("/cities/tokyo/membership", "joined=false").await;
    let account = town.account("mika").await;
    assert_eq!(
        what_people_did(&town).await,
        [
            Change::CityJoined {
                city: tokyo,
                account
            },
            Change::CityJoined {
                city: new_york,
                account
            },
            Change::CityLeft {
                city: tokyo,
                account
            },
        ]
    );
}

#[tokio::test]
async fn a_program_joins_asks_and_leaves_as_a_page_does() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let call = async |method: Method, path: &str| {
        let answer = mika.api(method, path, Value::Null).await.json();
        town.settle().await;
        answer
    };
    let membership = "/api/v1/cities/new-york/membership";
    assert_eq!(call(Method::PUT, membership).await["joined"], true);
    assert_eq!(
        call(Method::GET, "/api/v1/cities/new-york").await["members"],
        1
    );
    assert_eq!(call(Method::DELETE, membership).await["joined"], false);
    let petition = "/api/v1/cities/osaka/petition";
    assert_eq!(call(Method::PUT, petition).await["signed"], true);
    let osaka = call(Method::GET, "/api/v1/cities/osaka").await;
    assert_eq!(osaka["petition_signatures"], 1);
    assert_eq!(osaka["petition_signed"], true);
    assert_eq!(call(Method::DELETE, petition).await["signed"], false);
    let refused = mika
        .api(Method::PUT, "/api/v1/cities/tokyo/petition", Value::Null)
        .await;
    assert_eq!(
        refused.json()["errors"][0]["code"],
        "cities-petition-closed"
    );
    let stranger = town
        .visitor()
        .api(Method::PUT, membership, Value::Null)
        .await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_script_gets_the_button_alone_and_it_knows_what_was_just_written() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let request = mika
        .request(Method::POST, "/cities/tokyo/membership")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-fragment", "1");
    let button = mika.send(request, "joined=true".into()).await;
    assert_eq!(button.status, StatusCode::OK);
    assert!(
        button.text().starts_with("<live-form>"),
        "{}",
        button.text()
    );
    assert!(button.has("You are in"), "{}", button.text());
}

#[tokio::test]
async fn an_archived_city_takes_nobody_and_keeps_answering() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    mika.post("/cities/tokyo/membership", "joined=true").await;
    set_state(&town, "tokyo", CityState::Archived).await;
    let noa = town.sign_up("noa").await;
    let refused = noa.post("/cities/tokyo/membership", "joined=true").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        town.get("/cities/tokyo/neighbourhoods").await.status,
        StatusCode::OK
    );
    assert!(town.get("/").await.has("Closed cities"));
    // Who is in may still go.
    let left = mika.post("/cities/tokyo/membership", "joined=false").await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn neighbourhoods_stand_by_district_each_with_its_outline() {
    let town = Town::with_cities().await;
    let page = town.get("/cities/new-york/neighbourhoods?lang=ja").await;
    assert!(
        page.has("ブルックリン") && page.has("neighbourhood=BK73"),
        "{}",
        page.text()
    );
    assert_eq!(
        page.text().matches("class=\"outlines__shape\"").count(),
        195
    );
    let collection = town.get("/api/v1/cities/tokyo/neighbourhoods").await;
    assert_eq!(collection.header("content-type"), "application/geo+json");
    let features = collection.json();
    let first = &features["features"][0];
    assert!(first["id"].is_string());
    assert_eq!(first["geometry"]["type"], "MultiPolygon");
    let missing = town.get("/cities/atlantis/neighbourhoods").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
