//! `machi backup`: a copy of the running database.

use crate::settings::Settings;

#[derive(Debug, clap::Args)]
pub(super) struct Backup {}

impl Backup {
    pub(super) async fn run(self, _settings: Settings) -> anyhow::Result<()> {
        anyhow::bail!("not yet")
    }
}
