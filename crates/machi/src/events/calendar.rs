//! An event as an iCalendar file (RFC 5545): one VEVENT for each occurrence.

use rules::schedule;

use super::detail::{Event, Occurrence};
use crate::text::Lang;

/// Octets of a content line, its line break not counted.
const LINE_OCTETS_MAX: usize = 75;

/// Who takes the file, and where the site is.
pub(super) struct Taking<'a> {
    pub(super) lang: Lang,
    /// Without a slash at its end.
    pub(super) public_url: &'a str,
}

/// The file. An occurrence keeps its UID for ever; whoever has taken an older file gets its changes
/// by a greater SEQUENCE.
pub(super) fn file(event: &Event, occurrences: &[Occurrence], taking: &Taking<'_>) -> String {
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//Machi//Events//EN");
    lines.plain("CALSCALE", "GREGORIAN");
    lines.plain("METHOD", "PUBLISH");
    for occurrence in occurrences {
        vevent(&mut lines, event, occurrence, taking);
    }
    lines.plain("END", "VCALENDAR");
    lines.0
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

/// In UTC, which every calendar shows in its owner's zone, so that no zone has to be described;
/// whole days as dates, which are the same day everywhere.
fn times(lines: &mut Lines, event: &Event, occurrence: &Occurrence) {
    let (times, zone) = (occurrence.times, &event.city.zone);
    if times.all_day {
        let (first, last) = times.days(zone);
        let after = last.tomorrow().unwrap_or(last);
        lines.plain("DTSTART;VALUE=DATE", &first.strftime("%Y%m%d").to_string());
        lines.plain("DTEND;VALUE=DATE", &after.strftime("%Y%m%d").to_string());
        return;
    }
    lines.plain("DTSTART", &utc(times.starts_at_ms));
    if let Some(ends_ms) = times.ends_at_ms {
        lines.plain("DTEND", &utc(ends_ms));
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

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A value that is no text, or none of whose characters mean anything.
    fn plain(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{value}"));
    }

    /// A text value, escaped (RFC 5545, 3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for character in value.replace("\r\n", "\n").chars() {
            match character {
                '\\' | ';' | ',' => escaped.extend(['\\', character]),
                '\n' | '\r' => escaped.push_str("\\n"),
                control if control.is_control() => {}
                other => escaped.push(other),
            }
        }
        self.plain(name, &escaped);
    }

    /// Folds at 75 octets, never within a character (RFC 5545, 3.1).
    fn folded(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > LINE_OCTETS_MAX {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_fold_between_characters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"花火; ".repeat(40));
        for line in lines.0.split("\r\n") {
            assert!(line.len() <= LINE_OCTETS_MAX, "{line}");
        }
        let unfolded = lines.0.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "花火\\; ".repeat(40)));
    }
}
