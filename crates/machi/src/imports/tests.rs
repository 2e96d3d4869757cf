//! Imports of real files, of small ones, and of broken ones.

mod kit;

mod desk;
mod feeds;
mod files;
mod real;
mod silence;
