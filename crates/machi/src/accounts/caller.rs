//! Where a request comes from, for limits.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::app::App;

/// An address as limits count it: an IPv4 address, or the /64 that one household or server has of
/// IPv6.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller(pub(super) String);

/// Counted together: callers whose address the server was not told.
const UNKNOWN: &str = "unknown";

impl Caller {
    /// By which limits know it.
    pub fn key(&self) -> &str {
        &self.0
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(address)| address.ip());
        let forwarded = forwarded(&parts.headers, app.settings().trusted_proxies);
        Ok(Self(
            forwarded.or(peer).map_or_else(|| UNKNOWN.into(), network),
        ))
    }
}

/// The address that the outermost trusted proxy saw. Each proxy adds its peer at the end of
/// `X-Forwarded-For`; what stands before those entries anybody may have written.
fn forwarded(headers: &HeaderMap, trusted_proxies: usize) -> Option<IpAddr> {
    let hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let from_end = trusted_proxies.checked_sub(1)?;
    let hop = hops.iter().rev().nth(from_end)?;
    hop.parse().ok().or_else(|| {
        let with_port: SocketAddr = hop.parse().ok()?;
        Some(with_port.ip())
    })
}

fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_trusted_proxies_add_is_believed() {
        let cases: [(&str, usize, Option<&str>); 6] = [
            ("192.0.2.1", 0, None),
            ("192.0.2.1", 1, Some("192.0.2.1")),
            ("203.0.113.9, 192.0.2.1", 1, Some("192.0.2.1")),
            ("203.0.113.9, 192.0.2.1, 198.51.100.2", 2, Some("192.0.2.1")),
            ("192.0.2.1:4711", 1, Some("192.0.2.1")),
            ("192.0.2.1", 2, None),
        ];
        for (header, trusted, expected) in cases {
            let headers = HeaderMap::from_iter([(
                "x-forwarded-for".parse().unwrap(),
                header.parse().unwrap(),
            )]);
            let expected = expected.map(|ip| ip.parse().unwrap());
            assert_eq!(forwarded(&headers, trusted), expected, "{header} {trusted}");
        }
    }

    #[test]
    fn a_whole_household_of_ipv6_counts_as_one() {
        let same =
            ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"].map(|ip| network(ip.parse().unwrap()));
        assert_eq!(same[0], same[1]);
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1");
    }
}
