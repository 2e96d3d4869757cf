//! Events as an iCalendar file (RFC 5545): one VEVENT for each occurrence.
//!
//! The crate that reads such files in the imports writes the hour and a random name of its own into
//! each component that has none, time zones too, so that no file would equal its repeat; we write.

mod lines;
mod zone;

use std::collections::BTreeMap;

use rules::schedule;

use self::lines::Lines;
use super::detail::{Event, Occurrence};
use crate::cities::City;
use crate::text::Lang;

/// How often a subscriber should look again; what is called off today must be known today.
const REFRESH: &str = "PT4H";

/// Who takes the file, and where the site is.
pub struct Taking<'a> {
    pub lang: Lang,
    /// Without a slash at its end.
    pub public_url: &'a str,
    /// What a calendar is called that one subscribes to; none of a file that is taken once.
    pub name: Option<&'a str>,
}

/// The file. An occurrence keeps its UID for ever; whoever has taken an older file gets its changes
/// by a greater SEQUENCE.
pub fn file(dates: &[(&Event, Occurrence)], taking: &Taking<'_>) -> String {
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//Machi//Events//EN");
    lines.plain("CALSCALE", "GREGORIAN");
    lines.plain("METHOD", "PUBLISH");
    if let Some(name) = taking.name {
        // RFC 7986, and what was in use before it.
        lines.text("NAME", name);
        lines.text("X-WR-CALNAME", name);
        lines.plain("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
        lines.plain("X-PUBLISHED-TTL", REFRESH);
    }
    zones(&mut lines, dates);
    for (event, occurrence) in dates {
        vevent(&mut lines, event, occurrence, taking);
    }
    lines.plain("END", "VCALENDAR");
    lines.0
}

/// Each zone in which a date stands, as far as its dates reach.
fn zones(lines: &mut Lines, dates: &[(&Event, Occurrence)]) {
    let mut zones: BTreeMap<&str, (&City, i64, i64)> = BTreeMap::new();
    let timed = dates.iter().filter(|(_, date)| !date.times.all_day);
    for (event, occurrence) in timed {
        let city = &*event.city;
        let from_ms = occurrence.times.starts_at_ms;
        let to_ms = occurrence.times.ends_at_ms.unwrap_or(from_ms).max(from_ms);
        let span = zones
            .entry(&city.zone_name)
            .or_insert((city, from_ms, to_ms));
        (span.1, span.2) = (span.1.min(from_ms), span.2.max(to_ms));
    }
    for (name, (city, from_ms, to_ms)) in zones {
        zone::vtimezone(lines, name, &city.zone, from_ms, to_ms);
    }
}

fn vevent(lines: &mut Lines, event: &Event, occurrence: &Occurrence, taking: &Taking<'_>) {
    let host = taking.public_url.split("://").last().unwrap_or_default();
    let page = format!(
        "{}/events/{}/{}",
        taking.public_url, event.id, occurrence.id
    );
    lines.plain("BEGIN", "VEVENT");
    lines.plain("UID", &format!("occurrence-{}@{host}", occurrence.id));
    lines.plain("DTSTAMP", &utc(event.changed_at_ms));
    lines.plain("LAST-MODIFIED", &utc(event.changed_at_ms));
    lines.plain("SEQUENCE", &event.sequence.to_string());
    times(lines, event, occurrence);
    lines.text("SUMMARY", event.titles.get(taking.lang));
    lines.text("DESCRIPTION", &description(event, &page, taking.lang));
    let location = event.location(taking.lang);
    if !location.is_empty() {
        lines.text("LOCATION", &location);
    }
    if let Some(spot) = event.spot {
        lines.plain("GEO", &format!("{:.6};{:.6}", spot.lat(), spot.lon()));
    }
    lines.plain("URL", &page);
    let off = event.cancelled || occurrence.cancelled;
    lines.plain("STATUS", if off { "CANCELLED" } else { "CONFIRMED" });
    lines.plain("END", "VEVENT");
}

/// By the city's clocks; whole days as dates, which are the same day everywhere.
fn times(lines: &mut Lines, event: &Event, occurrence: &Occurrence) {
    let (times, zone) = (occurrence.times, &event.city.zone);
    if times.all_day {
        let (first, last) = times.days(zone);
        let after = last.tomorrow().unwrap_or(last);
        lines.plain("DTSTART;VALUE=DATE", &first.strftime("%Y%m%d").to_string());
        lines.plain("DTEND;VALUE=DATE", &after.strftime("%Y%m%d").to_string());
        return;
    }
    moment(lines, "DTSTART", times.starts_at_ms, &event.city);
    if let Some(ends_ms) = times.ends_at_ms {
        moment(lines, "DTEND", ends_ms, &event.city);
    }
}

/// In the hour that the clocks of autumn show twice, a local time means the first (RFC 5545,
/// 3.3.5): the second is told in UTC.
fn moment(lines: &mut Lines, name: &str, at_ms: i64, city: &City) {
    let local = schedule::civil(at_ms, &city.zone);
    if schedule::instant(local, &city.zone) == at_ms {
        lines.plain(
            &format!("{name};TZID={}", city.zone_name),
            &zone::local(local),
        );
    } else {
        lines.plain(name, &utc(at_ms));
    }
}

fn description(event: &Event, page: &str, lang: Lang) -> String {
    let mut parts = Vec::new();
    let description = event.descriptions.get(lang);
    let price = event.price.text(lang, event.city.currency);
    let source = event
        .source
        .as_ref()
        .map(|source| source.attribution.as_str());
    for part in [Some(description), price.as_deref(), Some(page), source] {
        parts.extend(part.filter(|part| !part.is_empty()));
    }
    parts.join("\n\n")
}

fn utc(at_ms: i64) -> String {
    let at = schedule::civil(at_ms, &jiff::tz::TimeZone::UTC);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
