//! Read your own writes: a write answers with its place in the log, and that person's next read
//! waits until this node's views have reached it.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use store::Position;

use crate::app::App;
use crate::frame::language::cookie;
use crate::views::OWN_WRITE_WAIT;

/// The cookie that carries the place between nodes, signed so that nobody can make us wait.
const COOKIE: &str = "machi-seen";
const PURPOSE: &str = "seen";
/// The same for API clients, which keep no cookies: sent back as they got it.
const HEADER: HeaderName = HeaderName::from_static("machi-seen");

/// Until this node's views have what the reader wrote before.
pub(super) async fn wait(app: &App, headers: &HeaderMap) {
    if let Some(position) = carried(app, headers) {
        app.views().wait_for(position, OWN_WRITE_WAIT).await;
    }
}

fn carried(app: &App, headers: &HeaderMap) -> Option<Position> {
    let header = || Some(headers.get(HEADER)?.to_str().ok()?.to_owned());
    let signed = cookie(headers, COOKIE).or_else(header)?;
    app.key().verify(PURPOSE, &signed)?.parse().ok()
}

/// Tells where in the log the reader's write ended.
pub(super) fn note(app: &App, response: &mut Response, position: Position) {
    let signed = app.key().sign(PURPOSE, &position.to_string());
    let secure = if app.settings().is_https() {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!("{COOKIE}={signed}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60{secure}");
    if let (Ok(cookie), Ok(signed)) = (
        HeaderValue::from_str(&cookie),
        HeaderValue::from_str(&signed),
    ) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
        response.headers_mut().insert(HEADER, signed);
    }
}
