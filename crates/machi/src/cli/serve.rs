//! `machi serve`: the server until it is told to stop.

use crate::settings::Settings;

#[derive(Debug, clap::Args)]
pub(super) struct Serve {}

impl Serve {
    pub(super) async fn run(self, _settings: Settings) -> anyhow::Result<()> {
        anyhow::bail!("not yet")
    }
}
