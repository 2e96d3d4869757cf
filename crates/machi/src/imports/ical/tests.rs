//! Calendars, as their publishers write them.

use std::sync::Arc;

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::*;
use crate::events::OccurrenceDraft;
use crate::imports::draft::Fault;
use crate::text::money::Currency;
use crate::text::when::civil;

fn reading(zone: &str) -> Reading {
    Reading {
        zone: TimeZone::get(zone).unwrap(),
        currency: Currency::new("USD").unwrap(),
        lang: Lang::En,
        from: date(2026, 10, 1).at(0, 0, 0, 0),
        until: date(2027, 12, 1).at(0, 0, 0, 0),
        bytes: 0,
        listener: Arc::new(|_| {}),
    }
}

pub(super) fn parse(events: &str) -> Parsed {
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}\r\nEND:VCALENDAR\r\n");
    read(text.as_bytes(), &reading("America/New_York")).unwrap()
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:u1\nSUMMARY:Show\n{lines}\nEND:VEVENT")
}

pub(super) fn starts(parsed: &Parsed) -> Vec<String> {
    let zone = TimeZone::get("America/New_York").unwrap();
    let occurrences = parsed.events.iter().flat_map(|event| &event.occurrences);
    let told = |at: &OccurrenceDraft| {
        let mark = if at.cancelled { " cancelled" } else { "" };
        format!(
            "{}{mark}",
            civil(at.starts_at_ms, &zone).strftime("%Y-%m-%d %H:%M")
        )
    };
    occurrences.map(told).collect()
}

#[test]
fn seven_in_the_evening_stays_seven_when_the_clocks_change() {
    let parsed = parse(&event(
        "DTSTART;TZID=America/New_York:20261024T190000\nDTEND;TZID=America/New_York:20261024T213000\n\
         RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=America/New_York:20261031T190000",
    ));
    assert_eq!(starts(&parsed), ["2026-10-24 19:00", "2026-11-07 19:00"]);
    let lasts = |at: &OccurrenceDraft| at.ends_at_ms.unwrap() - at.starts_at_ms;
    assert!(
        parsed.events[0]
            .occurrences
            .iter()
            .all(|at| lasts(at) == 150 * 60_000)
    );
}

#[test]
fn times_in_utc_in_another_zone_and_floating_are_told_apart() {
    let cases = [
        ("DTSTART:20261201T000000Z", "2026-11-30 19:00"),
        (
            "DTSTART;TZID=Asia/Tokyo:20261201T090000",
            "2026-11-30 19:00",
        ),
        (
            "DTSTART;TZID=Tokyo Standard Time:20261201T090000",
            "2026-11-30 19:00",
        ),
        ("DTSTART:20261201T190000", "2026-12-01 19:00"),
        ("DTSTART;VALUE=DATE:20261201", "2026-12-01 00:00"),
    ];
    for (line, expected) in cases {
        assert_eq!(starts(&parse(&event(line))), [expected], "{line}");
    }
}

#[test]
fn whole_days_end_with_the_midnight_after_the_last() {
    let parsed = parse(&event(
        "DTSTART;VALUE=DATE:20261031\nDTEND;VALUE=DATE:20261102",
    ));
    let at = &parsed.events[0].occurrences[0];
    assert!(at.all_day);
    assert_eq!(at.source_key, "2026-10-31");
    // Two days, one of them with 25 hours.
    assert_eq!(at.ends_at_ms.unwrap() - at.starts_at_ms, 49 * 3_600_000);
    let parsed = parse(&event("DTSTART;VALUE=DATE:20261210"));
    let at = &parsed.events[0].occurrences[0];
    assert_eq!(at.ends_at_ms.unwrap() - at.starts_at_ms, 24 * 3_600_000);
}

#[test]
fn dates_are_added_left_out_moved_and_called_off_one_by_one() {
    let parsed = parse(
        "BEGIN:VEVENT\nUID:u1\nSUMMARY:Show\nDTSTART:20261201T190000\nDURATION:PT2H\n\
         RRULE:FREQ=DAILY;UNTIL=20261206T235959Z\nRDATE:20261224T190000\n\
         EXDATE;VALUE=DATE:20261202\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:u1\nSUMMARY:Show\nRECURRENCE-ID:20261203T190000\n\
         DTSTART:20261203T210000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:u1\nSUMMARY:Show\nRECURRENCE-ID:20261204T190000\n\
         DTSTART:20261204T190000\nSTATUS:CANCELLED\nEND:VEVENT",
    );
    assert_eq!(
        starts(&parsed),
        [
            "2026-12-01 19:00",
            "2026-12-03 21:00",
            "2026-12-04 19:00 cancelled",
            "2026-12-05 19:00",
            "2026-12-24 19:00",
        ]
    );
    // The moved one keeps the key of its original time.
    assert_eq!(
        parsed.events[0].occurrences[1].source_key,
        "2026-12-04T00:00:00Z"
    );
    assert!(!parsed.events[0].cancelled);
}

