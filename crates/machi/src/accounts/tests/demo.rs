//! The people of the demo.

use axum::http::StatusCode;

use crate::accounts::demo::{DemoAccount, ensure_demo_accounts};
use crate::cities::Cities;
use crate::frame::CityLinks;
use crate::town::Town;

async fn ensure(town: &Town) -> Vec<DemoAccount> {
    let cities = CityLinks(town.app.view::<Cities>().unwrap().links());
    ensure_demo_accounts(&town.app, &cities).await.unwrap()
}

#[tokio::test]
async fn the_demo_s_people_are_made_once_and_can_sign_in() {
    let town = Town::with_cities().await;
    town.sign_up("sam").await;
    let people = ensure(&town).await;
    assert_eq!(people, ensure(&town).await);
    let handles: Vec<_> = people.iter().map(|person| person.handle).collect();
    assert_eq!(
        handles,
        ["mika", "joon", "lin", "ana", "desk"],
        "sam is somebody real"
    );
    let desk = people.last().unwrap();
    let visitor = town.visitor();
    let form = format!("handle=desk&password={}", desk.password);
    assert_eq!(
        visitor.post("/sign-in", &form).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(visitor.get("/desk").await.status, StatusCode::OK);
    let mika = town.get("/people/mika").await;
    assert!(mika.has("badge--demo") && mika.has("href=\"/cities/tokyo\">Tokyo"));
}

#[tokio::test]
async fn a_password_that_opens_nothing_any_more_is_not_told() {
    let town = Town::new().await;
    let people = ensure(&town).await;
    let ana = people.iter().find(|person| person.handle == "ana").unwrap();
    let visitor = town.visitor();
    let form = format!("handle=ana&password={}", ana.password);
    visitor.post("/sign-in", &form).await;
    let form = format!(
        "old_password={}&new_password=fireflies+in+june",
        ana.password
    );
    let changed = visitor.post("/settings/password", &form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    let handles: Vec<_> = ensure(&town)
        .await
        .iter()
        .map(|person| person.handle)
        .collect();
    assert_eq!(handles, ["mika", "joon", "lin", "sam", "desk"]);
}
