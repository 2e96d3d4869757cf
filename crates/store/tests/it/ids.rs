//! Ids: strictly increasing in a node, different between nodes.

use std::collections::HashSet;

use store::{Error, Store, Tx};

use crate::kit::{START_MS, fresh, open};

const EPOCH_MS: i64 = 1_704_067_200_000;

async fn ids(store: &Store, count: usize) -> Vec<i64> {
    let command = async |tx: &mut Tx| Ok::<_, Error>((0..count).map(|_| tx.new_id()).collect());
    store.write(command).await.unwrap().value
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_grow_and_differ_while_the_clock_stands() {
    let (database, clock, store) = fresh().await;
    let other = open(&database, &clock).await;
    let mut all = HashSet::new();
    for node in [&store, &other] {
        let made = ids(node, 100_000).await;
        assert!(made.iter().all(|id| *id > 0) && made.is_sorted_by(|a, b| a < b));
        all.extend(made);
    }
    assert_eq!(all.len(), 200_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_of_concurrent_commands_differ() {
    let (_database, _clock, store) = fresh().await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { ids(&store, 500).await })
        })
        .collect();
    let mut all = HashSet::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    assert_eq!(all.len(), 10_000);
}

#[tokio::test]
async fn an_id_tells_its_time_and_its_node() {
    let (database, clock, _first) = fresh().await;
    let store = open(&database, &clock).await;
    let id = ids(&store, 1).await[0];
    assert_eq!(id >> 22, START_MS - EPOCH_MS);
    assert_eq!((id >> 12) & 1023, i64::from(store.node()));
    clock.set(START_MS - 1_000);
    assert!(
        ids(&store, 1).await[0] > id,
        "a clock that goes back is made up for"
    );
}
