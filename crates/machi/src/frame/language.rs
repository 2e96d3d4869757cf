//! Which language a reader gets: the link's, else the cookie's, else the account's, else the
//! browser's.

use std::sync::Arc;

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use cookie::Cookie;

use super::Me;
use crate::text::Lang;

pub const COOKIE: &str = "machi-lang";

/// Put into an answer that says things in a language of its own, for others to take: the reader's
/// choice for our pages stays.
#[derive(Debug, Clone, Copy)]
pub struct OfThisAnswer;

/// The reader's language.
pub fn of(parts: &Parts) -> Lang {
    asked(parts.uri.query().unwrap_or_default())
        .or_else(|| cookie(&parts.headers, COOKIE)?.parse().ok())
        .or_else(|| parts.extensions.get::<Arc<Me>>().map(|me| me.lang))
        .or_else(|| Lang::accepted(parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or_default()
}

/// The language that the address asks for (`?lang=ja`).
pub fn asked(query: &str) -> Option<Lang> {
    url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "lang")?
        .1
        .parse()
        .ok()
}

/// The address without its `lang`, ready for another parameter at its end.
pub fn without_lang(path: &str, query: &str) -> String {
    let rest: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(
            url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang"),
        )
        .finish();
    if rest.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{rest}")
    }
}

/// The value of a cookie in the request.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}
