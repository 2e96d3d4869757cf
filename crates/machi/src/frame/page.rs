//! What the layout shows around a page's content.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{CityLinks, Me, Unread, assets, language};
use crate::app::App;
use crate::text::{Lang, Names, Value};

/// The view struct of `web/layout.html`; every page's view holds one as `page`.
pub struct Page {
    pub lang: Lang,
    pub title: String,
    pub description: String,
    /// Path and query without `lang`.
    pub path: String,
    pub me: Option<Arc<Me>>,
    /// How many notifications the reader has not read.
    pub unread: i64,
    pub city: Option<CityHere>,
    /// Of the switcher.
    pub cities: Vec<CityHere>,
    pub languages: Vec<LanguageLink>,
    /// The full address of this page without its language.
    pub canonical: String,
    /// The server's address, without a slash at the end.
    pub public_url: String,
    /// The picture that a shared link shows: a path on this server.
    pub open_graph_image: Option<String>,
    /// Where the same is as a feed: a path on this server, to which `.atom` and `.rss` are added.
    pub syndicated: Option<String>,
    /// What the last command has to say.
    pub notice: Option<String>,
    pub css: &'static str,
    pub js: &'static str,
    pub icons: &'static str,
    /// Search engines stay out: forms, the desk, what is private.
    pub no_index: bool,
}

/// A city as the layout links to it.
#[derive(Debug, Clone, PartialEq)]
pub struct CityHere {
    pub slug: String,
    pub name: String,
}

/// One entry of the language menu.
pub struct LanguageLink {
    pub code: &'static str,
    pub name: &'static str,
    pub href: String,
    pub current: bool,
}

/// The cookie that carries a locale key from a command to the next page.
pub const NOTICE_COOKIE: &str = "machi-notice";

/// A badge says no greater number (nor does its script: `web/elements/unread_count.ts`).
const UNREAD_SHOWN_MAX: i64 = 99;

impl Page {
    /// Names the page, for the window's title and for search engines.
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// Says which city the page belongs to.
    pub fn in_city(mut self, slug: &str, names: &Names) -> Self {
        self.city = Some(CityHere {
            slug: slug.to_owned(),
            name: names.get(self.lang).to_owned(),
        });
        self
    }

    /// The picture that a shared link shows: a path on this server.
    pub fn pictured(mut self, path: &str) -> Self {
        self.open_graph_image = Some(path.to_owned());
        self
    }

    /// Says where the same is as a feed.
    pub fn syndicated_at(mut self, path: impl Into<String>) -> Self {
        self.syndicated = Some(path.into());
        self
    }

    pub fn hidden_from_search(mut self) -> Self {
        self.no_index = true;
        self
    }

    /// A text in the reader's language.
    pub fn t(&self, key: &str) -> String {
        self.lang.t(key)
    }

    /// A text with a number `$n`, in the right plural form.
    pub fn tn(&self, key: &str, n: impl Into<Value>) -> String {
        self.lang.t_with(key, &[("n", n.into())])
    }

    /// A text with one argument.
    pub fn t1(&self, key: &str, name: &'static str, value: impl Into<Value>) -> String {
        self.lang.t_with(key, &[(name, value.into())])
    }

    /// The number of unread notifications, as short as its badge.
    pub fn unread_shown(&self) -> String {
        if self.unread > UNREAD_SHOWN_MAX {
            format!("{UNREAD_SHOWN_MAX}+")
        } else {
            self.unread.to_string()
        }
    }

    /// Whether the reader has a desk to go to.
    pub fn desk(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.desk)
    }

    /// The full address of a path on this server.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// Signing in, and back here afterwards.
    pub fn sign_in_href(&self) -> String {
        self.and_back("/sign-in")
    }

    /// Signing up, and back here afterwards.
    pub fn sign_up_href(&self) -> String {
        self.and_back("/sign-up")
    }

    fn and_back(&self, to: &str) -> String {
        let next: String = url::form_urlencoded::byte_serialize(self.path.as_bytes()).collect();
        format!("{to}?next={next}")
    }

    /// The `feed`, `tonight` or `write` of the city that the page belongs to; elsewhere an address
    /// that leads to the reader's own city.
    pub fn here(&self, what: &str) -> String {
        let Some(CityHere { slug, .. }) = &self.city else {
            return format!("/{what}");
        };
        match what {
            "tonight" => format!("/cities/{slug}/agenda?when=tonight"),
            "write" => format!("/cities/{slug}/notes/new"),
            what => format!("/cities/{slug}/{what}"),
        }
    }

    /// Whether the page's path ends so, whatever its query.
    pub fn is_at(&self, end: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path.ends_with(end)
    }

    /// Whether it is the reader's own profile, one of its tabs, or what only they see.
    pub fn is_mine(&self) -> bool {
        let below = |start: &str| {
            let rest = self.path.strip_prefix(start);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        };
        let own = |handle: &str| below(&format!("/people/{handle}"));
        let me = self.me.as_ref();
        me.is_some_and(|me| {
            own(&me.handle) || below("/me") || below("/notifications") || below("/settings")
        })
    }

    /// Whether this is the city that the page belongs to.
    pub fn is_here(&self, city: &CityHere) -> bool {
        self.city.as_ref() == Some(city)
    }

    /// The frame for a request, in a language.
    pub fn for_request(parts: &Parts, app: &App, lang: Lang) -> Self {
        // A path that starts with two slashes would name another site.
        let path = format!("/{}", parts.uri.path().trim_start_matches('/'));
        let path = language::without_lang(&path, parts.uri.query().unwrap_or_default());
        let links = parts
            .extensions
            .get::<CityLinks>()
            .cloned()
            .unwrap_or_default();
        let notice = language::cookie(&parts.headers, NOTICE_COOKIE);
        Self {
            lang,
            title: String::new(),
            description: String::new(),
            me: parts.extensions.get().cloned(),
            unread: parts
                .extensions
                .get::<Unread>()
                .map_or(0, |unread| unread.0),
            city: None,
            cities: links
                .0
                .iter()
                .filter(|city| !city.archived)
                .map(|city| city.here(lang))
                .collect(),
            languages: Lang::ALL
                .map(|other| language_link(other, lang, &path))
                .into(),
            canonical: format!("{}{path}", app.settings().public_url),
            public_url: app.settings().public_url.clone(),
            path,
            open_graph_image: None,
            syndicated: None,
            notice: notice
                .filter(|key| key.starts_with("notice-"))
                .map(|key| lang.t(&key)),
            css: assets::url("app.css"),
            js: assets::url("app.js"),
            icons: assets::url("icons.svg"),
            no_index: false,
        }
    }
}

fn language_link(lang: Lang, current: Lang, path: &str) -> LanguageLink {
    let mark = if path.contains('?') { '&' } else { '?' };
    LanguageLink {
        code: lang.tag(),
        name: lang.endonym(),
        href: format!("{path}{mark}lang={lang}"),
        current: lang == current,
    }
}

impl FromRequestParts<App> for Page {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::for_request(parts, app, language::of(parts)))
    }
}

impl FromRequestParts<App> for Lang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(language::of(parts))
    }
}
