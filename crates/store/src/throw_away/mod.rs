//! A migrated database for one test, gone when it is dropped.

mod killed;

use std::hash::{BuildHasher, RandomState};
use std::str::FromStr;
use std::sync::mpsc::Sender;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};
use tempfile::TempDir;

pub use killed::run_until_killed;

use crate::migrations::checksum;
use crate::{Clock, Migration, Options, Store};

/// Names a PostgreSQL server (`postgres://user@host/postgres`) whose user may create databases.
/// Without it tests run on SQLite.
pub const SERVER: &str = "MACHI_TEST_DATABASE";

/// How often a copy is tried while something else (a vacuum) looks at the template.
const COPY_ATTEMPTS_MAX: u32 = 50;

/// A database of one test.
pub struct Database {
    url: String,
    place: Place,
}

enum Place {
    Sqlite {
        _folder: TempDir,
    },
    Postgres {
        server: Box<PgConnectOptions>,
        name: String,
    },
}

/// How long a test waits for the server that is to drop its database, and then for the drop.
const CONNECT_WAIT_MAX: Duration = Duration::from_secs(5);
const DROP_WAIT_MAX: Duration = Duration::from_millis(200);

type Result<T, E = Box<dyn std::error::Error + Send + Sync>> = std::result::Result<T, E>;

impl Database {
    /// A new database with these migrations applied: a file, or, when [`SERVER`] is set, a copy of a
    /// template that the first test makes.
    ///
    /// # Panics
    /// When it cannot be made: a test without its database has failed.
    #[expect(
        clippy::panic,
        reason = "only tests come here, and one without its database has failed"
    )]
    pub async fn new(migrations: &[Migration]) -> Self {
        let made = match std::env::var(SERVER) {
            Ok(server) => Self::postgres(&server, migrations).await,
            Err(_) => Self::sqlite(migrations).await,
        };
        made.unwrap_or_else(|error| panic!("no database for this test: {error}"))
    }

    /// Where [`Store::open`] finds it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    async fn sqlite(migrations: &[Migration]) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("machi-test-").tempdir()?;
        let url = format!("sqlite://{}/test.db", folder.path().display());
        migrate(&url, migrations).await?;
        Ok(Self {
            url,
            place: Place::Sqlite { _folder: folder },
        })
    }

    async fn postgres(url: &str, migrations: &[Migration]) -> Result<Self> {
        let server = PgConnectOptions::from_str(url)?;
        let mut connection = server.connect().await?;
        let template = template(&mut connection, url, migrations).await?;
        let name = format!(
            "machi_test_{:016x}",
            RandomState::new().hash_one(std::process::id())
        );
        copy(&mut connection, &template, &name).await?;
        connection.close().await?;
        Ok(Self {
            url: with_name(url, &name),
            place: Place::Postgres {
                server: Box::new(server),
                name,
            },
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Place::Postgres { server, name } = &self.place else {
            return;
        };
        let server = server.clone();
        let sql = format!("drop database if exists {name} with (force)");
        let (report, reports) = std::sync::mpsc::channel();
        // The test's own runtime may be gone, or be the thread that runs this.
        std::thread::spawn(move || drop_by(&server, sql, &report));
        // Once it has the order, the server goes on by itself. It may have to: a session that this
        // blocked runtime was just opening holds it up until the process ends.
        if reports.recv_timeout(CONNECT_WAIT_MAX).is_err()
            || reports.recv_timeout(DROP_WAIT_MAX) == Ok(false)
        {
            tracing::warn!(name, "a test's database was left behind");
        }
    }
}

/// Drops it; reports when the server is reached, and whether it was done.
fn drop_by(server: &PgConnectOptions, sql: String, report: &Sender<bool>) {
    let dropped = || -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let mut connection = server.connect().await?;
            let _ = report.send(true);
            connection.execute(AssertSqlSafe(sql)).await?;
            Ok(connection.close().await?)
        })
    };
    let _ = report.send(dropped().is_ok());
}

async fn migrate(url: &str, migrations: &[Migration]) -> Result<()> {
    // At the beginning of time, so that no lease of this run stands in a test's way.
    let store = Store::open(url, Clock::turned_by_hand(0), Options::default()).await?;
    store.migrate(migrations).await?;
    store.close().await;
    Ok(())
}

/// The name of a migrated database to copy. Only the first of all tests makes it; a finished one is
/// known by its name.
async fn template(
    connection: &mut PgConnection,
    url: &str,
    migrations: &[Migration],
) -> Result<String> {
    let scripts: Vec<&str> = crate::migrations::POSTGRES
        .iter()
        .chain(migrations)
        .map(|migration| migration.sql)
        .collect();
    let name = format!("machi_template_{:016x}", checksum(&scripts.concat()));
    let known = "select exists (select 1 from pg_database where datname = $1)";
    if sqlx::query_scalar(known)
        .bind(&name)
        .fetch_one(&mut *connection)
        .await?
    {
        return Ok(name);
    }
    lock(connection, checksum(&name)).await?;
    if !sqlx::query_scalar::<_, bool>(known)
        .bind(&name)
        .fetch_one(&mut *connection)
        .await?
    {
        let draft = format!("{name}_draft");
        for sql in [
            format!("drop database if exists {draft} with (force)"),
            format!("create database {draft}"),
        ] {
            connection.execute(AssertSqlSafe(sql)).await?;
        }
        migrate(&with_name(url, &draft), migrations).await?;
        connection
            .execute(AssertSqlSafe(format!(
                "alter database {draft} rename to {name}"
            )))
            .await?;
    }
    connection
        .execute("select pg_advisory_unlock_all()")
        .await?;
    Ok(name)
}

/// Until it is unlocked, or the connection closed.
async fn lock(connection: &mut PgConnection, number: i64) -> Result<()> {
    let lock = sqlx::query("select pg_advisory_lock($1)").bind(number);
    lock.execute(connection).await?;
    Ok(())
}

async fn copy(connection: &mut PgConnection, template: &str, name: &str) -> Result<()> {
    let mut attempt = 1;
    loop {
        let sql = format!("create database {name} template {template}");
        match connection.execute(AssertSqlSafe(sql)).await {
            Err(sqlx::Error::Database(refusal))
                if refusal.code().as_deref() == Some("55006") && attempt < COPY_ATTEMPTS_MAX =>
            {
                attempt += 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            done => return Ok(done.map(|_| ())?),
        }
    }
}

/// The address with another database's name.
fn with_name(url: &str, name: &str) -> String {
    let (address, settings) = url
        .split_once('?')
        .map_or((url, None), |(a, s)| (a, Some(s)));
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..]
        .find('/')
        .map_or(address.len(), |slash| host + slash);
    let settings = settings
        .map(|settings| format!("?{settings}"))
        .unwrap_or_default();
    format!("{}/{name}{settings}", &address[..end])
}
