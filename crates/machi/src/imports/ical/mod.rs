//! iCalendar files and feeds (RFC 5545).
//!
//! An event is a UID. One of its dates with another title, text or location is an event of its own,
//! known by the UID and its original start, and the series has that date no more.

mod lines;
mod overrides;
mod series;
mod times;
mod zones;

#[cfg(test)]
mod changed_tests;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::draft::{Draft, FileProblem, ITEMS_MAX, Parsed, Reason, bounded};
use super::encoding::decode;
use super::reader::Reading;
use crate::cities::Spot;
use crate::events::OccurrenceDraft;
use crate::text::{Lang, Names};
use lines::{Component, calendars};
use series::Calendar;
use zones::Zones;

/// Dates of one file, all events together.
const DATES_MAX: usize = 20_000;

/// Reads the file. An event is a UID; its dates are those within the window of `reading`.
pub(super) fn read(bytes: &[u8], reading: &Reading) -> Result<Parsed, FileProblem> {
    let text = decode(bytes)?;
    let mut parsed = Parsed::default();
    let mut dates = 0;
    for calendar in calendars(&text)? {
        let zones = Zones::of(&calendar);
        let placed = Calendar {
            zones: &zones,
            reading,
        };
        let called_off = calendar.text("METHOD").eq_ignore_ascii_case("CANCEL");
        for group in groups(&calendar, &mut parsed) {
            if let Some(start_ms) = placed.start_ms(group.master) {
                parsed.saw(start_ms);
            }
            let drafts = drafts(&placed, &group, &mut parsed);
            let mut kept = false;
            for mut draft in drafts {
                for at in &draft.occurrences {
                    parsed.saw(at.starts_at_ms);
                }
                dates += draft.occurrences.len();
                if dates > DATES_MAX || parsed.events.len() >= ITEMS_MAX {
                    let title = draft.titles.get(draft.lang).to_owned();
                    parsed.skip(draft.line, "VEVENT", Reason::TooMany, &title);
                    continue;
                }
                draft.cancelled |= called_off;
                parsed.events.push(draft);
                kept = true;
            }
            if kept {
                parsed.kept_rows += group.rows;
            }
        }
    }
    reading.done(reading.bytes);
    Ok(parsed)
}

/// An event and the dates of it that were changed one by one.
struct Group<'a> {
    master: &'a Component,
    overrides: Vec<&'a Component>,
    /// Components of the file.
    rows: u64,
}

/// The events by UID, in the order of the file; of several versions the newest (SEQUENCE).
fn groups<'a>(calendar: &'a Component, parsed: &mut Parsed) -> Vec<Group<'a>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<(Option<&Component>, Vec<&Component>)> = Vec::new();
    for event in calendar.parts.iter().filter(|part| part.name == "VEVENT") {
        let uid = event.text("UID");
        if uid.trim().is_empty() {
            parsed.skip(event.line, "UID", Reason::Missing, &event.text("SUMMARY"));
            continue;
        }
        let at = *places.entry(uid).or_insert_with(|| {
            all.push((None, Vec::new()));
            all.len() - 1
        });
        let Some((master, overrides)) = all.get_mut(at) else {
            continue;
        };
        if event.get("RECURRENCE-ID").is_some() {
            overrides.push(event);
        } else if master.is_none_or(|old| sequence(event) >= sequence(old)) {
            *master = Some(event);
        }
    }
    let groups = all.into_iter().filter_map(|(master, mut overrides)| {
        // A feed may hold only the changed dates of a series that lies further back.
        let rows = overrides.len() + usize::from(master.is_some());
        let master = master.or_else(|| overrides.first().copied())?;
        overrides.sort_by_key(|event| sequence(event));
        Some(Group {
            master,
            overrides,
            rows: u64::try_from(rows).unwrap_or(u64::MAX),
        })
    });
    groups.collect()
}

fn sequence(event: &Component) -> i64 {
    event.text("SEQUENCE").trim().parse().unwrap_or(0)
}

