//! Machi (町, "town"): an engine for city-life communities.
//!
//! The modules stand in the order in which they may use each other: each uses only those above it.
//! It is also the order in which to read them.

pub mod ids;
pub mod batch;
pub mod text;
pub mod error;
pub mod settings;
pub mod secrets;
pub mod changes;
pub mod views;
pub mod remembered;
pub mod outgoing;
pub mod limits;
pub mod objects;
pub mod app;
pub mod at;
pub mod timers;
pub mod readers;
pub mod frame;
pub mod mail;
pub mod accounts;
pub mod cities;
pub mod desk;
pub mod ledger;
pub mod communities;
pub mod covers;
pub mod gallery;
pub mod places;
pub mod events;
pub mod organisers;
pub mod social;
pub mod public_log;
pub mod draws;
pub mod seats;
pub mod publishing;
pub mod visitors;
pub mod going;
pub mod tickets;
pub mod door;
pub mod photos;
pub mod points;
pub mod merch;
pub mod pictured;
pub mod notes;
pub mod streaks;
pub mod lottery;
pub mod obligations;
pub mod proofs;
pub mod reliability;
pub mod campaigns;
pub mod event_photos;
pub mod installed;
pub mod mentions;
pub mod collections;
pub mod notifications;
pub mod agenda;
pub mod calendars;
pub mod feed;
pub mod people;
pub mod syndication;
pub mod sitemap;
pub mod packs;
pub mod imports;
pub mod overview;
pub mod health;
pub mod reference;
pub mod migrations;
pub mod start;
pub mod web;
pub mod demo;
pub mod cli;

#[cfg(test)]
mod town;
