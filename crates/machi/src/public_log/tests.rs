//! The log as strangers check it.

use axum::http::StatusCode;
use rules::draw::checkpoint::{Checkpoint, LogKey};
use rules::merkle::{Hash, grew, includes, leaf_hash};
use serde_json::Value;
use store::Tx;

use super::append;
use crate::cities::Cities;
use crate::town::Town;

const ENTRIES: usize = 11;

async fn grow(town: &Town, from: usize, to: usize) {
    let city = town
        .app
        .view::<Cities>()
        .unwrap()
        .by_slug("new-york")
        .unwrap()
        .id;
    for at in from..to {
        let entry = format!("{{\"at\":{at}}}");
        let appended = town
            .app
            .write(async |tx: &mut Tx| append(tx, city, entry.as_bytes()).await);
        assert_eq!(appended.await.unwrap(), at as i64);
    }
    town.settle().await;
}

async fn checkpoint(town: &Town) -> Checkpoint {
    let key = town.get("/api/v1/log/key").await.text().to_owned();
    let note = town.get("/api/v1/log/checkpoint").await.text().to_owned();
    Checkpoint::open(&note, &LogKey::parse(&key).unwrap()).unwrap()
}

async fn path(town: &Town, query: &str) -> Vec<Hash> {
    let answer = town.get(&format!("/api/v1/log/{query}")).await;
    let hashes = answer.json()["path"].as_array().unwrap().clone();
    let hash = |text: &Value| {
        hex::decode(text.as_str().unwrap())
            .unwrap()
            .try_into()
            .unwrap()
    };
    hashes.iter().map(hash).collect()
}

#[tokio::test]
async fn strangers_see_that_an_entry_is_in_the_log_and_that_the_log_only_grew() {
    let town = Town::with_cities().await;
    let empty = checkpoint(&town).await;
    assert_eq!(empty.size, 0);
    grow(&town, 0, 4).await;
    let early = checkpoint(&town).await;
    assert_eq!(early.size, 4);
    grow(&town, 4, ENTRIES).await;
    let late = checkpoint(&town).await;
    assert_eq!(late.size, ENTRIES as u64);
    let shown = path(&town, &format!("consistency?from=4&size={ENTRIES}")).await;
    assert!(grew(4, early.root, late.size, late.root, &shown));
    let entries = town.get("/api/v1/log/entries?from=5").await.json();
    assert_eq!(entries.as_array().unwrap().len(), ENTRIES - 5);
    assert_eq!(entries[0]["index"], 5);
    let leaf = leaf_hash(entries[0]["entry"].as_str().unwrap().as_bytes());
    let shown = path(&town, &format!("inclusion?index=5&size={ENTRIES}")).await;
    assert!(includes(leaf, 5, late.size, &shown, late.root));
    let beyond = town.get("/api/v1/log/inclusion?index=5&size=12").await;
    assert_eq!(beyond.status, StatusCode::NOT_FOUND);
}
