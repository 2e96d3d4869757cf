//! What can go wrong between a command and its database.

use std::sync::Arc;

/// The answer of everything in this crate that touches a database.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of the store, the same for both databases.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Others held what the command needs, after all repetitions. Trying later may work.
    #[error("the database is busy")]
    Busy,
    /// A row with the same unique columns exists.
    #[error("{constraint} is taken")]
    Conflict {
        /// The columns, as `table.column` joined by `, `; the index's name when it is over an expression.
        constraint: String,
    },
    /// Exactly one row was asked for and `found` came (2 stands for more than one).
    #[error("one row expected, {found} found")]
    NotOneRow {
        /// How many rows came: 0, or 2 for more than one.
        found: usize,
    },
    /// A text holds a NUL character, which not every database can keep. Nothing was asked of it.
    #[error("a text holds a NUL character")]
    NulInText,
    /// The command took longer than [`crate::Options::command_ms_max`] and was undone.
    #[error("the command took too long and was undone")]
    TooSlow,
    /// The store was closed, or is closing.
    #[error("the store is closed")]
    Closed,
    /// A migration that ran here was edited, removed or renamed afterwards.
    #[error("migration {version} ({name}) is not the one that this database was made with")]
    MigrationChanged {
        /// Its version.
        version: i64,
        /// The name it was applied under.
        name: String,
    },
    /// The operator has to do something; the text says what.
    #[error("{0}")]
    Unsupported(String),
    /// Anything else: the connection, the disk, a wrong statement.
    #[error("the database failed: {0}")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Lets [`crate::Store::write`] see whether an application's error is the store's, and worth a repetition.
pub trait AsStoreError {
    /// The store's error inside, if that is what it is.
    fn as_store_error(&self) -> Option<&Error>;
}

impl AsStoreError for Error {
    fn as_store_error(&self) -> Option<&Error> {
        Some(self)
    }
}

impl Error {
    /// An error of our own wording.
    pub(crate) fn broken(message: impl Into<String>) -> Self {
        Self::Broken(message.into().into())
    }

    /// The same failure for each command of a batch.
    pub(crate) fn shared(self: &Arc<Self>) -> Self {
        match &**self {
            Self::Busy => Self::Busy,
            Self::Closed => Self::Closed,
            _ => Self::Broken(Box::new(Arc::clone(self))),
        }
    }

    pub(crate) fn is_busy(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(refusal) => {
                if is_busy(refusal.code().as_deref()) {
                    return Self::Busy;
                }
                if refusal.code().as_deref() == Some("57014") {
                    return Self::TooSlow;
                }
                if refusal.is_unique_violation() {
                    return Self::Conflict {
                        constraint: constraint(&**refusal),
                    };
                }
                Self::Broken(Box::new(error))
            }
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::PoolClosed => Self::Closed,
            _ => Self::Broken(Box::new(error)),
        }
    }
}

/// Serialization failure, deadlock, lock not available, no room for more predicate locks just now;
/// SQLite's BUSY and LOCKED families.
fn is_busy(code: Option<&str>) -> bool {
    matches!(
        code,
        Some("40001" | "40P01" | "55P03" | "53200" | "5" | "6" | "261" | "262" | "517" | "773")
    )
}

/// The columns of a unique constraint in SQLite's words, which PostgreSQL's detail also tells.
fn constraint(refusal: &dyn sqlx::error::DatabaseError) -> String {
    if let Some(postgres) = refusal.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
        let columns = postgres
            .detail()
            .and_then(|detail| detail.strip_prefix("Key ("))
            .and_then(|detail| detail.split_once(")=("))
            .map(|(columns, _)| columns);
        if let (Some(table), Some(columns)) = (postgres.table(), columns)
            && columns
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_, ".contains(c))
        {
            let named: Vec<String> = columns
                .split(", ")
                .map(|column| format!("{table}.{column}"))
                .collect();
            return named.join(", ");
        }
        return postgres.constraint().unwrap_or_default().to_owned();
    }
    let message = refusal.message();
    let columns = message
        .strip_prefix("UNIQUE constraint failed: ")
        .unwrap_or(message);
    columns
        .strip_prefix("index '")
        .and_then(|index| index.strip_suffix('\''))
        .unwrap_or(columns)
        .to_owned()
}
