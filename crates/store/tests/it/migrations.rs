//! Migrations: each once, in order, never edited, by one node at a time.

use store::throw_away::Database;
use store::{Clock, Error, Migration, Options, Store, Tx, args};

use crate::kit::{START_MS, open};

const FIRST: Migration = Migration {
    version: 1,
    name: "first",
    sql: "-- Two statements; the first has a semicolon in the middle of a line.
        create table shop (id bigint primary key, name text not null default 'a;b');
        insert into shop (id) values (1);
    ",
};
const SECOND: Migration = Migration {
    version: 2,
    name: "second",
    sql: "insert into shop (id) values (2)",
};

async fn shops(store: &Store) -> i64 {
    let query = "select count(*) from shop where name = 'a;b'";
    let row: (i64,) = store
        .read(async |tx: &mut Tx| tx.one(query, args![]).await)
        .await
        .unwrap();
    row.0
}

async fn empty() -> (Database, Store) {
    let database = Database::new(&[]).await;
    let store = open(&database, &Clock::turned_by_hand(START_MS)).await;
    (database, store)
}

#[tokio::test]
async fn each_runs_once_and_in_order() {
    let (_database, store) = empty().await;
    for _ in 0..2 {
        store.migrate(&[FIRST]).await.unwrap();
    }
    for _ in 0..2 {
        store.migrate(&[FIRST, SECOND]).await.unwrap();
    }
    assert_eq!(shops(&store).await, 2);
    assert!(store.migrate(&[SECOND, FIRST]).await.is_err());
}

#[tokio::test]
async fn an_edited_or_removed_one_is_refused() {
    let (_database, store) = empty().await;
    store.migrate(&[FIRST, SECOND]).await.unwrap();
    let edited = Migration {
        sql: "insert into shop (id) values (3)",
        ..SECOND
    };
    for wrong in [&[FIRST, edited][..], &[FIRST], &[SECOND], &[]] {
        match store.migrate(wrong).await {
            Err(Error::MigrationChanged { version, name }) => {
                assert!(
                    (version, name.as_str()) == (2, "second")
                        || (version, name.as_str()) == (1, "first")
                );
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(shops(&store).await, 2);
}

#[tokio::test]
async fn one_that_fails_leaves_nothing_behind() {
    let (_database, store) = empty().await;
    let broken = Migration {
        version: 2,
        name: "broken",
        sql: "create table half (id bigint);
              insert into nowhere (id) values (1);",
    };
    let error = store.migrate(&[FIRST, broken]).await.unwrap_err();
    assert!(
        error.to_string().contains("migration 2 (broken)"),
        "{error}"
    );
    store.migrate(&[FIRST, SECOND]).await.unwrap();
    assert_eq!(shops(&store).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_start_together_take_turns() {
    let database = Database::new(&[]).await;
    let starting: Vec<_> = (0..4)
        .map(|_| {
            let url = database.url().to_owned();
            tokio::spawn(async move {
                let clock = Clock::turned_by_hand(START_MS);
                let store = Store::open(&url, clock, Options::default()).await.unwrap();
                store.migrate(&[FIRST, SECOND]).await.unwrap();
                store
            })
        })
        .collect();
    for store in starting {
        assert_eq!(shops(&store.await.unwrap()).await, 2);
    }
}
