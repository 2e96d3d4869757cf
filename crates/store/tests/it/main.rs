//! The store's promises, on SQLite, and on PostgreSQL when `MACHI_TEST_DATABASE` names a server.

mod kit;
mod transactions;
