//! `machi city`: opens a city from a pack.

use crate::settings::Settings;

#[derive(Debug, clap::Subcommand)]
pub(super) enum City {}

impl City {
    pub(super) async fn run(self, _settings: Settings) -> anyhow::Result<()> {
        anyhow::bail!("not yet")
    }
}
