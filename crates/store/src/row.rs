//! What a query answers: rows, their columns, and the types made of them.

use sqlx::Column as _;
use sqlx::Row as _;
use sqlx::TypeInfo as _;
use sqlx::ValueRef as _;

use crate::{Error, Result};

/// One row of either database.
pub struct Row(pub(crate) Driver);

pub(crate) enum Driver {
    Sqlite(sqlx::sqlite::SqliteRow),
    Postgres(sqlx::postgres::PgRow),
}

impl Row {
    /// The column of that name.
    ///
    /// # Errors
    /// [`Error::Broken`] when there is none, or when it does not hold a `T`.
    pub fn get<T: FromColumn>(&self, column: &str) -> Result<T> {
        let found = match &self.0 {
            Driver::Sqlite(row) => row.columns().iter().position(|c| c.name() == column),
            Driver::Postgres(row) => row.columns().iter().position(|c| c.name() == column),
        };
        let index = found.ok_or_else(|| Error::broken(format!("no column {column}")))?;
        self.at(index)
    }

    /// The column at that place, from 0.
    ///
    /// # Errors
    /// [`Error::Broken`] when there is none, or when it does not hold a `T`.
    pub fn at<T: FromColumn>(&self, index: usize) -> Result<T> {
        T::from_column(Column { row: self, index })
    }
}

/// One value of a row, not yet read.
#[derive(Clone, Copy)]
pub struct Column<'r> {
    row: &'r Row,
    index: usize,
}

impl Column<'_> {
    /// Reads it as another type: the way to build one's own [`FromColumn`].
    ///
    /// # Errors
    /// [`Error::Broken`] when it does not hold a `T`.
    pub fn get<T: FromColumn>(self) -> Result<T> {
        T::from_column(self)
    }

    /// Whether it is null.
    ///
    /// # Errors
    /// [`Error::Broken`] when the row has no such column.
    pub fn is_null(self) -> Result<bool> {
        Ok(match &self.row.0 {
            Driver::Sqlite(row) => row.try_get_raw(self.index)?.is_null(),
            Driver::Postgres(row) => row.try_get_raw(self.index)?.is_null(),
        })
    }
}

/// A type that a column can hold.
pub trait FromColumn: Sized {
    /// Reads the column.
    ///
    /// # Errors
    /// [`Error::Broken`] when it holds something else.
    fn from_column(column: Column<'_>) -> Result<Self>;
}

macro_rules! plain_column {
    ($($type:ty),*) => {$(
        impl FromColumn for $type {
            fn from_column(column: Column<'_>) -> Result<Self> {
                Ok(match &column.row.0 {
                    Driver::Sqlite(row) => row.try_get(column.index)?,
                    Driver::Postgres(row) => row.try_get(column.index)?,
                })
            }
        }
    )*};
}

plain_column!(String, Vec<u8>, bool);

impl FromColumn for i64 {
    fn from_column(column: Column<'_>) -> Result<Self> {
        let index = column.index;
        Ok(match &column.row.0 {
            Driver::Sqlite(row) => row.try_get(index)?,
            Driver::Postgres(row) => match row.try_get_raw(index)?.type_info().name() {
                "INT4" => i64::from(row.try_get::<i32, _>(index)?),
                "INT2" => i64::from(row.try_get::<i16, _>(index)?),
                _ => row.try_get(index)?,
            },
        })
    }
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn from_column(column: Column<'_>) -> Result<Self> {
        if column.is_null()? {
            Ok(None)
        } else {
            T::from_column(column).map(Some)
        }
    }
}

/// A type made of a whole row: a tuple by place, a [`crate::row!`] by name.
pub trait FromRow: Sized {
    /// Reads the row.
    ///
    /// # Errors
    /// [`Error::Broken`] when a column is missing or holds something else.
    fn from_row(row: &Row) -> Result<Self>;
}

impl FromRow for () {
    fn from_row(_: &Row) -> Result<Self> {
        Ok(())
    }
}

macro_rules! tuple {
    ($($type:ident $index:tt),*) => {
        impl<$($type: FromColumn),*> FromRow for ($($type,)*) {
            fn from_row(row: &Row) -> Result<Self> {
                Ok(($(row.at::<$type>($index)?,)*))
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
