//! PostgreSQL: serializable commands, reads at a snapshot, and a channel that wakes the other nodes.

use std::str::FromStr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPool, PgPoolOptions};
use sqlx::{Executor, Transaction};

use crate::connection::Connection;
use crate::{Error, Options, Result};

/// Prepared statements kept by each connection.
const STATEMENTS_MAX: usize = 512;
/// Connections that the server may have closed, and that are given up before the trouble is believed.
const STALE_MAX: u32 = 32;
const CHANNEL: &str = "machi_change";
const WRITE: &str = "begin isolation level serializable";
const READ: &str = "begin isolation level repeatable read read only";
const DROP_TABLES: &str = "
    do $$
    declare named text;
    begin
        for named in select quote_ident(tablename) from pg_tables where schemaname = current_schema()
        loop
            execute 'drop table ' || named || ' cascade';
        end loop;
    end $$";
const MIGRATE: &str = "begin isolation level read committed";
/// Any number, the same on every node: who holds it may migrate.
const MIGRATION_LOCK: i64 = 0x6d61_6368_6900;

pub(crate) struct Postgres {
    pool: PgPool,
    /// Added to transaction numbers in the change log; see `log::find_xid_base`.
    xid_base: AtomicI64,
}

impl Postgres {
    pub(crate) async fn open(url: &str, options: &Options) -> Result<Self> {
        // A writer that stops in the middle would hold back every reader of the log.
        let command_ms_max = options.command_ms_max.to_string();
        let lock_ms_max = options.lock_wait_ms_max.to_string();
        let connect = PgConnectOptions::from_str(url)?
            .application_name("machi")
            .statement_cache_capacity(STATEMENTS_MAX)
            .options([
                (
                    "idle_in_transaction_session_timeout",
                    command_ms_max.as_str(),
                ),
                ("statement_timeout", command_ms_max.as_str()),
                ("lock_timeout", lock_ms_max.as_str()),
            ]);
        let pool = PgPoolOptions::new()
            // One more listens.
            .max_connections(options.readers_max.max(1) + options.writers_max.max(1) + 1)
            .acquire_timeout(Duration::from_millis(options.lock_wait_ms_max))
            .test_before_acquire(false)
            .connect_with(connect)
            .await?;
        Ok(Self {
            pool,
            xid_base: AtomicI64::new(0),
        })
    }

    pub(crate) async fn write(&self) -> Result<Connection> {
        self.begin(WRITE).await.map(Connection::Postgres)
    }

    pub(crate) async fn read(&self) -> Result<Connection> {
        self.begin(READ).await.map(Connection::Postgres)
    }

    /// Alone among all nodes, without a limit in time.
    pub(crate) async fn migrate(&self) -> Result<Connection> {
        let mut transaction = self.begin(MIGRATE).await?;
        let patient = "set local statement_timeout = 0; set local lock_timeout = 0;
                       set local idle_in_transaction_session_timeout = 0";
        transaction.execute(sqlx::raw_sql(patient)).await?;
        let lock = sqlx::query("select pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK);
        lock.execute(&mut *transaction).await?;
        Ok(Connection::Postgres(transaction))
    }

    /// Begins on a connection that is alive: one that the server closed meanwhile is replaced.
    async fn begin(&self, how: &'static str) -> Result<Transaction<'static, sqlx::Postgres>> {
        let mut stale = 0;
        loop {
            match self.pool.begin_with(how).await {
                Err(error) if is_over(&error) && stale < STALE_MAX => stale += 1,
                begun => return Ok(begun?),
            }
        }
    }

    pub(crate) fn xid_base(&self) -> i64 {
        self.xid_base.load(Ordering::Relaxed)
    }

    pub(crate) fn set_xid_base(&self, xid_base: i64) {
        self.xid_base.store(xid_base, Ordering::Relaxed);
    }

    /// Every table of the schema that we work in.
    pub(crate) async fn drop_tables(&self) -> Result<()> {
        let mut connection = self.pool.acquire().await?;
        connection.execute(sqlx::raw_sql(DROP_TABLES)).await?;
        Ok(())
    }

    /// Tells the other nodes that the log grew.
    pub(crate) async fn announce(&self) -> Result<()> {
        let mut connection: PoolConnection<sqlx::Postgres> = self.pool.acquire().await?;
        connection
            .execute(sqlx::query("select pg_notify($1, '')").bind(CHANNEL))
            .await?;
        Ok(())
    }

    /// Hears the other nodes.
    pub(crate) async fn listener(&self) -> Result<PgListener> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(listener)
    }

    pub(crate) fn backup() -> Result<()> {
        Err(Error::Unsupported(
            "PostgreSQL is backed up with its own tool: pg_dump --format=custom".into(),
        ))
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

/// Whether the session had ended before the statement was sent, or by it: class 57P is a shutdown.
fn is_over(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(refusal) => refusal
            .code()
            .is_some_and(|code| code.starts_with("57P") || code.starts_with("08")),
        _ => false,
    }
}
