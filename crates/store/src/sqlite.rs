//! SQLite: one writer with group commit, a pool of readers, write-ahead log, every commit on the disk.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection as _};

use crate::connection::Connection;
use crate::group::Writer;
use crate::{Error, Options, Result};

/// Prepared statements kept by each connection.
const STATEMENTS_MAX: usize = 512;

/// Of pages, kept by the writer: what a million notes' indexes touch again and again. SQLite counts
/// pages, or KiB below zero.
const WRITER_CACHE_KIB: &str = "-65536";
/// Of pages, kept by each reader.
const READER_CACHE_KIB: &str = "-16384";
/// Pages (of 4 KiB) in the write-ahead log before they are moved: a page that many commands change is
/// moved once.
const CHECKPOINT_PAGES: &str = "4000";

pub(crate) struct Sqlite {
    pub(crate) writer: Writer,
    readers: SqlitePool,
    connect: SqliteConnectOptions,
}

impl Sqlite {
    pub(crate) async fn open(url: &str, options: &Options) -> Result<Self> {
        let connect = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_millis(options.lock_wait_ms_max))
            .statement_cache_capacity(STATEMENTS_MAX)
            .pragma("cache_size", READER_CACHE_KIB)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES);
        if url.contains(":memory:") || url.contains("mode=memory") {
            return Err(Error::Unsupported(
                "a store in memory cannot be shared; name a file".into(),
            ));
        }
        let writing = connect.clone().pragma("cache_size", WRITER_CACHE_KIB);
        let writer = Writer::start(writing, options).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(options.readers_max.max(1))
            .acquire_timeout(Duration::from_millis(options.lock_wait_ms_max))
            .test_before_acquire(false)
            .max_lifetime(None)
            .connect_with(connect.clone().pragma("query_only", "on"))
            .await?;
        Ok(Self {
            writer,
            readers,
            connect,
        })
    }

    pub(crate) async fn write(&self) -> Result<Connection> {
        self.writer.borrow().await.map(Connection::Writer)
    }

    pub(crate) async fn read(&self) -> Result<Connection> {
        Ok(Connection::Reader(self.readers.begin().await?))
    }

    pub(crate) async fn backup(&self, to: &Path) -> Result<()> {
        let to = to.to_str().map(str::to_owned);
        let to = to.ok_or_else(|| Error::Unsupported("the backup's path is not UTF-8".into()))?;
        if PathBuf::from(&to).exists() {
            return Err(Error::Unsupported(format!("{to} exists")));
        }
        let mut connection = self.connect.connect().await?;
        sqlx::query("vacuum into $1")
            .bind(to)
            .execute(&mut connection)
            .await?;
        Ok(connection.close().await?)
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
