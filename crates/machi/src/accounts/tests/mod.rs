//! People: their stories, through the router.

mod account;
mod api;
mod demo;
mod guessing;
mod profile;
mod signing;
mod signing_once;
