//! The one client for requests to other servers: it never reaches into the own network, and it
//! bounds size, time and redirects.

mod address;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use futures_util::StreamExt;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, Response, Url};

pub use address::is_public;

const TIME_MAX: Duration = Duration::from_secs(30);
const CONNECT_TIME_MAX: Duration = Duration::from_secs(10);
const REDIRECTS_MAX: usize = 5;

/// Clone-free: held by the app, used by reference.
pub struct Outgoing {
    client: Client,
    private_too: bool,
}

/// Why another server was not asked, or did not answer well.
#[derive(Debug, thiserror::Error)]
pub enum OutgoingError {
    #[error("only http and https addresses without a password are fetched")]
    Address,
    #[error("the address leads into a private network")]
    Private,
    #[error("the server answered {0}")]
    Status(u16),
    #[error("the answer is larger than {0} bytes")]
    TooLarge(usize),
    #[error("the server could not be reached: {0}")]
    Unreachable(String),
}

impl Outgoing {
    /// `private_too` also allows addresses of the own network (a setting of the owner's).
    pub fn new(private_too: bool) -> anyhow::Result<Self> {
        let tls = rustls::crypto::ring::default_provider();
        // Another client in the process may have installed the same provider already.
        let _ = tls.install_default();
        let client = Client::builder()
            .user_agent(concat!("Machi/", env!("CARGO_PKG_VERSION")))
            .timeout(TIME_MAX)
            .connect_timeout(CONNECT_TIME_MAX)
            .redirect(Policy::custom(move |attempt| {
                redirect(attempt, private_too)
            }))
            .dns_resolver(Arc::new(Guarded { private_too }))
            .no_proxy()
            .build()
            .context("cannot build the outgoing client")?;
        Ok(Self {
            client,
            private_too,
        })
    }

    /// The body of an address, at most so many bytes of it.
    ///
    /// # Errors
    /// For an address that must not be fetched, any status but 2xx, a body beyond the limit, and
    /// whatever the network does.
    pub async fn get(&self, address: &str, bytes_max: usize) -> Result<Vec<u8>, OutgoingError> {
        let url = checked(address, self.private_too)?;
        let response = self
            .client
            .get(url)
            .send()
            .await
            .map_err(|error| reason(&error))?;
        if !response.status().is_success() {
            return Err(OutgoingError::Status(response.status().as_u16()));
        }
        body(response, bytes_max).await
    }
}

async fn body(response: Response, bytes_max: usize) -> Result<Vec<u8>, OutgoingError> {
    let mut body = Vec::new();
    let mut chunks = response.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| reason(&error))?;
        if body.len() + chunk.len() > bytes_max {
            return Err(OutgoingError::TooLarge(bytes_max));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// An address given as numbers is judged here; a name, after its resolution.
fn checked(address: &str, private_too: bool) -> Result<Url, OutgoingError> {
    let url = Url::parse(address).map_err(|_| OutgoingError::Address)?;
    check(&url, private_too)?;
    Ok(url)
}

fn check(url: &Url, private_too: bool) -> Result<(), OutgoingError> {
    if !matches!(url.scheme(), "http" | "https")
        || !url.username().is_empty()
        || url.password().is_some()
    {
        return Err(OutgoingError::Address);
    }
    let ip = match url.host() {
        Some(url::Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
        Some(url::Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
        Some(url::Host::Domain(_)) => None,
        None => return Err(OutgoingError::Address),
    };
    if private_too || ip.is_none_or(is_public) {
        Ok(())
    } else {
        Err(OutgoingError::Private)
    }
}

fn redirect(attempt: Attempt<'_>, private_too: bool) -> reqwest::redirect::Action {
    if attempt.previous().len() > REDIRECTS_MAX {
        return attempt.error("too many redirects");
    }
    match check(attempt.url(), private_too) {
        Ok(()) => attempt.follow(),
        Err(error) => attempt.error(error),
    }
}

/// Says why without the address, which may hold a secret.
fn reason(error: &reqwest::Error) -> OutgoingError {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(inner) = source {
        match inner.downcast_ref::<OutgoingError>() {
            Some(OutgoingError::Private) => return OutgoingError::Private,
            Some(OutgoingError::Address) => return OutgoingError::Address,
            _ => source = inner.source(),
        }
    }
    OutgoingError::Unreachable(if error.is_timeout() {
        "time is up".into()
    } else {
        "no connection".into()
    })
}

/// Resolves names and keeps the public addresses only, so that a name that points inwards (also
/// one that changes between check and use) is never connected to.
struct Guarded {
    private_too: bool,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let private_too = self.private_too;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found
                .filter(|address| private_too || is_public(address.ip()))
                .collect();
            if allowed.is_empty() {
                return Err(OutgoingError::Private.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests;
