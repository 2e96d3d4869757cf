//! Leases: one node at a time does a job, and a holder that slept is kept out by a fencing number.

use crate::{Result, Store, Tx, args};

/// The right to do a job until a time. Check it with [`Tx::holds`] inside the transaction that does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    name: String,
    holder: String,
    fencing: i64,
    until_ms: i64,
}

impl Lease {
    /// The job.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Grows with each new holder.
    #[must_use]
    pub fn fencing(&self) -> i64 {
        self.fencing
    }

    /// When others may take it, in UTC milliseconds, unless it is renewed.
    #[must_use]
    pub fn until_ms(&self) -> i64 {
        self.until_ms
    }
}

impl Store {
    /// Takes the lease for `for_ms` milliseconds, or holds it longer; `None` when another node has it.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn lease(&self, name: &str, for_ms: i64) -> Result<Option<Lease>> {
        let written = self
            .write(async |tx: &mut Tx| -> Result<Option<Lease>> {
                let holder = tx.store.node.holder();
                let now_ms = tx.now_ms();
                let held: Option<(i64, i64)> = tx
                    .optional(
                        "insert into lease (name, holder, fencing, until_ms) values ($1, $2, 1, $3)
                         on conflict (name) do update set
                             fencing = lease.fencing
                                 + case when lease.holder = excluded.holder then 0 else 1 end,
                             holder = excluded.holder,
                             until_ms = excluded.until_ms
                         where lease.holder = excluded.holder or lease.until_ms <= $4
                         returning fencing, until_ms",
                        args![name, holder, now_ms + for_ms, now_ms],
                    )
                    .await?;
                Ok(held.map(|(fencing, until_ms)| Lease {
                    name: name.to_owned(),
                    holder,
                    fencing,
                    until_ms,
                }))
            })
            .await?;
        Ok(written.value)
    }

    /// Lets others have it at once.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn release(&self, lease: Lease) -> Result<()> {
        self.write(async |tx: &mut Tx| -> Result<u64> {
            tx.execute(
                "update lease set holder = '', until_ms = 0 where name = $1 and holder = $2 and fencing = $3",
                args![lease.name, lease.holder, lease.fencing],
            )
            .await
        })
        .await?;
        Ok(())
    }
}

impl Tx {
    /// Whether nobody took the lease since. One that ran out but that nobody took is still held.
    ///
    /// # Errors
    /// As [`Tx::execute`].
    pub async fn holds(&mut self, lease: &Lease) -> Result<bool> {
        let found: Option<(i64,)> = self
            .optional(
                "select fencing from lease where name = $1 and holder = $2 and fencing = $3",
                args![lease.name, lease.holder, lease.fencing],
            )
            .await?;
        Ok(found.is_some())
    }
}
