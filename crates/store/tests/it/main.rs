//! The store's promises, on SQLite, and on PostgreSQL when `MACHI_TEST_DATABASE` names a server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod kit;
mod transactions;
