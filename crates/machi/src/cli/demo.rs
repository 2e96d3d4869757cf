//! `machi demo`: two cities to walk into.

use std::path::PathBuf;

use crate::demo::{self, Wishes};

#[derive(Debug, clap::Args)]
pub(super) struct Demo {
    /// Where the data is kept.
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    /// The port to serve at; without it the first free one from 8080 on. 0 is any free one.
    #[arg(long)]
    port: Option<u16>,
    /// Throws away first what an earlier demo made.
    #[arg(long)]
    fresh: bool,
    /// A PostgreSQL database to use in place of a file in the data folder.
    #[arg(long, default_value = "", hide_default_value = true)]
    database: String,
    /// Reads times from the standard input, and turns the clock to each: for tests.
    #[arg(long, hide = true)]
    turned_clock: bool,
}

impl Demo {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        demo::run(Wishes {
            data: self.data,
            port: self.port,
            fresh: self.fresh,
            database: self.database,
            turned_clock: self.turned_clock,
        })
        .await
    }
}
