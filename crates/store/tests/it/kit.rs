//! What every test here starts from: a database with a few small tables, and a store on it.

use std::time::Duration;

use store::throw_away::Database;
use store::{Clock, Migration, Options, Position, Result, Store, Tx, args};

pub(crate) const START_MS: i64 = 1_790_000_000_000;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    name: "tables of the tests",
    sql: "
        create table counter (id bigint primary key, value bigint not null);
        insert into counter (id, value) values (1, 0), (2, 1), (3, 1);
        create table thing (
            id bigint primary key, name text not null, data bytea, shown boolean not null, note text
        );
        create unique index thing_name on thing (name);
        create table entry (
            id bigint not null, side bigint not null, amount bigint not null, primary key (id, side)
        );
    ",
}];

/// A new database, a clock that stands still, and a store.
pub(crate) async fn fresh() -> (Database, Clock, Store) {
    let database = Database::new(MIGRATIONS).await;
    let clock = Clock::turned_by_hand(START_MS);
    let store = open(&database, &clock).await;
    (database, clock, store)
}

/// Another node on the same database.
pub(crate) async fn open(database: &Database, clock: &Clock) -> Store {
    open_with(database, clock, Options::default()).await
}

pub(crate) async fn open_with(database: &Database, clock: &Clock, options: Options) -> Store {
    Store::open(database.url(), clock.clone(), options)
        .await
        .unwrap()
}

/// Adds a thing and records it.
pub(crate) async fn add(tx: &mut Tx, name: &str) -> Result<i64> {
    let id = tx.new_id();
    tx.execute(
        "insert into thing (id, name, shown) values ($1, $2, $3)",
        args![id, name, true],
    )
    .await?;
    tx.record(None, format!("added {name}")).await?;
    Ok(id)
}

/// The names of all things, in order.
pub(crate) async fn names(store: &Store) -> Vec<String> {
    let rows: Vec<(String,)> = store
        .read(async |tx: &mut Tx| {
            tx.all("select name from thing order by name", args![])
                .await
        })
        .await
        .unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}

/// The bodies of all changes, read to the end of the log.
pub(crate) async fn bodies(store: &Store) -> Vec<String> {
    let end = store
        .write(async |tx: &mut Tx| tx.record(None, "end".into()).await)
        .await
        .unwrap();
    let mut at = Position::START;
    let mut found = read_to(store, &mut at, end.position.unwrap()).await;
    assert_eq!(found.pop().unwrap(), "end");
    found
}

/// Reads on from a place until another one is reached.
pub(crate) async fn read_to(store: &Store, at: &mut Position, to: Position) -> Vec<String> {
    let mut found = Vec::new();
    let mut wake = store.wake();
    while *at < to {
        let tail = store.tail(*at, 100).await.unwrap();
        found.extend(tail.rows.into_iter().map(|row| row.body));
        if tail.position == *at {
            wake.changed(Duration::from_millis(100)).await;
        }
        *at = tail.position;
    }
    found
}
