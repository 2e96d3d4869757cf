//! RSS 2.0, with Dublin Core for what it lacks.

use std::collections::BTreeMap;

use rss::extension::dublincore::{self, DublinCoreExtension};
use rss::{Channel, Guid, Item};

use super::conditional::http_date;
use super::{Feed, text};
use crate::notes::recent::Recent;

pub(super) const KIND: &str = "application/rss+xml; charset=utf-8";

/// The feed's document.
pub(super) fn document(feed: &Feed) -> String {
    let channel = Channel {
        title: feed.title.clone(),
        link: feed.absolute(&feed.page),
        description: feed.title.clone(),
        language: Some(feed.lang.tag().to_owned()),
        last_build_date: Some(http_date(feed.changed_at_ms())),
        items: feed.notes.iter().map(|note| item(feed, note)).collect(),
        namespaces: BTreeMap::from([("dc".to_owned(), dublincore::NAMESPACE.to_owned())]),
        ..Channel::default()
    };
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{channel}")
}

fn item(feed: &Feed, note: &Recent) -> Item {
    let languages = (note.lang != "und").then(|| note.lang.clone());
    Item {
        title: Some(text::title(note, feed.lang)),
        link: Some(feed.absolute(&format!("/notes/{}", note.id))),
        description: Some(text::html(feed, note)),
        guid: Some(Guid {
            value: format!("{}/notes/{}", feed.id, note.id),
            permalink: false,
        }),
        pub_date: Some(http_date(note.created_at_ms)),
        dublin_core_ext: Some(DublinCoreExtension {
            creators: vec![text::readable(&note.display_name)],
            languages: languages.into_iter().collect(),
            ..DublinCoreExtension::default()
        }),
        ..Item::default()
    }
}
