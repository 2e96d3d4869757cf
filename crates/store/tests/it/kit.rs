//! What every test here starts from: a database with a few small tables, and a store on it.

use store::throw_away::Database;
use store::{Clock, Migration, Options, Store};

pub(crate) const START_MS: i64 = 1_790_000_000_000;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    name: "tables of the tests",
    sql: "
        create table counter (id bigint primary key, value bigint not null);
        insert into counter (id, value) values (1, 0);
        create table thing (
            id bigint primary key, name text not null, data bytea, shown boolean not null, note text
        );
        create unique index thing_name on thing (name);
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
    Store::open(database.url(), clock.clone(), Options::default())
        .await
        .unwrap()
}
