//! The story of merch: offered, claimed, sent.

mod claims;
mod desk;
mod storm;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use crate::ledger;
use crate::points::tests::{give, has, operator};
use crate::town::{Answer, Town, Visitor};

/// A shirt in two sizes, for points or as a prize, that is shipped.
pub(crate) fn shirt() -> Value {
    json!({
        "names": { "en": "Shirt", "ja": "Tシャツ" },
        "descriptions": { "en": "With a gull on it" },
        "state": "open",
        "price_points": 100,
        "as_prize": true,
        "sizes": [{ "name": "S" }, { "name": "L" }],
    })
}

/// Makes it, with so many of each size; answers its id and those of its sizes.
pub(crate) async fn made(ops: &Visitor<'_>, item: Value, pieces: i64) -> (String, Vec<String>) {
    let made = ops
        .api(Method::POST, "/api/v1/cities/tokyo/merch/items", item)
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/cities/tokyo/merch/items/{id}");
    let item = ops.api(Method::GET, &path, Value::Null).await.json();
    let mut sizes = Vec::new();
    for size in item["sizes"].as_array().unwrap() {
        let size = size["id"].as_str().unwrap().to_owned();
        let delivery = json!({ "size": size, "pieces": pieces, "key": "first" });
        let path = format!("{path}/stock");
        let stocked = ops.api(Method::POST, &path, delivery).await;
        assert_eq!(stocked.status, StatusCode::NO_CONTENT, "{}", stocked.text());
        sizes.push(size);
    }
    (id, sizes)
}

fn home() -> Value {
    json!({ "name": "Mika Sato", "text": "1-2-3 Nishiogi-Kita\nSuginami, Tokyo\nJapan", "phone": "" })
}

async fn claims(by: &Visitor<'_>, item: &str, wish: Value) -> Answer {
    by.api(Method::POST, &format!("/api/v1/merch/{item}/claims"), wish)
        .await
}

/// How many are left, by size.
async fn left(by: &Visitor<'_>, item: &str) -> Vec<i64> {
    let item = by
        .api(Method::GET, &format!("/api/v1/merch/{item}"), Value::Null)
        .await
        .json();
    let sizes = item["sizes"].as_array().unwrap();
    sizes
        .iter()
        .map(|size| size["left"].as_i64().unwrap())
        .collect()
}

/// Does a step of the desk.
async fn step(ops: &Visitor<'_>, claim: &str, step: Value) -> StatusCode {
    let path = format!("/api/v1/cities/tokyo/merch/claims/{claim}");
    ops.api(Method::POST, &path, step).await.status
}

/// Whether the row holds an address.
async fn is_kept(town: &Town, claim: &str) -> bool {
    let id: i64 = claim.parse().unwrap();
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select address from merch_claim where id = $1";
        Ok(tx.one::<(Option<Vec<u8>>,)>(sql, args![id]).await?.0)
    });
    let address = read.await.unwrap();
    assert!(
        address
            .as_ref()
            .is_none_or(|sealed| !String::from_utf8_lossy(sealed).contains("Suginami"))
    );
    address.is_some()
}

async fn book_is_right(town: &Town) {
    let (_, complaints) = ledger::complaints(town.app.store()).await.unwrap();
    assert!(complaints.is_empty(), "{complaints:?}");
}

fn id(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

async fn told(town: &Town, who: &Visitor<'_>) -> Vec<(String, String)> {
    town.read_log().await;
    let told = who
        .api(Method::GET, "/api/v1/me/notifications", Value::Null)
        .await
        .json();
    let one = |told: &Value| {
        let of = |name: &str| told[name].as_str().unwrap().to_owned();
        (of("kind"), of("text"))
    };
    told.as_array().unwrap().iter().map(one).collect()
}
