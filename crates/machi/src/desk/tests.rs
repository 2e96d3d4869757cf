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

#[tokio::test]
async fn an_operator_gives_and_takes_roles_and_it_is_said_who_did() {
    let town = Town::with_cities().await;
    let operator = town.sign_up("joon").await;
    town.give_role("joon", Role::Operator, Some(city(&town, "tokyo")))
        .await;
    let mika = town.sign_up("mika").await;
    let people = "/desk/tokyo/people";
    let unknown = operator.post(people, "handle=nobody&role=moderator").await;
    assert!(
        unknown.has("There is nobody called @nobody here."),
        "{}",
        unknown.text()
    );
    let form = "handle=%40Mika&role=moderator";
    assert_eq!(operator.post(people, form).await.location(), people);
    let page = operator.get(people).await;
    assert!(
        page.has("Moderator") && page.has("@joon"),
        "{}",
        page.text()
    );
    town.settle().await;
    assert_eq!(mika.get("/desk/tokyo").await.status, StatusCode::OK);
    assert_eq!(mika.get(people).await.status, StatusCode::NOT_FOUND);
    let more = operator.post(people, "handle=mika&role=operator").await;
    assert_eq!(
        more.status,
        StatusCode::NOT_FOUND,
        "only the owner makes operators"
    );
    operator
        .post("/desk/tokyo/people/revoke", "handle=mika&role=moderator")
        .await;
    town.settle().await;
    assert_eq!(mika.get("/desk/tokyo").await.status, StatusCode::NOT_FOUND);
}
