//! `machi account`: accounts and roles from the command line.

use crate::settings::Settings;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Account {}

impl Account {
    pub(super) async fn run(self, _settings: Settings) -> anyhow::Result<()> {
        anyhow::bail!("not yet")
    }
}