#[test]
fn the_newest_version_counts_and_one_that_is_off_is_off() {
    let version = |sequence: u8, status: &str| {
        event(&format!(
            "DTSTART:20261201T190000\nSEQUENCE:{sequence}\nSTATUS:{status}"
        ))
    };
    let parsed = parse(&format!(
        "{}\n{}",
        version(2, "CANCELLED"),
        version(1, "CONFIRMED")
    ));
    assert_eq!(parsed.events.len(), 1);
    assert!(parsed.events[0].cancelled);
    let parsed = parse(&format!("METHOD:CANCEL\n{}", version(1, "CONFIRMED")));
    assert!(parsed.events[0].cancelled);
}

#[test]
fn an_endless_rule_ends_with_the_window_and_a_flood_is_cut() {
    let parsed = parse(&event(
        "DTSTART:20200101T190000\nRRULE:FREQ=MONTHLY;BYDAY=1SA",
    ));
    let dates = starts(&parsed);
    assert_eq!(dates.first().unwrap(), "2026-10-03 19:00");
    assert_eq!(dates.last().unwrap(), "2027-11-06 19:00");
    let parsed = parse(&event("DTSTART:20261101T190000\nRRULE:FREQ=MINUTELY"));
    assert_eq!(parsed.events[0].occurrences.len(), series::DATES_MAX);
    assert_eq!(parsed.skipped[0].reason, Reason::TooMany);
    let parsed = parse(&event("DTSTART:20000101T190000\nRRULE:FREQ=SECONDLY"));
    assert_eq!(parsed.events.len(), 0);
}

#[test]
fn the_rest_of_an_event_is_read() {
    let parsed = parse(&event(
        "DTSTART:20261201T190000\nLOCATION:Apollo Theater\\, 253 W 125th St\nGEO:40.81;-73.95\n\
         URL:https://town.example/show\nCATEGORIES:Music,Jazz\nDESCRIPTION:One\\nTwo\n\
         ORGANIZER;CN=\"The Band\":mailto:x@town.example\nBEGIN:VALARM\nTRIGGER:-PT1H\nEND:VALARM",
    ));
    let draft = &parsed.events[0];
    assert_eq!(
        draft.places,
        ["Apollo Theater, 253 W 125th St", "Apollo Theater"]
    );
    assert_eq!(draft.spot, Spot::from_degrees(40.81, -73.95));
    assert_eq!(draft.url, "https://town.example/show");
    assert_eq!(draft.about, "Music,Jazz");
    assert_eq!(draft.organiser, "The Band");
    assert_eq!(draft.descriptions.get(Lang::En), "One\nTwo");
}

#[test]
fn what_cannot_be_read_is_told_by_line_and_property() {
    let cases = [
        ("DTSTART:soon", "DTSTART", Reason::BadDate, 6),
        (
            "DTSTART;TZID=Nowhere:20261201T190000",
            "DTSTART",
            Reason::UnknownZone,
            6,
        ),
        (
            "DTSTART:20261201T190000\nRRULE:FREQ=SOMETIMES",
            "RRULE",
            Reason::BadRule,
            7,
        ),
        (
            "DTSTART:20261201T190000\nDURATION:long",
            "DURATION",
            Reason::BadDate,
            7,
        ),
        (
            "DTSTART:20100101T190000",
            "DTSTART",
            Reason::OutsideWindow,
            3,
        ),
        ("STATUS:CONFIRMED", "DTSTART", Reason::Missing, 3),
    ];
    for (lines, field, reason, line) in cases {
        let parsed = parse(&event(lines));
        let skipped = &parsed.skipped[0];
        assert_eq!(
            (skipped.field, skipped.reason, skipped.line),
            (field, reason, line),
            "{lines}"
        );
        assert!(parsed.events.is_empty(), "{lines}");
    }
    let problem = read(b"<!doctype html>", &reading("Asia/Tokyo")).unwrap_err();
    assert_eq!((problem.line, problem.fault), (Some(1), Fault::NotCalendar));
}

#[test]
fn the_language_is_told_by_the_property_or_the_script() {
    let cases = [
        ("SUMMARY:お祭り", Lang::Ja),
        ("SUMMARY:재즈의 밤", Lang::Ko),
        ("SUMMARY:爵士之夜", Lang::ZhHans),
        ("SUMMARY:Jazz night", Lang::En),
        ("SUMMARY;LANGUAGE=ja:JAZZ", Lang::Ja),
    ];
    for (summary, lang) in cases {
        let text = format!("BEGIN:VEVENT\nUID:1\n{summary}\nDTSTART:20261201T190000\nEND:VEVENT");
        assert_eq!(parse(&text).events[0].lang, lang, "{summary}");
    }
}
