//! Writes pairs of entries from many tasks and prints each pair's id once it was answered; for the crash test.
//!
//! `writer <database> [tasks]`: the database has the tables of the tests already.

use std::sync::Arc;
use std::time::Duration;

use store::{Clock, Options, Result, Store, Tx, args};

const TASKS: usize = 16;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().unwrap_or_default();
    let tasks = arguments
        .next()
        .and_then(|tasks| tasks.parse().ok())
        .unwrap_or(TASKS);
    let store = Arc::new(Store::open(&url, Clock::system(), Options::default()).await?);
    let writing: Vec<_> = (0..tasks)
        .map(|_| tokio::spawn(write_on(store.clone())))
        .collect();
    for task in writing {
        // They go on until the process is killed.
        let _ = task.await;
    }
    Ok(())
}

async fn write_on(store: Arc<Store>) {
    loop {
        match store.write(pair).await {
            Ok(written) => println!("{}", written.value),
            // A connection that the server ended: nothing was answered, and the next one is new.
            Err(_) => tokio::time::sleep(Duration::from_millis(1)).await,
        }
    }
}

/// Two entries that make sense only together, and the change that tells of them.
async fn pair(tx: &mut Tx) -> Result<i64> {
    let id = tx.new_id();
    for (side, amount) in [(1, 5), (2, -5)] {
        tx.execute(
            "insert into entry (id, side, amount) values ($1, $2, $3)",
            args![id, side, amount],
        )
        .await?;
    }
    tx.record(None, id.to_string()).await?;
    Ok(id)
}
