//! The two documents of sitemaps.org: a list of lists, and a list of addresses.

use std::fmt::Write;

use jiff::tz::TimeZone;

use crate::events::rfc3339;
use crate::text::Lang;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// As long as an entry with its languages.
const ENTRY_BYTES: usize = 700;

/// A page that search engines may show.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// On this server, without a query.
    pub(super) path: String,
    /// None where it changes with the hour.
    pub(super) changed_at_ms: Option<i64>,
}

/// The list of the lists at these paths.
pub(super) fn index(public_url: &str, paths: &[String]) -> String {
    let mut text = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for path in paths {
        let address = escaped(&format!("{public_url}{path}"));
        text += &format!("<sitemap><loc>{address}</loc></sitemap>\n");
    }
    text + "</sitemapindex>\n"
}

/// Each page once, with the addresses of its languages as its own head names them.
pub(super) fn urls(public_url: &str, entries: &[Entry]) -> String {
    let mut text = String::with_capacity(entries.len() * ENTRY_BYTES);
    text += HEAD;
    text +=
        &format!("<urlset xmlns=\"{NAMESPACE}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for entry in entries {
        let address = escaped(&format!("{public_url}{}", entry.path));
        text += &format!("<url><loc>{address}</loc>");
        if let Some(changed_at_ms) = entry.changed_at_ms {
            let changed = rfc3339(changed_at_ms, &TimeZone::UTC);
            text += &format!("<lastmod>{changed}</lastmod>");
        }
        for lang in Lang::ALL {
            alternate(&mut text, lang.tag(), &format!("{address}?lang={lang}"));
        }
        alternate(&mut text, "x-default", &address);
        text += "</url>\n";
    }
    text + "</urlset>\n"
}

fn alternate(text: &mut String, lang: &str, address: &str) {
    // Writing into a string cannot fail.
    let _ = write!(
        text,
        "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{address}\"/>"
    );
}

fn escaped(address: &str) -> String {
    address
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
