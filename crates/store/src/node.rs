//! The node's number, leased in the database: two nodes never make ids under the same one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{Error, Result, Store, Tx, args};

/// Numbers are 0 to 1023: ids have 10 bits for them.
const NUMBERS: i64 = 1024;

/// Which number this node has, and until when.
#[derive(Default)]
pub(crate) struct Node {
    held: Mutex<Held>,
    renewing: tokio::sync::Mutex<()>,
}

#[derive(Default, Clone, Copy)]
struct Held {
    number: u16,
    /// Counts the holders of the number. 0: none held yet.
    generation: i64,
    until_ms: i64,
}

impl Node {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn number(&self) -> u16 {
        self.held().number
    }

    /// A name that no other node had or will have.
    pub(crate) fn holder(&self) -> String {
        let held = *self.held();
        format!("{}.{}", held.number, held.generation)
    }
}

impl Store {
    /// This node's number, 0 to 1023. It changes when the node slept past its lease and lost it.
    #[must_use]
    pub fn node(&self) -> u16 {
        self.inner.node.number()
    }

    /// Makes sure, before a command, that the number is still ours.
    pub(crate) async fn keep_node(&self) -> Result<()> {
        if self.clock().now_ms() < self.inner.node.held().until_ms {
            return Ok(());
        }
        self.renew_node().await
    }

    /// Holds the number longer, or takes another one when it was lost.
    pub(crate) async fn renew_node(&self) -> Result<()> {
        let node = &self.inner.node;
        let _one_at_a_time = node.renewing.lock().await;
        let was = *node.held();
        let lease_ms = self.inner.options.node_lease_ms;
        let written = self
            .command(async |tx: &mut Tx| -> Result<Held> {
                let until_ms = tx.now_ms() + lease_ms;
                let renewed = tx
                    .execute(
                        "update node set until_ms = $1 where number = $2 and generation = $3",
                        args![until_ms, was.number, was.generation],
                    )
                    .await?;
                if renewed == 1 {
                    Ok(Held { until_ms, ..was })
                } else {
                    take(tx, until_ms).await.map_err(again)
                }
            })
            .await?;
        if was.generation != 0 && was.generation != written.value.generation {
            tracing::warn!(
                from = was.number,
                to = written.value.number,
                "the node's number was lost"
            );
        }
        *node.held() = written.value;
        Ok(())
    }

    /// Lets others have the number, after the time that its ids have used up.
    pub(crate) async fn release_node(&self) -> Result<()> {
        let held = *self.inner.node.held();
        let used_until_ms = self.inner.ids.used_until_ms().max(self.clock().now_ms());
        self.command(async |tx: &mut Tx| -> Result<u64> {
            tx.execute(
                "update node set until_ms = $1 where number = $2 and generation = $3",
                args![used_until_ms, held.number, held.generation],
            )
            .await
        })
        .await?;
        Ok(())
    }
}

/// Two nodes that take a new number at once: the second tries again.
fn again(error: Error) -> Error {
    if matches!(error, Error::Conflict { .. }) {
        Error::Busy
    } else {
        error
    }
}

/// The lowest number that nobody holds.
async fn take(tx: &mut Tx, until_ms: i64) -> Result<Held> {
    let now_ms = tx.now_ms();
    let (free,): (Option<i64>,) = tx
        .one(
            "select min(number) from node where until_ms < $1",
            args![now_ms],
        )
        .await?;
    let (number, generation): (i64, i64) = match free {
        Some(number) => {
            tx.one(
                "update node set generation = generation + 1, until_ms = $2 where number = $1
                 returning number, generation",
                args![number, until_ms],
            )
            .await?
        }
        None => {
            tx.one(
                "insert into node (number, generation, until_ms)
                 select coalesce(max(number) + 1, 0), 1, $1 from node
                 returning number, generation",
                args![until_ms],
            )
            .await?
        }
    };
    let number = u16::try_from(number)
        .ok()
        .filter(|number| i64::from(*number) < NUMBERS);
    let number =
        number.ok_or_else(|| Error::Unsupported(format!("{NUMBERS} nodes are running")))?;
    Ok(Held {
        number,
        generation,
        until_ms,
    })
}
