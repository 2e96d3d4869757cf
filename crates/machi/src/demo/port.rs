//! Where the demo listens: at the usual port, or at the next that is free.

use std::io::{ErrorKind, Write};
use std::net::Ipv4Addr;

use anyhow::{Context, bail};
use tokio::net::TcpListener;

const FIRST: u16 = 8080;
const TRIED_MAX: u16 = 20;

/// Listens at the port that was asked for, or at the first free one from the usual one on.
pub(super) async fn listen(asked: Option<u16>) -> anyhow::Result<TcpListener> {
    if let Some(port) = asked {
        return match bind(port).await {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                bail!("port {port} is taken; name another, or none to let the demo find one")
            }
            bound => bound.with_context(|| format!("cannot listen at port {port}")),
        };
    }
    for port in FIRST..FIRST + TRIED_MAX {
        match bind(port).await {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                writeln!(std::io::stdout(), "Port {port} is taken, trying the next.")?;
            }
            bound => return bound.with_context(|| format!("cannot listen at port {port}")),
        }
    }
    bail!(
        "the ports {FIRST} to {} are all taken; name one with --port",
        FIRST + TRIED_MAX - 1
    )
}

async fn bind(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await
}
