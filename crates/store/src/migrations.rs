//! Migrations: each once, in order, under a lock, and never edited afterwards.

use crate::store::Database;
use crate::{Error, Result, Store, Tx, args, log};

/// One step of the schema, written for both databases.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its place in the order; greater than the one before it.
    pub version: i64,
    /// What it does.
    pub name: &'static str,
    /// Statements, each ended by a `;` at the end of a line.
    pub sql: &'static str,
}

const LEASES: &str = "
    create table node (
        number bigint primary key,
        generation bigint not null,
        until_ms bigint not null
    );
    create table lease (
        name text primary key,
        holder text not null,
        fencing bigint not null,
        until_ms bigint not null
    );
";

const SQLITE: &[Migration] = &[
    Migration {
        version: 1,
        name: "change log",
        sql: "create table change_log (
                seq integer primary key autoincrement,
                at_ms bigint not null,
                city_id bigint,
                body text not null
            );",
    },
    Migration {
        version: 2,
        name: "leases",
        sql: LEASES,
    },
];

pub(crate) const POSTGRES: &[Migration] = &[
    Migration {
        version: 1,
        name: "change log",
        sql: "create table change_log (
                seq bigint generated always as identity primary key,
                xid bigint not null,
                at_ms bigint not null,
                city_id bigint,
                body text not null
            );
            create index change_log_place on change_log (xid, seq);
            create table change_log_origin (xid_base bigint not null);
            insert into change_log_origin (xid_base) values (0);",
    },
    Migration {
        version: 2,
        name: "leases",
        sql: LEASES,
    },
];

impl Store {
    /// Brings the schema up to date. Nodes that start together take turns; a second run does nothing.
    ///
    /// # Errors
    /// [`Error::MigrationChanged`] when one that ran here is not the same any more; [`Error::Busy`],
    /// [`Error::Broken`], and then nothing of this call was applied.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<()> {
        self.migrate_part("app", migrations).await
    }

    /// The store's own tables, and where its log goes on.
    pub(crate) async fn migrate_own(&self) -> Result<()> {
        let Database::Postgres(postgres) = &self.inner.database else {
            return self.migrate_part("store", SQLITE).await;
        };
        self.migrate_part("store", POSTGRES).await?;
        let mut tx = self.tx(postgres.migrate().await?);
        let found = log::find_xid_base(&mut tx).await;
        tx.connection.finish(found.is_ok()).await?;
        postgres.set_xid_base(found?);
        Ok(())
    }

    async fn migrate_part(&self, part: &'static str, migrations: &[Migration]) -> Result<()> {
        let connection = match &self.inner.database {
            Database::Sqlite(sqlite) => sqlite.write().await?,
            Database::Postgres(postgres) => postgres.migrate().await?,
        };
        let mut tx = self.tx(connection);
        let result = bring_up_to_date(&mut tx, part, migrations).await;
        let ended = tx.connection.finish(result.is_ok()).await;
        result.and(ended)
    }
}

async fn bring_up_to_date(tx: &mut Tx, part: &'static str, migrations: &[Migration]) -> Result<()> {
    if migrations
        .windows(2)
        .any(|pair| pair[0].version >= pair[1].version)
    {
        return Err(Error::broken("migrations are out of order"));
    }
    tx.execute(
        "create table if not exists migration (
            part text not null,
            version bigint not null,
            name text not null,
            checksum bigint not null,
            applied_at_ms bigint not null,
            primary key (part, version)
        )",
        args![],
    )
    .await?;
    let applied: Vec<(i64, String, i64)> = tx
        .all(
            "select version, name, checksum from migration where part = $1 order by version",
            args![part],
        )
        .await?;
    let mut still_to_do = migrations.iter();
    for (version, name, sum) in applied {
        let same = still_to_do
            .next()
            .is_some_and(|m| m.version == version && checksum(m.sql) == sum);
        if !same {
            return Err(Error::MigrationChanged { version, name });
        }
    }
    for migration in still_to_do {
        apply(tx, part, migration).await?;
    }
    Ok(())
}

async fn apply(tx: &mut Tx, part: &'static str, migration: &Migration) -> Result<()> {
    for statement in statements(migration.sql) {
        tx.execute(statement, args![]).await.map_err(|error| {
            Error::broken(format!(
                "migration {} ({}): {error}",
                migration.version, migration.name
            ))
        })?;
    }
    tx.execute(
        "insert into migration (part, version, name, checksum, applied_at_ms) values ($1, $2, $3, $4, $5)",
        args![part, migration.version, migration.name, checksum(migration.sql), tx.now_ms()],
    )
    .await?;
    tracing::info!(
        part,
        version = migration.version,
        name = migration.name,
        "migrated"
    );
    Ok(())
}

/// The statements of a script: each ends with a `;` at the end of a line.
fn statements(sql: &'static str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for line in sql.split_inclusive('\n') {
        end += line.len();
        if line.trim_end().ends_with(';') {
            found.push(&sql[start..end]);
            start = end;
        }
    }
    found.push(&sql[start..]);
    found.retain(|statement| statement.lines().any(is_sql));
    found
}

fn is_sql(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with("--")
}

/// FNV-1a, 64 bits: tells an edit from none, which is all that is asked of it.
pub(crate) fn checksum(sql: &str) -> i64 {
    let sum = sql.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    sum.cast_signed()
}
