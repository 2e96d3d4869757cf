//! The people of the demo.

use axum::http::StatusCode;

use crate::accounts::demo::ensure_demo_accounts;
use crate::town::Town;

#[tokio::test]
async fn the_demo_s_people_are_made_once_and_can_sign_in() {
    let town = Town::new().await;
    town.sign_up("sam").await;
    let people = ensure_demo_accounts(&town.app).await.unwrap();
    assert_eq!(people, ensure_demo_accounts(&town.app).await.unwrap());
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
    assert!(town.get("/people/mika").await.has("badge--demo"));
}
