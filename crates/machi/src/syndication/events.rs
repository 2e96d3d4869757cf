//! What is on in a city, at a place or for a community: each event once, as its next date comes near.

use std::collections::HashMap;
use std::sync::Arc;

use store::Tx;

use super::page::tag;
use super::{Entry, Feed, text};
use crate::agenda::Hit;
use crate::app::App;
use crate::calendars::Subject;
use crate::cities::City;
use crate::error::Result;
use crate::events::{self, Event, Reading};
use crate::ids::EventId;

/// Events in one feed, the next.
const EVENTS_MAX: usize = 50;

pub(super) async fn of(app: &App, subject: &Subject) -> Result<Feed> {
    let hits = subject.next(app, EVENTS_MAX)?;
    let ids: Vec<EventId> = hits.iter().map(|(_, hit)| hit.event.id).collect();
    let events = app
        .read(async |tx: &mut Tx| events::find_all(app, tx, &ids).await)
        .await?;
    let events: HashMap<EventId, Event> =
        events.into_iter().map(|event| (event.id, event)).collect();
    let entry = |(_, hit): &(Arc<City>, Hit)| {
        let event = events.get(&hit.event.id)?;
        Some(entry(app, subject, hit, event))
    };
    let entries: Vec<Entry> = hits.iter().filter_map(entry).collect();
    Ok(Feed {
        id: tag(app, &format!("{}/events", subject.key)),
        title: text::readable(&subject.name),
        lang: subject.lang,
        public_url: app.settings().public_url.clone(),
        page: subject.page.clone(),
        path: format!("{}/events", subject.path),
        query: subject.query(),
        changed_at_ms: entries
            .iter()
            .map(|one| one.changed_at_ms)
            .max()
            .unwrap_or(0),
        entries,
    })
}

fn entry(app: &App, subject: &Subject, hit: &Hit, event: &Event) -> Entry {
    let city = &*event.city;
    let reading = Reading {
        lang: subject.lang,
        zone: &city.zone,
        now_ms: app.now_ms(),
    };
    let lang = subject.lang;
    let title = event.titles.get(lang);
    let facts = [
        Some(hit.occurrence.times.full(reading)),
        Some(event.location(lang)),
        event.price.text(lang, city.currency),
    ];
    let facts = facts.into_iter().flatten().filter(|fact| !fact.is_empty());
    let facts: Vec<String> = facts.collect();
    let words = event.descriptions.get(lang);
    let source = event
        .source
        .as_ref()
        .map(|source| source.attribution.as_str());
    let parts = [
        facts.join("\n"),
        words.to_owned(),
        source.unwrap_or_default().to_owned(),
    ];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    Entry {
        // The event's, not the date's: a daily one is news once.
        id: tag(app, &format!("events/{}", event.id)),
        title: text::readable(title),
        lang: event.titles.exact(lang).map(|_| lang.tag().to_owned()),
        page: format!("/events/{}", event.id),
        author: (!event.organiser.is_empty()).then(|| (text::readable(&event.organiser), None)),
        published_at_ms: None,
        changed_at_ms: event.changed_at_ms,
        disclosure: None,
        html: text::words(&parts.join("\n\n")),
        photos: Vec::new(),
    }
}
