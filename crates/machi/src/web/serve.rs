//! Accepts connections until the process is told to stop, then lets running requests finish.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;
use tracing::{debug, info, warn};

use super::router;
use crate::app::App;

/// How long requests may go on after the word to stop.
const FINISH_TIME_MAX: Duration = Duration::from_secs(20);
/// How long a client may take to send the head of a request, also of the next one on a connection
/// that is kept open.
const HEAD_TIME_MAX: Duration = Duration::from_secs(30);
/// Further connections wait in the kernel's queue.
const CONNECTIONS_MAX: usize = 10_000;
/// Of a connection that sends a file, for as long as it stays open.
const BUFFER_BYTES_MAX: usize = 64 * 1024;
/// The pause after a failed accept: mostly there are no file descriptors left for a moment.
const ACCEPT_AGAIN_AFTER: Duration = Duration::from_millis(50);

/// Serves until SIGTERM or SIGINT; then accepts nothing new, finishes what runs, and closes the
/// database.
pub async fn until_told(listener: TcpListener, app: App) -> anyhow::Result<()> {
    let router = router(app.clone());
    let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let running = GracefulShutdown::new();
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    loop {
        tokio::select! {
            (stream, from, permit) = accept(&listener, &room) => {
                connect(&running, router.clone(), stream, from, permit);
            }
            () = told(&mut terminate, &mut interrupt) => break,
        }
    }
    drop(listener);
    info!("stopping: finishing what runs");
    app.shut_down();
    if tokio::time::timeout(FINISH_TIME_MAX, running.shutdown())
        .await
        .is_err()
    {
        warn!("some requests did not finish in time");
    }
    app.store().clone().close().await;
    info!("stopped");
    Ok(())
}

async fn told(terminate: &mut Signal, interrupt: &mut Signal) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

/// The next connection, once there is room for it.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>) {
    let permit = room.clone().acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, from)) => return (stream, from, permit),
            Err(error) => {
                warn!(%error, "a connection was not accepted");
                tokio::time::sleep(ACCEPT_AGAIN_AFTER).await;
            }
        }
    }
}

/// Serves one connection in a task of its own.
fn connect(
    running: &GracefulShutdown,
    router: Router,
    stream: TcpStream,
    from: SocketAddr,
    permit: Option<OwnedSemaphorePermit>,
) {
    // Answers are small; waiting to fill a packet only delays them.
    if let Err(error) = stream.set_nodelay(true) {
        debug!(%error, "a connection delays its packets");
    }
    let service = service_fn(move |request| answer(router.clone(), request, from));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME_MAX)
        .max_buf_size(BUFFER_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), service);
    let connection = running.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            debug!(%error, "a connection ended early");
        }
        drop(permit);
    });
}

async fn answer(
    router: Router,
    mut request: Request<Incoming>,
    from: SocketAddr,
) -> Result<Response, Infallible> {
    request.extensions_mut().insert(ConnectInfo(from));
    router.oneshot(request.map(Body::new)).await
}
