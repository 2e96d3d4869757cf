//! The pure rules of Machi: no clock, no chance, no async, no database.
//!
//! Everything here is a function of its arguments, so that a stranger can recompute it and a test
//! can hold it to tables, published vectors and properties.

pub mod campaign;
pub mod draw;
pub mod expiry;
pub mod feed;
pub mod geometry;
pub mod handle;
pub mod law;
pub mod ledger;
pub mod lottery;
pub mod merkle;
pub mod pictured;
pub mod post_link;
pub mod praise;
pub mod reliability;
pub mod obligation;
pub mod schedule;
pub mod text;
