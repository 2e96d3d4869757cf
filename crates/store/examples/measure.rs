//! Measures commands a second, alone and with many writers at once.
//!
//! `MACHI_TEST_DATABASE=… cargo run --release --example measure --features throw-away` for PostgreSQL.

use std::time::Duration;

use store::throw_away::Database;
use store::{Clock, Migration, Options, Result, Store, Tx, args};
use tokio::time::Instant;

const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    name: "likes",
    sql: "create table liked (note_id bigint not null, account_id bigint not null,
              liked_at_ms bigint not null, primary key (note_id, account_id));",
}];
const FOR: Duration = Duration::from_secs(4);

#[tokio::main]
async fn main() -> Result<()> {
    let database = Database::new(MIGRATIONS).await;
    let store = Store::open(database.url(), Clock::system(), Options::default()).await?;
    for writers in [1, 8, 64] {
        let started = Instant::now();
        let writing: Vec<_> = (0..writers)
            .map(|_| tokio::spawn(write_on(store.clone(), started)))
            .collect();
        let mut commands = 0_u32;
        let mut waits = Vec::new();
        for writer in writing {
            let answered = writer.await.unwrap_or_else(|_| Ok(Vec::new()))?;
            commands += u32::try_from(answered.len()).unwrap_or(u32::MAX);
            waits.extend(answered);
        }
        waits.sort_unstable();
        let at = |percent: usize| {
            waits
                .get(waits.len() * percent / 100)
                .copied()
                .unwrap_or_default()
        };
        println!(
            "{writers:>3} writers: {:>7.0} commands/s, half within {:?}, 99 % within {:?}",
            f64::from(commands) / started.elapsed().as_secs_f64(),
            at(50),
            at(99),
        );
    }
    store.close().await;
    Ok(())
}

/// Likes one note after the other; answers how long each took.
async fn write_on(store: Store, started: Instant) -> Result<Vec<Duration>> {
    let mut waits = Vec::new();
    while started.elapsed() < FOR {
        let asked = Instant::now();
        store.write(like).await?;
        waits.push(asked.elapsed());
    }
    Ok(waits)
}

/// What a small command does: an insert that may be a double, and a change.
async fn like(tx: &mut Tx) -> Result<()> {
    let (note, by, now_ms) = (tx.new_id(), tx.new_id(), tx.now_ms());
    tx.execute(
        "insert into liked (note_id, account_id, liked_at_ms) values ($1, $2, $3) on conflict do nothing",
        args![note, by, now_ms],
    )
    .await?;
    tx.record(None, format!("{{\"liked\":{note}}}")).await
}
