//! Readers of the change log that write what follows from it, each change once, on one of the nodes.

#[cfg(test)]
mod tests;

use std::time::Duration;

use futures_util::future::BoxFuture;
use store::{Lease, Position, Tx, args};
use tokio_util::sync::CancellationToken;
use tracing::{error, warn};

use crate::app::App;
use crate::changes::Logged;
use crate::error::{Error, Result};

/// Changes that are read in one transaction.
const BATCH_CHANGES_MAX: usize = 200;
/// What is written meanwhile is read together.
const GATHER: Duration = Duration::from_millis(200);
/// How long a reader sleeps when nobody wakes it.
const POLL: Duration = Duration::from_secs(1);
/// The pause after a failure. Nothing is passed over: what fails is read again.
const RETRY_PAUSE: Duration = Duration::from_secs(5);
/// How long a node that reads is left alone by the others.
const LEASE_MS: i64 = 10_000;

/// Somebody who reads the log and keeps their place in it.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The key of its place.
    pub name: &'static str,
    /// Writes what follows from these changes. Its transaction also moves the place, so that each
    /// change has its effect once; it must have no effect outside of it.
    pub read: for<'a> fn(&'a App, &'a mut Tx, &'a [Logged]) -> BoxFuture<'a, Result<()>>,
}

/// Lets readers who are new begin at the present end of the log.
pub async fn begin(app: &App, readers: &[Reader]) -> Result<()> {
    let end = app.store().log_end().await?;
    app.write(async |tx: &mut Tx| {
        for reader in readers {
            tx.execute(
                "insert into reader (name, place) values ($1, $2) on conflict do nothing",
                args![reader.name, end.to_string()],
            )
            .await?;
        }
        Ok(())
    })
    .await
}

/// Reads on until told to stop. Every node runs this for each reader; one at a time reads.
pub async fn run(app: App, reader: Reader, stop: CancellationToken) {
    // Kept across rounds: what is written while this one reads is not slept through.
    let mut wake = app.store().wake();
    let mut lease = None;
    while !stop.is_cancelled() {
        let pause = match next(&app, &reader, &mut lease).await {
            Ok(true) => continue,
            Ok(false) => POLL,
            Err(error) => {
                error!(reader = reader.name, %error, "the log could not be read; trying again");
                RETRY_PAUSE
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = wake.changed(pause) => {}
        }
        tokio::time::sleep(GATHER).await;
    }
}

/// Reads everything that is there, whoever else reads.
pub async fn catch_up(app: &App, reader: &Reader) -> Result<()> {
    let end = app.store().last_recorded().await?;
    // PostgreSQL shows a change only when every older transaction of the cluster is over.
    while read_batch(app, reader).await? < end {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

/// Reads one batch if there is one and no other node reads; true when there may be more.
async fn next(app: &App, reader: &Reader, lease: &mut Option<Lease>) -> Result<bool> {
    let place = place(app, reader).await?;
    if app.store().tail(place, 1).await?.rows.is_empty() {
        return Ok(false);
    }
    let ends_soon = |lease: &Lease| lease.until_ms() < app.now_ms() + LEASE_MS / 2;
    if lease.as_ref().is_none_or(ends_soon) {
        *lease = app.store().lease(reader.name, LEASE_MS).await?;
    }
    if lease.is_none() {
        return Ok(false);
    }
    Ok(read_batch(app, reader).await? > place)
}

/// Reads the next changes; answers the place that was reached.
async fn read_batch(app: &App, reader: &Reader) -> Result<Position> {
    let place = place(app, reader).await?;
    let tail = app.store().tail(place, BATCH_CHANGES_MAX).await?;
    if tail.rows.is_empty() {
        return Ok(tail.position);
    }
    let known = |row| {
        let change = Logged::try_from(row);
        if let Err(error) = &change {
            warn!(reader = reader.name, %error, "a change of a newer version is passed over");
        }
        change.ok()
    };
    let changes: Vec<Logged> = tail.rows.into_iter().filter_map(known).collect();
    app.write(async |tx: &mut Tx| {
        move_place(tx, reader, place, tail.position).await?;
        (reader.read)(app, tx, &changes).await
    })
    .await?;
    Ok(tail.position)
}

async fn place(app: &App, reader: &Reader) -> Result<Position> {
    let read = app.read(async |tx: &mut Tx| {
        let sql = "select place from reader where name = $1";
        Ok(tx.optional::<(String,)>(sql, args![reader.name]).await?)
    });
    let (place,) = read
        .await?
        .ok_or_else(|| anyhow::anyhow!("the reader {} has not begun", reader.name))?;
    Ok(place.parse().map_err(anyhow::Error::from)?)
}

/// One conditional update: of two nodes that read the same changes, one keeps what it wrote.
async fn move_place(tx: &mut Tx, reader: &Reader, from: Position, to: Position) -> Result<()> {
    let moved = tx
        .execute(
            "update reader set place = $3 where name = $1 and place = $2",
            args![reader.name, from.to_string(), to.to_string()],
        )
        .await?;
    if moved == 1 {
        Ok(())
    } else {
        Err(Error::Broken(anyhow::anyhow!("another node has read them")))
    }
}
