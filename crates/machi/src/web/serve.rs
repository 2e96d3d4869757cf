//! Accepts connections until the process is told to stop, then lets running requests finish.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing::{info, warn};

use super::router;
use crate::app::App;

/// How long requests may go on after the word to stop.
const FINISH_TIME_MAX: Duration = Duration::from_secs(20);

/// Serves until SIGTERM or SIGINT; then accepts nothing new, finishes what runs, and closes the
/// database.
pub async fn until_told(listener: TcpListener, app: App) -> anyhow::Result<()> {
    let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let stop = app.stop_token();
    let stopping = stop.clone();
    let server = axum::serve(listener, service)
        .with_graceful_shutdown(async move { stopping.cancelled().await });
    let mut server = tokio::spawn(server.into_future());
    tokio::select! {
        ended = &mut server => return ended.context("the server ended")?.context("the server failed"),
        told = told_to_stop() => told?,
    }
    info!("stopping: finishing what runs");
    app.shut_down();
    if tokio::time::timeout(FINISH_TIME_MAX, server).await.is_err() {
        warn!("some requests did not finish in time");
    }
    app.store().clone().close().await;
    info!("stopped");
    Ok(())
}

async fn told_to_stop() -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
