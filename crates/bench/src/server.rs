//! The servers that are measured: Machi itself, and one that answers nothing.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, ensure};
use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::time::Instant;

const START_MAX: Duration = Duration::from_secs(120);

/// A running server; it ends with this value.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// From its start to the first answer of the feed.
    pub(crate) started_in: Duration,
}

impl Server {
    /// Starts the program on the database and waits until it answers `path`.
    pub(crate) async fn start(
        machi: &Path,
        database: &str,
        data: &Path,
        path: &str,
    ) -> anyhow::Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
        let began = Instant::now();
        let child = Command::new(machi)
            .arg("serve")
            .env("MACHI_LISTEN", address.to_string())
            .env("MACHI_PUBLIC_URL", format!("http://{address}"))
            .env("MACHI_DATABASE", database)
            .env("MACHI_DATA", data)
            .env("MACHI_LOG", "error")
            .kill_on_drop(true)
            .spawn()
            .context("the server does not start")?;
        while !answers(address, path).await {
            ensure!(began.elapsed() < START_MAX, "the server does not answer");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(Self {
            child,
            address,
            started_in: began.elapsed(),
        })
    }

    /// Of the process, in memory now.
    pub(crate) fn resident_bytes(&self) -> anyhow::Result<u64> {
        self.memory("VmRSS:")
    }

    /// Of the process, in memory at most until now.
    pub(crate) fn peak_bytes(&self) -> anyhow::Result<u64> {
        self.memory("VmHWM:")
    }

    fn memory(&self, what: &str) -> anyhow::Result<u64> {
        let id = self.child.id().context("the server has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find(|line| line.starts_with(what));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
        Ok(kilobytes
            .context("the kernel does not say")?
            .parse::<u64>()?
            * 1_024)
    }

    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        Ok(self.child.kill().await?)
    }
}

async fn answers(address: SocketAddr, path: &str) -> bool {
    let asked = async {
        let mut stream = TcpStream::connect(address).await.ok()?;
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        answer.starts_with("HTTP/1.1 200").then_some(())
    };
    asked.await.is_some()
}

/// Serves empty answers, as a measure of what the web framework and the machine cost by
/// themselves.
pub(crate) async fn serve_nothing() -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/", get(async || ()));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}
