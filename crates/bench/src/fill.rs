//! A city of a given size: accounts, notes, likes, follows and comments in proportion.

use std::time::Duration;

use anyhow::Context;
use machi::accounts::session;
use machi::ids::{AccountId, CityId};
use machi::packs::{self, Pack};
use machi::{error, migrations};
use store::{Clock, Options, Store, Tx, args};
use tokio::time::Instant;

/// One account for so many notes.
const NOTES_PER_ACCOUNT: i64 = 20;
const ACCOUNTS_MIN: i64 = 1_000;
const LIKES_PER_NOTE: i64 = 5;
const FOLLOWED_PER_ACCOUNT: i64 = 10;
/// Rows that one statement writes.
const CHUNK_ROWS: i64 = 100_000;
/// Over which the notes are spread.
const SPREAD_MS: i64 = 180 * 24 * 60 * 60 * 1_000;
/// Members who are signed in.
const SIGNED_IN: i64 = 500;

/// What was filled.
pub(crate) struct City {
    pub(crate) id: CityId,
    pub(crate) notes: i64,
    pub(crate) accounts: i64,
    /// Secrets of session cookies.
    pub(crate) sessions: Vec<String>,
    pub(crate) took: Duration,
}

pub(crate) async fn open(database: &str) -> anyhow::Result<Store> {
    Ok(Store::open(database, Clock::system(), Options::default()).await?)
}

pub(crate) async fn wipe(database: &str) -> anyhow::Result<()> {
    Ok(open(database).await?.wipe().await?)
}

/// Fills the database with New York and so many notes.
pub(crate) async fn fill(database: &str, notes: i64) -> anyhow::Result<City> {
    let began = Instant::now();
    let store = open(database).await?;
    store.migrate(migrations::ALL).await?;
    let pack = Pack::shipped("new-york").context("the pack of New York is missing")??;
    write(&store, async |tx: &mut Tx| {
        packs::open(tx, &pack).await?;
        Ok(())
    })
    .await?;
    let city = write(&store, async |tx: &mut Tx| {
        let sql = "select id from city where slug = 'new-york'";
        Ok(tx.one::<(CityId,)>(sql, args![]).await?.0)
    })
    .await?;
    let accounts = (notes / NOTES_PER_ACCOUNT).max(ACCOUNTS_MIN);
    write_accounts(&store, accounts).await?;
    write_notes(&store, city, notes, accounts).await?;
    let mut sessions = Vec::new();
    for account in 1..=SIGNED_IN.min(accounts) {
        let account = AccountId::from(account);
        let token = write(&store, async |tx: &mut Tx| {
            session::start(tx, account, None).await
        });
        sessions.push(token.await?);
    }
    store.close().await;
    Ok(City {
        id: city,
        notes,
        accounts,
        sessions,
        took: began.elapsed(),
    })
}

async fn write_accounts(store: &Store, accounts: i64) -> anyhow::Result<()> {
    in_chunks(
        store,
        accounts,
        &[],
        "with recursive n(i) as (select $1 union all select i + 1 from n where i < $2)
         insert into account (id, handle, display_name, lang, created_at_ms, changed_at_ms)
         select i, 'member_' || cast(i as text), 'Member ' || cast(i as text), 'en', 0, 0 from n",
    )
    .await?;
    in_chunks(
        store,
        accounts * FOLLOWED_PER_ACCOUNT,
        &[accounts],
        "with recursive n(i) as (select $1 union all select i + 1 from n where i < $2)
         insert into follow (follower_id, followed_id, followed_at_ms)
         select 1 + i % $3, 1 + (i * 7919 + i / $3) % $3, 0 from n where true on conflict do nothing",
    )
    .await
}

async fn write_notes(store: &Store, city: CityId, notes: i64, accounts: i64) -> anyhow::Result<()> {
    let now_ms = store.clock().now_ms();
    let from_ms = now_ms - SPREAD_MS;
    in_chunks(
        store,
        notes,
        &[accounts, city.get(), from_ms, (SPREAD_MS / notes).max(1)],
        "with recursive n(i) as (select $1 union all select i + 1 from n where i < $2),
           p as (select row_number() over (order by id) - 1 as k, id, neighbourhood_id, lat_e6,
                   lon_e6, count(*) over () as places from place where city_id = $4)
         insert into note (id, city_id, author_id, kind, title, body, lang, place_id,
           neighbourhood_id, lat_e6, lon_e6, created_at_ms)
         select i, $4, 1 + (i * 31) % $3,
           case when i % 8 = 0 then 'story' else 'moment' end,
           case when i % 8 = 0 then 'A walk, number ' || cast(i as text) else '' end,
           'Dumplings four dollars, twenty minutes of queue, worth every one. Visit '
             || cast(i as text) || ' of many this season.',
           'en', p.id, p.neighbourhood_id, p.lat_e6, p.lon_e6, $5 + i * $6
         from n join p on p.k = i % p.places",
    )
    .await?;
    in_chunks(
        store,
        notes * LIKES_PER_NOTE,
        &[notes, accounts],
        "with recursive n(i) as (select $1 union all select i + 1 from n where i < $2)
         insert into note_like (note_id, account_id, liked_at_ms)
         select 1 + (i * 7) % $3, 1 + (i * 104729) % $4, 0 from n where true on conflict do nothing",
    )
    .await?;
    in_chunks(
        store,
        notes / 3,
        &[notes, accounts],
        "with recursive n(i) as (select $1 union all select i + 1 from n where i < $2)
         insert into comment (id, note_id, author_id, body, lang, created_at_ms)
         select i, 1 + (i * 3) % $3, 1 + (i * 1299709) % $4, 'Was there too, same queue.', 'en', 0
         from n",
    )
    .await
}

/// Runs the statement for 1 to `rows`, so many a transaction; `$1` and `$2` are the first and the
/// last of a chunk.
async fn in_chunks(
    store: &Store,
    rows: i64,
    further: &[i64],
    sql: &'static str,
) -> anyhow::Result<()> {
    let mut first = 1;
    while first <= rows {
        let last = (first + CHUNK_ROWS - 1).min(rows);
        write(store, async |tx: &mut Tx| {
            let mut args = args![first, last];
            args.extend(further.iter().map(|&arg| store::Arg::from(arg)));
            tx.execute(sql, args).await?;
            Ok(())
        })
        .await?;
        first = last + 1;
    }
    Ok(())
}

async fn write<T>(
    store: &Store,
    command: impl AsyncFnOnce(&mut Tx) -> error::Result<T> + Clone,
) -> anyhow::Result<T> {
    let written = store.write(command).await;
    Ok(written.map_err(|error| anyhow::anyhow!("{error}"))?.value)
}
