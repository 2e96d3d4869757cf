//! The command line.

mod account;
mod backup;
mod city;
mod demo;
mod doctor;
mod import;
mod mail;
mod openapi;
mod photos;
mod serve;
mod verify;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::settings::Settings;

/// An engine for city-life communities.
#[derive(Debug, Parser)]
#[command(name = "machi", version, about)]
pub struct Arguments {
    /// The settings file; `machi.toml` in this folder when there is one.
    #[arg(long, global = true, env = "MACHI_SETTINGS")]
    settings: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the server.
    Serve(serve::Serve),
    /// Runs New York and Tokyo with real events moved to this week and people to sign in as.
    Demo(demo::Demo),
    /// Opens and closes cities.
    #[command(subcommand)]
    City(city::City),
    /// Brings in places and events from a file.
    Import(import::Import),
    /// Creates accounts and gives roles.
    #[command(subcommand)]
    Account(account::Account),
    /// Writes a copy of the running database into a file.
    Backup(backup::Backup),
    /// Looks after the files of photos.
    #[command(subcommand)]
    Photos(photos::Photos),
    /// Looks after addresses that refuse mail.
    #[command(subcommand)]
    Mail(mail::Mail),
    /// Compares every view with its rebuild and checks the installation.
    Doctor(doctor::Doctor),
    /// Checks what draws publish, without a server and without a network.
    #[command(subcommand)]
    Verify(verify::Verify),
    /// Prints the API's description.
    Openapi,
}

impl Arguments {
    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<()> {
        let settings = || Settings::load(self.settings.as_deref());
        match self.command {
            Command::Serve(serve) => serve.run(settings()?).await,
            Command::Demo(demo) => demo.run().await,
            Command::City(city) => city.run(settings()?).await,
            Command::Import(import) => import.run(settings()?).await,
            Command::Account(account) => account.run(settings()?).await,
            Command::Backup(backup) => backup.run(settings()?).await,
            Command::Photos(photos) => photos.run(settings()?).await,
            Command::Mail(mail) => mail.run(settings()?).await,
            Command::Doctor(doctor) => doctor.run(settings()?).await,
            Command::Verify(verify) => verify.run(),
            Command::Openapi => openapi::run(),
        }
    }
}
