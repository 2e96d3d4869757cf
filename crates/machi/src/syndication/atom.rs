//! Atom (RFC 4287).

use atom_syndication::{
    Category, Content, Entry as AtomEntry, Feed as AtomFeed, FixedDateTime, Link, Person, Text,
};
use jiff::tz::TimeZone;

use super::{Entry, Feed};
use crate::events::rfc3339;

pub(super) const KIND: &str = "application/atom+xml; charset=utf-8";

/// The feed's document.
pub(super) fn document(feed: &Feed) -> String {
    let link = |rel: &str, path: &str, kind: &str| Link {
        href: feed.absolute(path),
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        ..Link::default()
    };
    let own = format!("{}.atom{}", feed.path, feed.query);
    let document = AtomFeed {
        title: Text::plain(feed.title.as_str()),
        id: feed.id.clone(),
        updated: at(feed.changed_at_ms),
        links: vec![
            link("self", &own, "application/atom+xml"),
            link("alternate", &feed.page, "text/html"),
        ],
        // What has no author of its own comes from the site (4.1.1).
        authors: vec![Person {
            name: "Machi".to_owned(),
            uri: Some(feed.public_url.clone()),
            ..Person::default()
        }],
        entries: feed.entries.iter().map(|one| entry(feed, one)).collect(),
        lang: Some(feed.lang.tag().to_owned()),
        ..AtomFeed::default()
    };
    document.to_string()
}

fn entry(feed: &Feed, entry: &Entry) -> AtomEntry {
    let author = |(name, page): &(String, Option<String>)| Person {
        name: name.clone(),
        uri: page.as_ref().map(|page| feed.absolute(page)),
        ..Person::default()
    };
    AtomEntry {
        title: Text {
            lang: entry.lang.clone(),
            ..Text::plain(entry.title.as_str())
        },
        id: entry.id.clone(),
        updated: at(entry.changed_at_ms),
        authors: entry.author.iter().map(author).collect(),
        links: links(feed, entry),
        categories: entry.disclosure.iter().map(category).collect(),
        published: entry.published_at_ms.map(at),
        content: Some(Content {
            lang: entry.lang.clone(),
            value: Some(entry.html.clone()),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..AtomEntry::default()
    }
}

fn category((term, label): &(&'static str, String)) -> Category {
    Category {
        term: (*term).to_owned(),
        label: Some(label.clone()),
        ..Category::default()
    }
}

/// To the entry's page, and to its photos.
fn links(feed: &Feed, entry: &Entry) -> Vec<Link> {
    let page = Link {
        href: feed.absolute(&entry.page),
        rel: "alternate".to_owned(),
        mime_type: Some("text/html".to_owned()),
        ..Link::default()
    };
    let photo = |photo: &String| Link {
        href: feed.absolute(photo),
        rel: "enclosure".to_owned(),
        mime_type: Some("image/jpeg".to_owned()),
        ..Link::default()
    };
    let photos = entry.photos.iter().map(photo);
    std::iter::once(page).chain(photos).collect()
}

fn at(at_ms: i64) -> FixedDateTime {
    let text = rfc3339(at_ms, &TimeZone::UTC);
    text.parse().unwrap_or_default()
}
