//! Refuses requests that another site made a reader's browser send (CSRF), and names that are not
//! ours where there is no https.

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};

use crate::app::App;
use crate::error::{Refusal, Result};
use crate::settings::is_loopback;

/// Writes must come from our own pages. Browsers say where a request comes from in
/// `Sec-Fetch-Site`, older ones in `Origin`. What sends neither passes, even with a cookie: that is
/// a program that chose to send its own. A browser old enough to send neither with a post from
/// another site does not send the session's cookie either, if it knows `SameSite=Lax` (since 2018).
pub(super) fn same_origin(app: &App, request: &Request) -> Result<()> {
    let settings = app.settings();
    if !settings.is_https() && !is_for_loopback(request) {
        return Err(Refusal::new("error-needs-https").into());
    }
    if request.method().is_safe() || is_ours(request.headers(), &settings.public_url) {
        return Ok(());
    }
    Err(Refusal::new("error-cross-site").into())
}

/// Without https we answer to loopback's names only: a name of another host would carry cookies
/// in the clear, or be a foreign page's name for this machine (DNS rebinding).
fn is_for_loopback(request: &Request) -> bool {
    let header = || request.headers().get(header::HOST)?.to_str().ok();
    let Some(host) = request
        .uri()
        .authority()
        .map(|authority| authority.as_str())
        .or_else(header)
    else {
        return true;
    };
    let authority = host.parse::<Authority>();
    authority.is_ok_and(|authority| is_loopback(authority.host()))
}

fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            origin == public_url || is_same_host(origin, text(header::HOST.as_str()))
        }
        (None, None) => true,
    }
}

fn is_same_host(origin: &str, host: Option<&str>) -> bool {
    origin.split_once("://").map(|(_, origin_host)| origin_host) == host
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn without_https_only_names_of_loopback_are_ours() {
        for (host, expected) in [
            ("127.0.0.1:8080", true),
            ("localhost:8080", true),
            ("[::1]:8080", true),
            ("town.example", false),
            ("127.0.0.1.evil.example", false),
        ] {
            let request = Request::builder()
                .header(header::HOST, host)
                .body(axum::body::Body::empty())
                .unwrap();
            assert_eq!(is_for_loopback(&request), expected, "{host}");
        }
    }

    #[test]
    fn only_our_own_pages_may_write() {
        let cases: [(&[(&str, &str)], bool); 7] = [
            (&[], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "https://town.example"),
                ],
                false,
            ),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("origin", "https://town.example")], true),
            (
                &[("origin", "https://evil.example"), ("host", "town.example")],
                false,
            ),
            (&[("origin", "null"), ("host", "town.example")], false),
        ];
        for (headers, expected) in cases {
            let headers: HeaderMap = headers
                .iter()
                .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_str(value).unwrap()))
                .collect::<Vec<(header::HeaderName, HeaderValue)>>()
                .into_iter()
                .collect();
            assert_eq!(
                is_ours(&headers, "https://town.example"),
                expected,
                "{headers:?}"
            );
        }
    }
}
