//! People: their stories, through the router.

mod account;
mod api;
mod demo;
mod profile;
mod signing;
mod signing_once;
