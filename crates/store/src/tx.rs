//! The transaction that commands and queries speak through.

use std::sync::Arc;

use crate::connection::Connection;
use crate::row::FromRow;
use crate::store::Inner;
use crate::{Arg, Error, Position, Result};

/// One transaction: a command's, or a query's snapshot.
///
/// A statement that fails (a broken constraint, say) fails the transaction, on both databases: later
/// statements are refused and nothing is kept. Where a double is expected, say `on conflict`.
pub struct Tx {
    pub(crate) connection: Connection,
    pub(crate) store: Arc<Inner>,
    now_ms: i64,
    pub(crate) recorded: Option<Position>,
    failed: Option<Failed>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Failed {
    Busy,
    Otherwise,
}

impl Tx {
    pub(crate) fn new(connection: Connection, store: Arc<Inner>) -> Self {
        let now_ms = store.clock.now_ms();
        Self {
            connection,
            store,
            now_ms,
            recorded: None,
            failed: None,
        }
    }

    /// UTC milliseconds since 1970, the same through the whole transaction.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// A new id: 41 bits of milliseconds since 2024, 10 bits of node, 12 bits of counter; positive,
    /// and greater than every id that this node made before.
    pub fn new_id(&mut self) -> i64 {
        self.store.ids.next(self.now_ms, self.store.node.number())
    }

    /// Runs a statement; answers how many rows it touched.
    ///
    /// # Errors
    /// [`Error::Conflict`] for a unique constraint, [`Error::NulInText`], [`Error::Busy`],
    /// [`Error::Broken`].
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<u64> {
        self.usable()?;
        storable(&args)?;
        let done = self.connection.execute(sql, args).await;
        self.noted(done)
    }

    /// Every row. The statement must bound their number.
    ///
    /// # Errors
    /// As [`Tx::execute`].
    pub async fn all<T: FromRow>(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Vec<T>> {
        self.usable()?;
        storable(&args)?;
        let rows = self.connection.all(sql, args).await;
        self.noted(rows)
    }

    /// The one row.
    ///
    /// # Errors
    /// [`Error::NotOneRow`] for none or more; else as [`Tx::execute`].
    pub async fn one<T: FromRow>(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<T> {
        self.optional(sql, args)
            .await?
            .ok_or(Error::NotOneRow { found: 0 })
    }

    /// The row, if there is one.
    ///
    /// # Errors
    /// [`Error::NotOneRow`] for more than one; else as [`Tx::execute`].
    pub async fn optional<T: FromRow>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Option<T>> {
        let mut rows = self.all(sql, args).await?;
        match rows.len() {
            0 | 1 => Ok(rows.pop()),
            _ => Err(Error::NotOneRow { found: 2 }),
        }
    }

    /// Shows every row of a table of any size to `take`, one at a time, in bounded memory.
    ///
    /// # Errors
    /// As [`Tx::execute`].
    pub async fn each<T: FromRow>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
        take: impl FnMut(T),
    ) -> Result<()> {
        self.usable()?;
        storable(&args)?;
        let shown = self.connection.each(sql, args, take).await;
        self.noted(shown)
    }

    fn usable(&self) -> Result<()> {
        match self.failed {
            None => Ok(()),
            Some(Failed::Busy) => Err(Error::Busy),
            Some(Failed::Otherwise) => Err(Error::broken(
                "an earlier statement of the transaction failed",
            )),
        }
    }

    fn noted<T>(&mut self, done: Result<T>) -> Result<T> {
        if let Err(error) = &done {
            self.failed = Some(if error.is_busy() {
                Failed::Busy
            } else {
                Failed::Otherwise
            });
        }
        done
    }

    /// Refuses to keep what a command made of a transaction that failed under it.
    pub(crate) fn verdict<T, E: From<Error>>(&self, result: Result<T, E>) -> Result<T, E> {
        match result {
            Ok(value) => self.usable().map(|()| value).map_err(E::from),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn lost_to_another(&self) -> bool {
        self.failed == Some(Failed::Busy)
    }
}

/// PostgreSQL cannot keep a NUL in a text, so SQLite may not either.
fn storable(args: &[Arg]) -> Result<()> {
    let has_nul = |arg: &Arg| matches!(arg, Arg::Text(Some(text)) if text.contains('\0'));
    if args.iter().any(has_nul) {
        return Err(Error::NulInText);
    }
    Ok(())
}
