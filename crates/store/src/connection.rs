//! The one place where a statement is handed to one driver or the other.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use futures_util::TryStreamExt;
use sqlx::Executor;
use sqlx::postgres::{PgArguments, PgConnection};
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments, Postgres, Sqlite, Transaction};

use crate::lent::Lent;
use crate::row::Driver;
use crate::{Arg, FromRow, Result, Row};

/// About a tenth of a millisecond together.
pub(crate) const LOOKS: usize = 200;
const PAUSES: usize = 16;

/// What a transaction speaks through.
pub(crate) enum Connection {
    /// SQLite's only writer, inside a savepoint.
    Writer(Lent),
    /// One of SQLite's readers, at a snapshot.
    Reader(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

enum Link<'c> {
    /// With how often to look for an answer before sleeping.
    Sqlite(&'c mut SqliteConnection, usize),
    Postgres(&'c mut PgConnection),
}

impl Connection {
    fn link(&mut self) -> Result<Link<'_>> {
        Ok(match self {
            Self::Writer(lent) => Link::Sqlite(lent.connection()?, LOOKS),
            Self::Reader(transaction) => Link::Sqlite(transaction, 1),
            Self::Postgres(transaction) => Link::Postgres(transaction),
        })
    }

    /// Ends a transaction, all or nothing. Whoever shares a commit is answered after it.
    pub(crate) async fn finish(self, keep: bool) -> Result<()> {
        match self {
            Self::Writer(lent) => lent.finish(keep).await,
            Self::Reader(transaction) if keep => Ok(transaction.commit().await?),
            Self::Reader(transaction) => Ok(transaction.rollback().await?),
            Self::Postgres(transaction) if keep => Ok(transaction.commit().await?),
            Self::Postgres(transaction) => Ok(transaction.rollback().await?),
        }
    }

    pub(crate) async fn execute(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<u64> {
        Ok(match self.link()? {
            Link::Sqlite(link, looks) => {
                let done = link.execute(sqlx::query_with(sql, bound::<Sqlite>(args)?));
                awake(done, looks).await?.rows_affected()
            }
            Link::Postgres(link) => link
                .execute(sqlx::query_with(sql, bound::<Postgres>(args)?))
                .await?
                .rows_affected(),
        })
    }

    /// Every row.
    pub(crate) async fn all<T: FromRow>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.each(sql, args, |row| rows.push(row)).await?;
        Ok(rows)
    }

    /// Shows the rows as they arrive.
    pub(crate) async fn each<T: FromRow>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
        mut take: impl FnMut(T),
    ) -> Result<()> {
        match self.link()? {
            Link::Sqlite(link, looks) => {
                let mut rows = link.fetch(sqlx::query_with(sql, bound::<Sqlite>(args)?));
                while let Some(row) = awake(rows.try_next(), looks).await? {
                    take(T::from_row(&Row(Driver::Sqlite(row)))?);
                }
            }
            Link::Postgres(link) => {
                let mut rows = link.fetch(sqlx::query_with(sql, bound::<Postgres>(args)?));
                while let Some(row) = rows.try_next().await? {
                    take(T::from_row(&Row(Driver::Postgres(row)))?);
                }
            }
        }
        Ok(())
    }
}

/// Looks for the answer a few times before it sleeps. SQLite works in a thread of its own and mostly
/// answers within microseconds, while it takes longer than that to wake a thread that sleeps; and all
/// commands wait for the one that writes.
pub(crate) async fn awake<T>(answer: impl Future<Output = T>, looks: usize) -> T {
    let mut answer = pin!(answer);
    poll_fn(|context| {
        for _ in 0..looks {
            if let Poll::Ready(answer) = answer.as_mut().poll(context) {
                return Poll::Ready(answer);
            }
            for _ in 0..PAUSES {
                std::hint::spin_loop();
            }
        }
        Poll::Pending
    })
    .await
}

fn bound<D>(args: Vec<Arg>) -> Result<D::Arguments>
where
    D: sqlx::Database,
    D::Arguments: Bind,
{
    let mut arguments = D::Arguments::default();
    for arg in args {
        arguments.bind(arg).map_err(crate::Error::Broken)?;
    }
    Ok(arguments)
}

trait Bind {
    fn bind(&mut self, arg: Arg) -> Result<(), sqlx::error::BoxDynError>;
}

macro_rules! bind {
    ($($arguments:ty),*) => {$(
        impl Bind for $arguments {
            fn bind(&mut self, arg: Arg) -> Result<(), sqlx::error::BoxDynError> {
                match arg {
                    Arg::Int(value) => Arguments::add(self, value),
                    Arg::Text(value) => Arguments::add(self, value),
                    Arg::Bytes(value) => Arguments::add(self, value),
                    Arg::Bool(value) => Arguments::add(self, value),
                }
            }
        }
    )*};
}

bind!(SqliteArguments, PgArguments);
