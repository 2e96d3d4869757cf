//! `machi doctor`: is everything as it should be?

use crate::settings::Settings;

#[derive(Debug, clap::Args)]
pub(super) struct Doctor {}

impl Doctor {
    pub(super) async fn run(self, _settings: Settings) -> anyhow::Result<()> {
        anyhow::bail!("not yet")
    }
}
