//! SQLite and PostgreSQL behind one transaction: commands, reads, the change log, leases, migrations.
//!
//! An application sees [`Store`] and [`Tx`] and never learns which database stands behind them.
//! SQL is written once in the dialect that both share, with `$1`; see [`Tx::execute`].

mod args;
mod check;
mod clock;
mod command;
mod connection;
mod error;
mod group;
mod ids;
mod lease;
mod lent;
mod log;
mod migrations;
mod node;
mod options;
mod position;
mod postgres;
mod row;
mod shape;
mod sqlite;
mod store;
#[cfg(feature = "throw-away")]
pub mod throw_away;
mod tx;
mod wake;
mod wipe;

#[doc(hidden)]
pub use serde;

pub use args::{Arg, ToArg};
pub use clock::Clock;
pub use command::Written;
pub use error::{AsStoreError, Error, Result};
pub use lease::Lease;
pub use log::{LogRow, Tail};
pub use migrations::Migration;
pub use options::Options;
pub use position::{NotAPosition, Position};
pub use row::{Column, FromColumn, FromRow, Row};
pub use store::Store;
pub use tx::Tx;
pub use wake::Wake;
