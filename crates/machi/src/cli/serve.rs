//! `machi serve`: the server until it is told to stop.

use tokio::net::TcpListener;

use crate::settings::Settings;
use crate::start;

#[derive(Debug, clap::Args)]
pub(super) struct Serve {}

impl Serve {
    pub(super) async fn run(self, settings: Settings) -> anyhow::Result<()> {
        crate::health::log::start(&settings)?;
        let listener = TcpListener::bind(settings.listen)
            .await
            .map_err(|error| anyhow::anyhow!("cannot listen at {}: {error}", settings.listen))?;
        let app = start::app(settings).await?;
        start::background(&app);
        tracing::info!(address = %listener.local_addr()?, "serving");
        crate::web::serve::until_told(listener, app).await
    }
}
