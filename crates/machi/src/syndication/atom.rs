//! Atom (RFC 4287).

use atom_syndication::{Content, Entry, Feed as AtomFeed, FixedDateTime, Link, Person, Text};
use jiff::tz::TimeZone;

use super::{Feed, changed_at_ms, text};
use crate::events::rfc3339;
use crate::notes::recent::Recent;
use crate::photos::Photo;

pub(super) const KIND: &str = "application/atom+xml; charset=utf-8";

/// The feed's document.
pub(super) fn document(feed: &Feed) -> String {
    let link = |rel: &str, path: &str, kind: &str| Link {
        href: feed.absolute(path),
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        ..Link::default()
    };
    let document = AtomFeed {
        title: Text::plain(feed.title.as_str()),
        id: feed.id.clone(),
        updated: at(feed.changed_at_ms()),
        links: vec![
            link(
                "self",
                &format!("{}.atom", feed.path),
                "application/atom+xml",
            ),
            link("alternate", &feed.page, "text/html"),
        ],
        entries: feed.notes.iter().map(|note| entry(feed, note)).collect(),
        lang: Some(feed.lang.tag().to_owned()),
        ..AtomFeed::default()
    };
    document.to_string()
}

fn entry(feed: &Feed, note: &Recent) -> Entry {
    let lang = (note.lang != "und").then(|| note.lang.clone());
    Entry {
        title: Text {
            lang: lang.clone(),
            ..Text::plain(text::title(note, feed.lang))
        },
        id: format!("{}/notes/{}", feed.id, note.id),
        updated: at(changed_at_ms(note)),
        authors: vec![Person {
            name: text::readable(&note.display_name),
            uri: Some(feed.absolute(&format!("/people/{}", note.handle))),
            ..Person::default()
        }],
        links: links(feed, note),
        published: Some(at(note.created_at_ms)),
        content: Some(Content {
            lang,
            value: Some(text::html(feed, note)),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

/// To the note's page, and to its photos.
fn links(feed: &Feed, note: &Recent) -> Vec<Link> {
    let page = Link {
        href: feed.absolute(&format!("/notes/{}", note.id)),
        rel: "alternate".to_owned(),
        mime_type: Some("text/html".to_owned()),
        ..Link::default()
    };
    let photo = |photo: &Photo| Link {
        href: feed.absolute(&photo.card_url()),
        rel: "enclosure".to_owned(),
        mime_type: Some("image/jpeg".to_owned()),
        ..Link::default()
    };
    let photos = feed.photos(note).iter().map(photo);
    std::iter::once(page).chain(photos).collect()
}

fn at(at_ms: i64) -> FixedDateTime {
    let text = rfc3339(at_ms, &TimeZone::UTC);
    text.parse().unwrap_or_default()
}
