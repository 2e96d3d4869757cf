//! RSS 2.0, with Dublin Core for what it lacks.

use std::collections::BTreeMap;

use rss::extension::dublincore::{self, DublinCoreExtension};
use rss::{Category, Channel, Guid, Item};

use super::{Entry, Feed};
use crate::frame::conditional::http_date;

pub(super) const KIND: &str = "application/rss+xml; charset=utf-8";

/// The feed's document.
pub(super) fn document(feed: &Feed) -> String {
    let channel = Channel {
        title: feed.title.clone(),
        link: feed.absolute(&feed.page),
        description: feed.title.clone(),
        language: Some(feed.lang.tag().to_owned()),
        last_build_date: Some(http_date(feed.changed_at_ms)),
        items: feed.entries.iter().map(|entry| item(feed, entry)).collect(),
        namespaces: BTreeMap::from([("dc".to_owned(), dublincore::NAMESPACE.to_owned())]),
        ..Channel::default()
    };
    channel.to_string()
}

fn item(feed: &Feed, entry: &Entry) -> Item {
    let published_at_ms = entry.published_at_ms.unwrap_or(entry.changed_at_ms);
    let creators = entry.author.iter().map(|(name, _)| name.clone());
    Item {
        title: Some(entry.title.clone()),
        link: Some(feed.absolute(&entry.page)),
        description: Some(entry.html.clone()),
        guid: Some(Guid {
            value: entry.id.clone(),
            permalink: false,
        }),
        categories: entry.disclosure.iter().map(category).collect(),
        pub_date: Some(http_date(published_at_ms)),
        dublin_core_ext: Some(DublinCoreExtension {
            creators: creators.collect(),
            languages: entry.lang.clone().into_iter().collect(),
            ..DublinCoreExtension::default()
        }),
        ..Item::default()
    }
}

fn category((_, label): &(&'static str, String)) -> Category {
    Category {
        name: label.clone(),
        ..Category::default()
    }
}
