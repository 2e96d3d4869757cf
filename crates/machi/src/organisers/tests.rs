//! The story of those who ask to publish.

use axum::http::{Method, StatusCode};
use serde_json::json;
use store::Tx;

use crate::accounts::Role;
use crate::changes::Change;
use crate::cities::Cities;
use crate::town::{Town, Visitor};

const FORM: &str = "name=Blue+Door&about=Jazz+every+Friday&url=https://bluedoor.example";

/// A city with an operator.
async fn operated(town: &Town) -> Visitor<'_> {
    let ops = town.sign_up("ops").await;
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    town.give_role("ops", Role::Operator, Some(city.id)).await;
    ops
}

async fn application(ops: &Visitor<'_>) -> String {
    let open = ops
        .api(
            Method::GET,
            "/api/v1/cities/tokyo/organisers/applications",
            json!(null),
        )
        .await;
    open.json()[0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_venue_asks_and_may_publish_once_it_is_accepted() {
    let town = Town::with_cities().await;
    let ops = operated(&town).await;
    let venue = town.sign_up("bluedoor").await;
    let home = "/cities/tokyo/organise";
    assert_eq!(
        venue.get(home).await.location(),
        "/cities/tokyo/organise/apply"
    );
    assert_eq!(
        venue.get("/cities/tokyo/organise/events/new").await.status,
        StatusCode::NOT_FOUND
    );

    let sent = venue.post("/cities/tokyo/organise/apply", FORM).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    // Asking again changes what was said.
    let again = "name=The+Blue+Door&about=Jazz&url=";
    venue.post("/cities/tokyo/organise/apply", again).await;
    let desk = ops.get("/desk/tokyo/organisers").await;
    assert!(
        desk.has("The Blue Door") && desk.has("@bluedoor"),
        "{}",
        desk.text()
    );
    assert!(venue.get("/desk/tokyo/organisers").await.status == StatusCode::NOT_FOUND);

    let path = format!("/desk/tokyo/organisers/{}", application(&ops).await);
    let decided = ops.post(&path, "accepted=true&reason=").await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    town.settle().await;
    assert_eq!(venue.get(home).await.status, StatusCode::OK);
    // What is decided stays so.
    ops.post(&path, "accepted=false&reason=Changed+my+mind")
        .await;
    town.settle().await;
    assert_eq!(venue.get(home).await.status, StatusCode::OK);
    let decided = |change: &&Change| matches!(change, Change::OrganiserDecided { .. });
    assert_eq!(town.changes().await.iter().filter(decided).count(), 1);
}

#[tokio::test]
async fn a_no_has_a_reason_and_a_week_to_rest() {
    let town = Town::with_cities().await;
    let ops = operated(&town).await;
    let venue = town.sign_up("bluedoor").await;
    venue.post("/cities/tokyo/organise/apply", FORM).await;
    let path = format!("/desk/tokyo/organisers/{}", application(&ops).await);
    let silent = ops.post(&path, "accepted=false&reason=").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.has("Please say why not"));
    ops.post(&path, "accepted=false&reason=No+venue+of+that+name")
        .await;
    let page = venue.get("/cities/tokyo/organise/apply").await;
    assert!(page.has("No venue of that name"));
    let soon = venue.post("/cities/tokyo/organise/apply", FORM).await;
    assert_eq!(soon.status, StatusCode::UNPROCESSABLE_ENTITY);
    town.clock.advance(8 * 24 * 60 * 60 * 1000);
    let later = venue.post("/cities/tokyo/organise/apply", FORM).await;
    assert_eq!(later.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once() {
    let town = Town::with_cities().await;
    let venue = town.sign_up("bluedoor").await;
    let form = "name=&about=&url=javascript:alert(1)";
    let refused = venue.post("/cities/tokyo/organise/apply", form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["#name", "#about", "#url"] {
        assert!(refused.has(field), "{field}");
    }
    let petition = venue.post("/cities/osaka/organise/apply", FORM).await;
    assert!(petition.has("This city is not open for events."));
    let open = town.app.read(async |tx: &mut Tx| {
        let sql = "select count(*) from organiser_application";
        Ok(tx.one::<(i64,)>(sql, store::args![]).await?.0)
    });
    assert_eq!(open.await.unwrap(), 0);
}
