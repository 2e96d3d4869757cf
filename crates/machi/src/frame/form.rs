//! What a form shows again when a rule said no, and where a finished one leads.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::page::NOTICE_COOKIE;
use crate::error::Refusal;
use crate::text::Lang;

/// The refusals of a form in the reader's language.
#[derive(Debug, Default)]
pub struct Problems(Vec<(Option<&'static str>, String)>);

impl Problems {
    pub fn of(refusal: &Refusal, lang: Lang) -> Self {
        Self(
            refusal
                .all()
                .map(|refusal| (refusal.field, lang.t_with(refusal.key, &refusal.args)))
                .collect(),
        )
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What stands under this field.
    pub fn on(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(on, _)| *on == Some(field))
            .map(|(_, text)| text.as_str())
    }

    /// Field (empty: the whole form) and text of each, for the summary above the form.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(field, text)| (field.unwrap_or(""), text.as_str()))
    }
}

/// After a post: go there (303), and show this notice (a locale key `notice-…`) once.
pub fn done(to: &str, notice: &'static str) -> Response {
    let cookie = format!("{NOTICE_COOKIE}={notice}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
    (
        StatusCode::SEE_OTHER,
        [
            (header::LOCATION, to.to_owned()),
            (header::SET_COOKIE, cookie),
        ],
    )
        .into_response()
}

/// A path on this server to go back to, else `otherwise`. Never leads to another site.
pub fn local_path<'a>(asked: &'a str, otherwise: &'a str) -> &'a str {
    let local = asked.starts_with('/')
        && !asked.starts_with("//")
        && !asked.contains(|c: char| c == '\\' || c.is_control());
    if local { asked } else { otherwise }
}

/// The page from which a form was sent, as a path on this server (the browser's `Referer`), else
/// `otherwise`. A form from another site never comes so far (`web::guard`).
pub fn page_before(headers: &HeaderMap, otherwise: &str) -> String {
    let referer = headers
        .get(header::REFERER)
        .and_then(|url| url.to_str().ok());
    let url = referer.and_then(|url| url::Url::parse(url).ok());
    let path = url.map(|url| url[url::Position::BeforePath..url::Position::AfterQuery].to_owned());
    local_path(&path.unwrap_or_default(), otherwise).to_owned()
}

/// Whether script asks and wants the fragment instead of a page.
pub fn wants_fragment(headers: &HeaderMap) -> bool {
    headers.get("x-fragment").is_some_and(|value| value == "1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_never_leads_to_another_site() {
        for asked in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
        ] {
            assert_eq!(local_path(asked, "/"), "/", "{asked}");
        }
        assert_eq!(local_path("/events/1?x=2", "/"), "/events/1?x=2");
    }

    #[test]
    fn the_page_before_is_one_of_ours() {
        for (referer, expected) in [
            (
                "https://town.example/feed?tab=latest#note-1",
                "/feed?tab=latest",
            ),
            ("https://town.example//evil.example", "/"),
            ("mailto:a@b.example", "/"),
            ("nonsense", "/"),
            ("", "/"),
        ] {
            let value = referer.parse().unwrap();
            let headers = HeaderMap::from_iter([(header::REFERER, value)]);
            assert_eq!(page_before(&headers, "/"), expected, "{referer}");
        }
        assert_eq!(page_before(&HeaderMap::new(), "/"), "/");
    }
}
