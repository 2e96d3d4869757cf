//! iCalendar files and feeds (RFC 5545).

mod lines;
mod series;
mod times;
mod zones;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::draft::{Draft, FileProblem, ITEMS_MAX, Parsed, Reason, bounded};
use super::encoding::decode;
use super::reader::Reading;
use crate::cities::Spot;
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
            let Some(mut draft) = draft(&placed, &group, &mut parsed) else {
                continue;
            };
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
            parsed.kept_rows += u64::try_from(1 + group.overrides.len()).unwrap_or(1);
            parsed.events.push(draft);
        }
    }
    reading.done(reading.bytes);
    Ok(parsed)
}

/// An event and the dates of it that were changed one by one.
struct Group<'a> {
    master: &'a Component,
    overrides: Vec<&'a Component>,
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
        let master = master.or_else(|| overrides.first().copied())?;
        overrides.sort_by_key(|event| sequence(event));
        Some(Group { master, overrides })
    });
    groups.collect()
}

fn sequence(event: &Component) -> i64 {
    event.text("SEQUENCE").trim().parse().unwrap_or(0)
}

fn draft(calendar: &Calendar<'_>, group: &Group<'_>, parsed: &mut Parsed) -> Option<Draft> {
    let event = group.master;
    let summary = bounded(&event.text("SUMMARY"));
    let skip = |parsed: &mut Parsed, (line, field, reason)| {
        parsed.skip(line, field, reason, &summary);
        None
    };
    if summary.is_empty() {
        return skip(parsed, (event.line, "SUMMARY", Reason::Missing));
    }
    let series = match calendar.series(event, &group.overrides) {
        Ok(series) if series.occurrences.is_empty() => {
            return skip(parsed, (event.line, "DTSTART", Reason::OutsideWindow));
        }
        Ok(series) => series,
        Err(fault) => return skip(parsed, fault),
    };
    if series.cut {
        skip(parsed, (event.line, "RRULE", Reason::TooMany));
    }
    let lang = language(event, &summary, calendar.reading.lang);
    let mut draft = Draft::new(
        event.text("UID"),
        event.line,
        Names::single(lang, &summary),
        lang,
    );
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
    draft.cancelled = series.occurrences.iter().all(|at| at.cancelled);
    draft.occurrences = series.occurrences;
    Some(draft)
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
