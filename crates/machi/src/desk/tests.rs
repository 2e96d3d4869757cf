//! The desk, through the router.

use axum::http::StatusCode;

use crate::accounts::Role;
use crate::cities::Cities;
use crate::ids::CityId;
use crate::town::Town;

pub(super) fn city(town: &Town, slug: &str) -> CityId {
    let cities = town.app.view::<Cities>().unwrap();
    cities.by_slug(slug).unwrap().id
}

#[tokio::test]
async fn the_desk_is_for_those_who_keep_a_city() {
    let town = Town::with_cities().await;
    let stranger = town.get("/desk").await;
    assert_eq!(stranger.location(), "/sign-in?next=%2Fdesk");
    let mika = town.sign_up("mika").await;
    assert_eq!(mika.get("/desk").await.status, StatusCode::NOT_FOUND);
    town.give_role("mika", Role::Operator, Some(city(&town, "tokyo")))
        .await;
    assert_eq!(mika.get("/desk").await.location(), "/desk/tokyo");
    let page = mika.get("/desk/tokyo").await;
    assert!(
        page.has("<h1>Tokyo</h1>") && page.has("class=\"desk__nav\""),
        "{}",
        page.text()
    );
    assert_eq!(
        mika.get("/desk/new-york").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_owner_chooses_between_all_cities() {
    let town = Town::with_cities().await;
    let owner = town.sign_up("mika").await;
    town.give_role("mika", Role::Owner, None).await;
    let page = owner.get("/desk").await;
    assert!(
        page.has("/desk/tokyo\"") && page.has("/desk/new-york\""),
        "{}",
        page.text()
    );
}
