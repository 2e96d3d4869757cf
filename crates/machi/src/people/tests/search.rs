//! Looking people up on the page and through the API, and the view behind it.

use axum::http::{Method, StatusCode};
use serde_json::Value;

use super::named;
use crate::people::People;
use crate::town::{Town, Visitor};

/// The handles that the API finds, in their order.
async fn found(by: &Visitor<'_>, query: &str) -> Vec<String> {
    let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let path = format!("/api/v1/people?q={query}");
    let answer = by.api(Method::GET, &path, Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let people = answer.json();
    let people = people.as_array().unwrap().iter();
    people
        .map(|person| person["handle"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_creator_of_tokyo_is_found_from_new_york_by_any_name() {
    let town = Town::with_cities().await;
    let mika = named(&town, "mika_t", "ミカ・サトウ", "Mika.Walks").await;
    mika.post(
        "/settings/profile",
        "display_name=%E3%83%9F%E3%82%AB%E3%83%BB%E3%82%B5%E3%83%88%E3%82%A6\
         &instagram=Mika.Walks&home_city=tokyo",
    )
    .await;
    named(&town, "wei", "張偉", "").await;
    named(&town, "minji", "김 민지", "").await;
    named(&town, "jose", "José", "").await;
    town.settle().await;
    let reader = town.sign_up("newyorker").await;
    for (query, handle) in [
        ("@Mika_T", "mika_t"),
        ("＠ｍｉｋａ＿ｔ", "mika_t"),
        ("mika.walks", "mika_t"),
        ("みか", "mika_t"),
        ("ﾐｶ ｻﾄｳ", "mika_t"),
        ("さとう", "mika_t"),
        ("张伟", "wei"),
        ("偉", "wei"),
        ("김민지", "minji"),
        ("민지", "minji"),
        ("JOSE", "jose"),
    ] {
        assert_eq!(found(&reader, query).await, [handle], "{query}");
    }
    let page = reader.get("/search?q=mika.walks&lang=ja").await;
    assert!(page.has("ミカ・サトウ") && page.has("/people/mika_t"));
    assert!(town.get("/search").await.has("Find people in every city"));
    let none = town.get("/search?q=%3Cb%3E").await;
    assert!(
        none.has("Nobody found for “&#60;b&#62;”"),
        "{}",
        none.text()
    );
}

#[tokio::test]
async fn the_exact_handle_comes_first_then_a_name_elsewhere_then_followers_decide() {
    let town = Town::new().await;
    let fan = named(&town, "fan", "Fan", "").await;
    named(&town, "hana", "Somebody", "").await;
    named(&town, "other", "Else", "hana").await;
    named(&town, "few", "Hana", "").await;
    named(&town, "many", "Hana", "").await;
    for followed in ["many", "few"] {
        fan.post(&format!("/people/{followed}/follow"), "followed=true")
            .await;
    }
    town.settle().await;
    let other = town.sign_up("other_fan").await;
    other.post("/people/many/follow", "followed=true").await;
    town.settle().await;
    let order = ["hana", "other", "many", "few"];
    assert_eq!(found(&other, "hana").await, order);
    other.post("/people/many/follow", "followed=false").await;
    fan.post("/people/many/follow", "followed=false").await;
    town.settle().await;
    assert_eq!(found(&fan, "Hana").await, ["hana", "other", "few", "many"]);
}

#[tokio::test]
async fn the_view_is_its_rebuild_after_whatever_happened() {
    let town = Town::new().await;
    let mika = named(&town, "mika", "美香", "mika.walks").await;
    let joon = named(&town, "joon", "준", "").await;
    mika.post("/people/joon/follow", "followed=true").await;
    joon.post("/people/mika/follow", "followed=true").await;
    named(&town, "lin", "小林", "lin.eats").await;
    let lin = town.sign_up("lin_2").await;
    lin.post("/people/joon/follow", "followed=true").await;
    lin.post("/people/joon/follow", "followed=false").await;
    joon.post("/people/mika/block", "blocked=true").await;
    mika.post("/settings/profile", "display_name=Mika").await;
    town.settle().await;
    let rebuilt = crate::start::views();
    rebuilt.rebuild(town.app.store()).await.unwrap();
    let (now, anew) = (town.app.views().contents(), rebuilt.contents());
    assert_eq!(now, anew);
    let name = std::any::type_name::<People>();
    let (_, people) = now.iter().find(|(view, _)| *view == name).unwrap();
    assert_eq!(people.len(), 4);
    assert!(
        people.values().any(|said| said == "\"mika\\0mika\" 0"),
        "{people:?}"
    );
}
