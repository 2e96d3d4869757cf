//! The store: one database, opened by one node.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::AbortHandle;

use crate::connection::Connection;
use crate::ids::Ids;
use crate::node::Node;
use crate::postgres::Postgres;
use crate::row::FromRow;
use crate::sqlite::Sqlite;
use crate::wake::{self, Bell};
use crate::{Arg, AsStoreError, Clock, Error, Options, Position, Result, Tx};

/// One database, opened by this node. Clones share it.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) database: Database,
    pub(crate) clock: Clock,
    pub(crate) options: Options,
    pub(crate) ids: Ids,
    pub(crate) node: Node,
    pub(crate) bell: Arc<Bell>,
    tasks: Mutex<Vec<AbortHandle>>,
}

pub(crate) enum Database {
    Sqlite(Box<Sqlite>),
    Postgres(Postgres),
}

/// What a command answered, and where the change log has what it recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// The command's answer.
    pub value: T,
    /// The last change that it recorded, if any. Who reads at or after it sees the command's writes.
    pub position: Option<Position>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        for task in self.tasks.get_mut().unwrap_or_else(PoisonError::into_inner) {
            task.abort();
        }
    }
}

impl Store {
    /// Opens `sqlite:///path/file.db` (made when missing) or `postgres://…`, brings the store's own
    /// tables up to date and takes a node number.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for another address, [`Error::Busy`], [`Error::Broken`].
    pub async fn open(url: &str, clock: Clock, options: Options) -> Result<Self> {
        let database = match url.split_once(':') {
            Some(("sqlite", _)) => Database::Sqlite(Box::new(Sqlite::open(url, &options).await?)),
            Some(("postgres" | "postgresql", _)) => {
                Database::Postgres(Postgres::open(url, &options).await?)
            }
            _ => {
                return Err(Error::Unsupported(
                    "a database is sqlite:///… or postgres://…".into(),
                ));
            }
        };
        let store = Self {
            inner: Arc::new(Inner {
                database,
                clock,
                options,
                ids: Ids::default(),
                node: Node::default(),
                bell: Arc::new(Bell::new()),
                tasks: Mutex::default(),
            }),
        };
        store.migrate_own().await?;
        store.renew_node().await?;
        store.start_tasks().await?;
        Ok(store)
    }

    async fn start_tasks(&self) -> Result<()> {
        let weak = || Arc::downgrade(&self.inner);
        let bell = || Arc::clone(&self.inner.bell);
        let every_ms = u64::try_from(self.inner.options.node_lease_ms / 3)
            .unwrap_or(1)
            .max(1);
        let store = weak();
        let mut tasks = vec![tokio::spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_millis(every_ms)).await;
                let Some(inner) = store.upgrade() else { return };
                if let Err(error) = (Self { inner }).renew_node().await {
                    tracing::warn!(%error, "the node's number was not renewed");
                }
            }
        })];
        if let Database::Postgres(postgres) = &self.inner.database {
            let listener = postgres.listener().await?;
            tasks.push(tokio::spawn(wake::announce(weak(), bell())));
            tasks.push(tokio::spawn(wake::listen(weak(), bell(), Some(listener))));
        }
        let mut held = self
            .inner
            .tasks
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        held.extend(tasks.iter().map(tokio::task::JoinHandle::abort_handle));
        Ok(())
    }

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
        for attempt in 1..self.attempts_max() {
            let (result, lost) = self.attempt(command.clone()).await;
            if !lost {
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

    pub(crate) fn tx(&self, connection: Connection) -> Tx {
        Tx::new(connection, Arc::clone(&self.inner))
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.inner.database, Database::Postgres(_))
    }

    /// The clock that transactions take their time from.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Closed`], [`Error::Broken`].
    pub async fn ping(&self) -> Result<()> {
        self.rows::<(i64,)>("select 1", Vec::new())
            .await
            .map(|_| ())
    }

    /// Copies the database, as of now, to a new file, while it is in use. SQLite only.
    ///
    /// # Errors
    /// [`Error::Unsupported`] when the file exists, and for PostgreSQL, which has `pg_dump`.
    pub async fn backup(&self, to: &Path) -> Result<()> {
        match &self.inner.database {
            Database::Sqlite(sqlite) => sqlite.backup(to).await,
            Database::Postgres(_) => Postgres::backup(),
        }
    }

    /// Gives the node's number back and closes every connection, of all clones.
    pub async fn close(self) {
        for task in self
            .inner
            .tasks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .drain(..)
        {
            task.abort();
        }
        if let Err(error) = self.release_node().await {
            tracing::warn!(%error, "the node's number was not given back");
        }
        match &self.inner.database {
            Database::Sqlite(sqlite) => sqlite.close().await,
            Database::Postgres(postgres) => postgres.close().await,
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