/// The event, and each of its dates that has texts of its own as one beside it.
fn drafts(calendar: &Calendar<'_>, group: &Group<'_>, parsed: &mut Parsed) -> Vec<Draft> {
    let event = group.master;
    let summary = bounded(&event.text("SUMMARY"));
    let mut skip = |(line, field, reason)| parsed.skip(line, field, reason, &summary);
    let series = match calendar.series(event, &group.overrides) {
        Ok(series) => series,
        Err(fault) => {
            skip(fault);
            return Vec::new();
        }
    };
    if series.occurrences.is_empty() && series.own.is_empty() && series.faults.is_empty() {
        skip((event.line, "DTSTART", Reason::OutsideWindow));
    }
    if series.cut {
        skip((event.line, "RRULE", Reason::TooMany));
    }
    for fault in series.faults {
        skip(fault);
    }
    let uid = event.text("UID");
    let city = calendar.reading.lang;
    let mut told = vec![(uid.clone(), event.clone(), series.occurrences)];
    for own in series.own {
        let key = format!("{uid}/{}", own.key);
        told.push((key, overrides::inherited(event, own.event), own.dates));
    }
    let mut drafts = Vec::new();
    for (key, event, dates) in told.into_iter().filter(|(_, _, dates)| !dates.is_empty()) {
        if bounded(&event.text("SUMMARY")).is_empty() {
            parsed.skip(event.line, "SUMMARY", Reason::Missing, "");
        } else {
            drafts.push(draft(key, &event, dates, city));
        }
    }
    drafts
}

fn draft(key: String, event: &Component, dates: Vec<OccurrenceDraft>, city: Lang) -> Draft {
    let summary = bounded(&event.text("SUMMARY"));
    let lang = language(event, &summary, city);
    let mut draft = Draft::new(key, event.line, Names::single(lang, &summary), lang);
    draft.descriptions = Names::single(lang, bounded(&event.text("DESCRIPTION")));
    let categories: Vec<String> = event
        .all("CATEGORIES")
        .map(|property| property.text())
        .collect();
    draft.about = categories.join(", ");
    draft.location_text = bounded(&event.text("LOCATION").replace('\n', ", "));
    draft.places = place_names(&draft.location_text);
    draft.spot = spot(&event.text("GEO"));
    draft.url = event.text("URL").trim().to_owned();
    draft.organiser = organiser(event);
    draft.cancelled = dates.iter().all(|at| at.cancelled);
    draft.occurrences = dates;
    draft
}

/// The whole location, and what stands before its first comma: "Apollo Theater, 253 W 125th St".
fn place_names(location: &str) -> Vec<String> {
    let first = location
        .split([',', ';', '、'])
        .next()
        .unwrap_or_default()
        .trim();
    let mut names = vec![location.to_owned(), first.to_owned()];
    names.retain(|name| !name.is_empty());
    names.dedup();
    names
}

fn spot(geo: &str) -> Option<Spot> {
    let (lat, lon) = geo.split_once(';')?;
    Spot::from_degrees(lat.trim().parse().ok()?, lon.trim().parse().ok()?)
}

fn organiser(event: &Component) -> String {
    let organiser = event.get("ORGANIZER");
    let name = organiser.and_then(|organiser| organiser.param("CN"));
    bounded(name.unwrap_or_default())
}

/// By the property, else by the script, else the city's.
fn language(event: &Component, text: &str, city: Lang) -> Lang {
    let named = event
        .get("SUMMARY")
        .and_then(|summary| summary.param("LANGUAGE"));
    if let Some(lang) = named.and_then(|tag| tag.parse().ok()) {
        return lang;
    }
    let has = |range: std::ops::RangeInclusive<char>| text.chars().any(|c| range.contains(&c));
    if has('\u{3040}'..='\u{30ff}') {
        Lang::Ja
    } else if has('\u{ac00}'..='\u{d7a3}') {
        Lang::Ko
    } else if has('\u{4e00}'..='\u{9fff}') {
        if city == Lang::Ja {
            Lang::Ja
        } else {
            Lang::ZhHans
        }
    } else {
        Lang::En
    }
}
