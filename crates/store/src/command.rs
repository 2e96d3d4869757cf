//! Commands and queries: each in its own transaction, repeated when it lost against another.

use std::time::Duration;

use tokio::time::Instant;

use crate::connection::Connection;
use crate::row::FromRow;
use crate::store::Database;
use crate::{Arg, AsStoreError, Error, Position, Result, Store, Tx};

/// What a command answered, and where the change log has what it recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// The command's answer.
    pub value: T,
    /// The last change that it recorded, if any. Who reads at or after it sees the command's writes.
    pub position: Option<Position>,
}

impl Store {
    /// Runs a command in one transaction: all of it is kept, or nothing. Answers after the commit.
    ///
    /// The command may be repeated from its start when it lost against another (PostgreSQL), each time
    /// as a clone: capture references, or what can be cloned, and change nothing but through the `Tx`. An
    /// error, a panic, or a caller that gives up undoes this command alone. A command must not wait for
    /// another `write`, and its future must be polled to its end or dropped: there may be only one writer.
    ///
    /// The bound is `AsyncFnOnce + Clone` and not `AsyncFnMut`, because the compiler finds the future
    /// of an `AsyncFnMut` that captures a reference not to be `Send`.
    ///
    /// # Errors
    /// The command's own; [`Error::Busy`] when it lost too often; [`Error::TooSlow`]; [`Error::Broken`].
    pub async fn write<T, E>(
        &self,
        command: impl AsyncFnOnce(&mut Tx) -> Result<T, E> + Clone,
    ) -> Result<Written<T>, E>
    where
        E: From<Error> + AsStoreError,
    {
        self.keep_node().await?;
        self.command(command).await
    }

    /// [`Store::write`] without a look at the node's number.
    pub(crate) async fn command<T, E>(
        &self,
        command: impl AsyncFnOnce(&mut Tx) -> Result<T, E> + Clone,
    ) -> Result<Written<T>, E>
    where
        E: From<Error> + AsStoreError,
    {
        let started = Instant::now();
        let time_max = Duration::from_millis(self.inner.options.command_ms_max);
        for attempt in 1..self.attempts_max() {
            let (result, lost) = self.attempt(command.clone()).await;
            if !lost || started.elapsed() >= time_max {
                return result;
            }
            tokio::time::sleep(pause(attempt)).await;
        }
        self.attempt(command).await.0
    }

    /// SQLite's commands run one after the other and never lose.
    fn attempts_max(&self) -> u32 {
        if self.is_postgres() {
            self.inner.options.attempts_max
        } else {
            1
        }
    }

    /// One attempt, and whether it lost against another command.
    async fn attempt<T, E>(
        &self,
        command: impl AsyncFnOnce(&mut Tx) -> Result<T, E>,
    ) -> (Result<Written<T>, E>, bool)
    where
        E: From<Error> + AsStoreError,
    {
        let begun = match &self.inner.database {
            Database::Sqlite(sqlite) => sqlite.write().await,
            Database::Postgres(postgres) => postgres.write().await,
        };
        let mut tx = match begun {
            Ok(connection) => self.tx(connection),
            Err(error) => return (Err(error.into()), false),
        };
        let result = self.in_time(command(&mut tx)).await;
        let result = tx.verdict(result);
        let lost = tx.lost_to_another() || result.as_ref().is_err_and(is_busy);
        let position = tx.recorded;
        let ended = tx.connection.finish(result.is_ok()).await;
        match (result, ended) {
            (Err(error), _) => (Err(error), lost),
            (Ok(_), Err(error)) => {
                let lost = error.is_busy();
                (Err(error.into()), lost)
            }
            (Ok(value), Ok(())) => {
                if position.is_some() {
                    self.inner.bell.ring();
                }
                (Ok(Written { value, position }), false)
            }
        }
    }

    /// Runs a query at one snapshot of the database. It cannot write.
    ///
    /// # Errors
    /// The query's own; [`Error::Busy`], [`Error::TooSlow`], [`Error::Broken`].
    pub async fn read<T, E>(&self, query: impl AsyncFnOnce(&mut Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<Error>,
    {
        let mut tx = self.tx(self.snapshot().await?);
        let result = self.in_time(query(&mut tx)).await;
        if let Err(error) = tx.connection.finish(false).await {
            tracing::debug!(%error, "a read did not end well");
        }
        result
    }

    async fn snapshot(&self) -> Result<Connection> {
        match &self.inner.database {
            Database::Sqlite(sqlite) => sqlite.read().await,
            Database::Postgres(postgres) => postgres.read().await,
        }
    }

    /// One query at a snapshot of its own.
    pub(crate) async fn rows<T: FromRow>(
        &self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Vec<T>> {
        self.snapshot().await?.all(sql, args).await
    }

    async fn in_time<T, E: From<Error>>(
        &self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let ms_max = self.inner.options.command_ms_max;
        match tokio::time::timeout(Duration::from_millis(ms_max), work).await {
            Ok(result) => result,
            Err(_) => Err(Error::TooSlow.into()),
        }
    }
}

fn is_busy(error: &impl AsStoreError) -> bool {
    error.as_store_error().is_some_and(Error::is_busy)
}

/// Grows with each attempt, and differs between those who lost together.
fn pause(attempt: u32) -> Duration {
    use std::hash::{BuildHasher, RandomState};
    const FIRST_US: u64 = 2_000;
    const LAST_US: u64 = 200_000;
    let longest = (FIRST_US << attempt.min(10)).min(LAST_US);
    Duration::from_micros(longest / 4 + RandomState::new().hash_one(attempt) % longest)
}
