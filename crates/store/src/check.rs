//! Looks for what is wrong with the database itself.

use crate::store::Database;
use crate::{Result, Store, args};

const SQLITE_PAGES: &str = "select cast(integrity_check as text) from pragma_integrity_check";

const SQLITE_REFERENCES: &str = "
    select cast(\"table\" as text) || ' has a row whose ' || cast(parent as text) || ' is missing'
    from pragma_foreign_key_check limit 100";

const POSTGRES_SETTINGS: &str = "
    select cast(name as text) || ' is off: a crash may lose what was answered'
    from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'";

const POSTGRES_INDEXES: &str = "
    select 'the index ' || cast(cast(indexrelid as regclass) as text) || ' is not valid'
    from pg_index where not indisvalid limit 100";

impl Store {
    /// What is wrong with the database: broken pages, rows that refer to nothing, settings that
    /// lose what was answered. Empty when all is well. It reads the whole of a SQLite file.
    ///
    /// # Errors
    /// [`crate::Error::Busy`], [`crate::Error::Closed`], [`crate::Error::Broken`].
    pub async fn check(&self) -> Result<Vec<String>> {
        let queries = match &self.inner.database {
            Database::Sqlite(_) => [SQLITE_PAGES, SQLITE_REFERENCES],
            Database::Postgres(_) => [POSTGRES_SETTINGS, POSTGRES_INDEXES],
        };
        let mut complaints = Vec::new();
        for query in queries {
            let found: Vec<(String,)> = self.rows(query, args![]).await?;
            complaints.extend(found.into_iter().map(|(complaint,)| complaint));
        }
        complaints.retain(|complaint| complaint != "ok");
        Ok(complaints)
    }
}
