//! Empties a database, for those who may throw everything away.

use crate::store::Database;
use crate::{Error, Result, Store};

impl Store {
    /// Drops every table of a PostgreSQL database, the store's own among them, and closes it.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for SQLite, whose file is simply removed; [`Error::Busy`],
    /// [`Error::Broken`].
    pub async fn wipe(self) -> Result<()> {
        let Database::Postgres(postgres) = &self.inner.database else {
            return Err(Error::Unsupported("remove the database's file".into()));
        };
        postgres.drop_tables().await?;
        postgres.close().await;
        Ok(())
    }
}
