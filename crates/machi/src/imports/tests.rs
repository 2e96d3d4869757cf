//! Imports of real files, of small ones, and of broken ones.

mod kit;

mod feeds;
mod files;
mod real;
