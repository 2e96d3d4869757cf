//! The store's promises, on SQLite, and on PostgreSQL when `MACHI_TEST_DATABASE` names a server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod kit;

mod change_log;
mod contention;
mod crash;
mod groups;
mod ids;
mod leases;
mod migrations;
mod transactions;
mod trouble;
