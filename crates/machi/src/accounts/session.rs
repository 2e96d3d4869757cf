//! Signed-in browsers and programs: the cookie, the token, and what each request learns from them.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use store::{Tx, args};
use tracing::warn;

use super::Sessions;
use super::sessions::{Proof, Signed};
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Error, Result};
use crate::frame::language;
use crate::ids::{AccountId, SessionId};
use crate::secrets::{random_token, token_hash};
use crate::settings::Settings;

/// A session that nobody uses for so long ends.
pub const SESSION_MS: i64 = 90 * 24 * 60 * 60 * 1_000;
/// How exactly it is known when a session was last used.
const SEEN_EVERY_MS: i64 = 60 * 60 * 1_000;
const ASSETS: &str = "/assets/";

/// Starts a session, in place of the one that the browser had: a session's secret is never carried
/// over from before a sign-in. Answers the secret for the cookie, of which only the hash is kept.
pub async fn start(tx: &mut Tx, account: AccountId, replaced: Option<SessionId>) -> Result<String> {
    let token = random_token();
    let id = SessionId::from(tx.new_id());
    let now_ms = tx.now_ms();
    tx.execute(
        "delete from session where account_id = $1 and expires_at_ms <= $2",
        args![account, now_ms],
    )
    .await?;
    if let Some(replaced) = replaced {
        tx.execute("delete from session where id = $1", args![replaced])
            .await?;
    }
    tx.execute(
        "insert into session (id, account_id, token_hash, created_at_ms, seen_at_ms, expires_at_ms)
         values ($1, $2, $3, $4, $4, $5)",
        args![id, account, token_hash(&token), now_ms, now_ms + SESSION_MS],
    )
    .await?;
    changes::record(tx, None, Change::SessionStarted { account }).await?;
    Ok(token)
}

/// `__Host-` binds the cookie to this host and to https; browsers take it over https only.
pub fn cookie_name(settings: &Settings) -> &'static str {
    if settings.is_https() {
        "__Host-machi-session"
    } else {
        "machi-session"
    }
}

/// The `Set-Cookie` that signs a browser in.
pub(super) fn cookie(settings: &Settings, token: &str) -> String {
    set_cookie(settings, token, SESSION_MS / 1_000)
}

/// The `Set-Cookie` that signs a browser out.
pub(super) fn no_cookie(settings: &Settings) -> String {
    set_cookie(settings, "", 0)
}

fn set_cookie(settings: &Settings, token: &str, max_age_s: i64) -> String {
    let name = cookie_name(settings);
    let secure = if settings.is_https() { "; Secure" } else { "" };
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_s}{secure}")
}

/// Puts the signed-in member into the request. Answers the secret of a session that was renewed, for
/// [`keep`].
///
/// # Errors
/// When it could not be learnt who asks.
pub async fn insert(app: &App, request: &mut Request) -> Result<Option<String>> {
    if request.uri().path().starts_with(ASSETS) {
        return Ok(None);
    }
    let Some((token, signed)) = who_asks(app, request.headers()).await? else {
        return Ok(None);
    };
    let renewed = renew(app, &token, &signed).await;
    request.extensions_mut().insert(signed.me.clone());
    request.extensions_mut().insert(signed);
    Ok(renewed.then_some(token))
}

/// Tells the browser that its session was renewed, where the answer says nothing else of it.
pub fn keep(app: &App, renewed: &str, response: &mut Response) {
    if !response.headers().contains_key(header::SET_COOKIE) {
        append_cookie(response, &cookie(app.settings(), renewed));
    }
}

/// Adds a cookie to what the browser is told to keep.
pub(super) fn append_cookie(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// The secret with whose it is. A cookie that has ended is nobody's; a token that has ended is an
/// error, since a program must learn that it needs another.
async fn who_asks(app: &App, headers: &HeaderMap) -> Result<Option<(String, Arc<Signed>)>> {
    let sessions = app.view::<Sessions>()?;
    if let Some(token) = bearer(headers) {
        let signed = sessions.find(app, Proof::Token, &token_hash(token)).await?;
        let signed = signed.ok_or(Error::SignedOut)?;
        return Ok(Some((token.to_owned(), signed)));
    }
    let Some(token) = language::cookie(headers, cookie_name(app.settings())) else {
        return Ok(None);
    };
    let signed = sessions
        .find(app, Proof::Cookie, &token_hash(&token))
        .await?;
    Ok(signed.map(|signed| (token, signed)))
}

/// The token of `Authorization: Bearer …` (RFC 6750).
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim_start())
}

/// Puts off the end of a session that is in use; true when it did. It records no change: nobody
/// can act on when a session was last seen.
async fn renew(app: &App, token: &str, signed: &Signed) -> bool {
    let Some(session) = signed.member.session else {
        return false;
    };
    if app.now_ms() < signed.seen_at_ms + SEEN_EVERY_MS {
        return false;
    }
    let renewed = app
        .write(async |tx: &mut Tx| {
            let now_ms = tx.now_ms();
            let renewed = tx
                .execute(
                    "update session set seen_at_ms = $2, expires_at_ms = $3
                     where id = $1 and seen_at_ms <= $4",
                    args![session, now_ms, now_ms + SESSION_MS, now_ms - SEEN_EVERY_MS],
                )
                .await?;
            Ok(renewed == 1)
        })
        .await;
    let renewed = renewed.and_then(|renewed| {
        // By this request or by another: what is remembered is out of date.
        app.view::<Sessions>()?.forget_cookie(&token_hash(token));
        Ok(renewed)
    });
    renewed.unwrap_or_else(|error| {
        // The request itself can go on; the next one tries again.
        warn!(%error, "a session was not renewed");
        false
    })
}
