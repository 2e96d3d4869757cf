//! People: their stories, through the router.

mod account;
mod api;
mod demo;
mod guessing;
mod mail_address;
mod profile;
mod reset;
mod signing;
mod signing_once;
