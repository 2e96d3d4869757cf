//! The store: one database, opened by one node.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::AbortHandle;

use crate::connection::Connection;
use crate::ids::Ids;
use crate::node::Node;
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;
use crate::wake::{self, Bell};
use crate::{Clock, Error, Options, Result, Tx};

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

    /// How many commands wait for their turn to write: for measures. Always 0 on PostgreSQL, where
    /// each has a transaction of its own.
    pub fn commands_waiting(&self) -> usize {
        match &self.inner.database {
            Database::Sqlite(sqlite) => sqlite.writer.waiting(),
            Database::Postgres(_) => 0,
        }
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
