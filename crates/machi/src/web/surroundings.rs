//! What the frame needs in every request: the cities of the switcher, the remembered language,
//! and a notice that is shown once.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use tracing::warn;

use crate::app::App;
use crate::cities::Cities;
use crate::frame::language::{self, OfThisAnswer};
use crate::frame::{CityLinks, Me, NOTICE_COOKIE, Unread};
use crate::ids::AccountId;
use crate::notifications::UnreadCounts;

/// Programs and files have no frame around them.
const FRAMELESS: [&str; 4] = ["/api/", "/assets/", "/covers/", "/photos/"];
const YEAR_S: u32 = 365 * 24 * 60 * 60;

pub(super) async fn insert(app: &App, request: &mut Request) {
    if let Ok(cities) = app.view::<Cities>() {
        request.extensions_mut().insert(CityLinks(cities.links()));
    }
    let framed = !FRAMELESS
        .iter()
        .any(|start| request.uri().path().starts_with(start));
    let me = request.extensions().get::<Arc<Me>>().map(|me| me.id);
    if let Some(me) = me.filter(|_| framed) {
        let unread = unread(app, me).await;
        request.extensions_mut().insert(unread);
    }
}

/// Remembers the language that was asked for, and takes back a notice that was shown.
pub(super) fn remember(request: &Parts, response: &mut Response) {
    let asked = language::asked(request.uri.query().unwrap_or_default());
    let noticed = language::cookie(&request.headers, NOTICE_COOKIE).is_some();
    let remembered = response.extensions().get::<OfThisAnswer>().is_none();
    if let Some(lang) = asked.filter(|_| remembered) {
        append_cookie(
            response,
            &format!(
                "{}={lang}; Path=/; SameSite=Lax; Max-Age={YEAR_S}",
                language::COOKIE
            ),
        );
    }
    if noticed && response.status().is_success() && is_page(response) {
        append_cookie(response, &format!("{NOTICE_COOKIE}=; Path=/; Max-Age=0"));
    }
}

/// What the frame's badge says.
async fn unread(app: &App, account: AccountId) -> Unread {
    let count = async { app.view::<UnreadCounts>()?.of(app, account).await };
    Unread(count.await.unwrap_or_else(|error| {
        // The page itself can go on without its badge.
        warn!(%error, "unread notifications were not counted");
        0
    }))
}

fn is_page(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn append_cookie(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
