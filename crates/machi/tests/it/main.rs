//! Tests of the house and of the whole binary.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod care;
mod crash;
mod crash_book;
mod house;
mod openapi;
mod photos;
mod tidy;
mod two_nodes;
