//! `machi import`: a file of places or events into a city.

use crate::settings::Settings;

#[derive(Debug, clap::Args)]
pub(super) struct Import {}

impl Import {
    pub(super) async fn run(self, _settings: Settings) -> anyhow::Result<()> {
        anyhow::bail!("not yet")
    }
}
