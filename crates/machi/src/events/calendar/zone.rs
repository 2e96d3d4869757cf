//! A time zone as an iCalendar file describes it: its changes within the file's span.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Dst, Offset, TimeZone};

use super::lines::Lines;

/// From here on an offset is told that has not changed since.
const ALWAYS: &str = "19700101T000000";
/// Changes that are told: two a year for a century.
const OBSERVANCES_MAX: usize = 200;

/// One stretch in which the clocks stay: STANDARD or DAYLIGHT.
struct Observance {
    /// By the clocks as they were before.
    since: String,
    from: Offset,
    to: Offset,
    name: String,
    dst: Dst,
}

/// The VTIMEZONE for moments from one to another (RFC 5545, 3.6.5). Each change stands alone, with
/// its own date: what a rule would say of later years does not concern the file.
pub(super) fn vtimezone(lines: &mut Lines, name: &str, zone: &TimeZone, from_ms: i64, to_ms: i64) {
    let at = |ms| Timestamp::from_millisecond(ms).unwrap_or_default();
    lines.plain("BEGIN", "VTIMEZONE");
    lines.plain("TZID", name);
    for observance in observances(zone, at(from_ms), at(to_ms)) {
        let kind = match observance.dst {
            Dst::Yes => "DAYLIGHT",
            Dst::No => "STANDARD",
        };
        lines.plain("BEGIN", kind);
        lines.plain("DTSTART", &observance.since);
        lines.plain("TZOFFSETFROM", &offset(observance.from));
        lines.plain("TZOFFSETTO", &offset(observance.to));
        lines.text("TZNAME", &observance.name);
        lines.plain("END", kind);
    }
    lines.plain("END", "VTIMEZONE");
}

/// The one that holds at the beginning, and those that begin until the end.
fn observances(zone: &TimeZone, from: Timestamp, to: Timestamp) -> Vec<Observance> {
    let later = zone
        .following(from)
        .take_while(|change| change.timestamp() <= to)
        .map(|change| change.timestamp());
    let first = std::iter::once(first(zone, from));
    let later = later.map(|at| began(zone, at));
    first.chain(later).take(OBSERVANCES_MAX).collect()
}

fn first(zone: &TimeZone, from: Timestamp) -> Observance {
    let held = zone
        .preceding(
            from.saturating_add(jiff::SignedDuration::from_secs(1))
                .unwrap_or(from),
        )
        .next()
        .filter(|change| change.timestamp() >= Timestamp::UNIX_EPOCH);
    if let Some(change) = held {
        return began(zone, change.timestamp());
    }
    let info = zone.to_offset_info(from);
    Observance {
        since: ALWAYS.to_owned(),
        from: info.offset(),
        to: info.offset(),
        name: info.abbreviation().to_owned(),
        dst: info.dst(),
    }
}

fn began(zone: &TimeZone, at: Timestamp) -> Observance {
    let just_before = at
        .checked_sub(jiff::SignedDuration::from_secs(1))
        .unwrap_or(at);
    let from = zone.to_offset(just_before);
    let info = zone.to_offset_info(at);
    Observance {
        since: local(from.to_datetime(at)),
        from,
        to: info.offset(),
        name: info.abbreviation().to_owned(),
        dst: info.dst(),
    }
}

/// As in `20261101T020000`.
pub(super) fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// As in `-0500`; seconds only where there are some (RFC 5545, 3.3.14).
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    match seconds.abs() % 60 {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        rest => format!("{sign}{hours:02}{minutes:02}{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, from: &str, to: &str) -> String {
        let ms = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
        let mut lines = Lines::default();
        let zone = TimeZone::get(name).unwrap();
        vtimezone(&mut lines, name, &zone, ms(from), ms(to));
        lines.0.replace("\r\n", " ")
    }

    #[test]
    fn a_zone_is_told_by_its_changes_within_the_span() {
        assert_eq!(
            told(
                "America/New_York",
                "2026-11-22T12:00:00Z",
                "2027-04-01T12:00:00Z"
            ),
            "BEGIN:VTIMEZONE TZID:America/New_York \
             BEGIN:STANDARD DTSTART:20261101T020000 TZOFFSETFROM:-0400 TZOFFSETTO:-0500 \
             TZNAME:EST END:STANDARD \
             BEGIN:DAYLIGHT DTSTART:20270314T020000 TZOFFSETFROM:-0500 TZOFFSETTO:-0400 \
             TZNAME:EDT END:DAYLIGHT END:VTIMEZONE "
        );
    }

    #[test]
    fn a_zone_whose_clocks_stay_has_one_offset() {
        assert_eq!(
            told("Asia/Tokyo", "2026-11-22T12:00:00Z", "2030-04-01T12:00:00Z"),
            "BEGIN:VTIMEZONE TZID:Asia/Tokyo BEGIN:STANDARD DTSTART:19700101T000000 \
             TZOFFSETFROM:+0900 TZOFFSETTO:+0900 TZNAME:JST END:STANDARD END:VTIMEZONE "
        );
    }

    #[test]
    fn a_span_may_begin_at_the_very_change() {
        let told = told(
            "Europe/London",
            "2026-03-29T01:00:00Z",
            "2026-03-29T01:00:00Z",
        );
        assert!(
            told.contains("DTSTART:20260329T010000 TZOFFSETFROM:+0000 TZOFFSETTO:+0100"),
            "{told}"
        );
        assert_eq!(told.matches("DTSTART").count(), 1, "{told}");
    }
}
