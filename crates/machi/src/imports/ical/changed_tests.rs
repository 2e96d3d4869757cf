//! Series whose dates were changed, one or many.

use super::tests::{parse, starts};
use super::*;

/// Each evening at seven from December 1 to 5, with changed dates.
fn daily(changed: &[&str]) -> Parsed {
    let series = "BEGIN:VEVENT\nUID:u1\nSUMMARY:Show\nLOCATION:The Hall\nGEO:40.81;-73.95\n\
                  DTSTART;TZID=America/New_York:20261201T190000\nDURATION:PT2H\n\
                  RRULE:FREQ=DAILY;COUNT=5\nEND:VEVENT";
    let changed = changed
        .iter()
        .map(|lines| format!("\nBEGIN:VEVENT\nUID:u1\n{lines}\nEND:VEVENT"));
    parse(&format!("{series}{}", changed.collect::<String>()))
}

fn id(day: u8, range: &str) -> String {
    format!("RECURRENCE-ID;TZID=America/New_York{range}:202612{day:02}T190000")
}

#[test]
fn a_date_with_another_title_is_an_event_of_its_own() {
    let changed = format!(
        "{}\nDTSTART;TZID=America/New_York:20261203T210000\nSUMMARY:Gala",
        id(3, "")
    );
    let parsed = daily(&[&changed]);
    let [series, gala] = parsed.events.as_slice() else {
        panic!("{:?}", parsed.events);
    };
    assert_eq!((series.key.as_str(), series.occurrences.len()), ("u1", 4));
    assert_eq!(gala.key, "u1/2026-12-04T00:00:00Z");
    assert_eq!(gala.titles.get(Lang::En), "Gala");
    // What it does not say it has from the series: where it is, and how long.
    assert_eq!(gala.location_text, "The Hall");
    assert_eq!(gala.spot, series.spot);
    let at = &gala.occurrences[0];
    assert_eq!(at.ends_at_ms.unwrap() - at.starts_at_ms, 2 * 3_600_000);
    assert!(starts(&parsed).contains(&"2026-12-03 21:00".to_owned()));
    assert!(!starts(&parsed).contains(&"2026-12-03 19:00".to_owned()));
    assert_eq!((parsed.kept_rows, parsed.skipped.len()), (2, 0));
}

#[test]
fn another_text_or_location_counts_as_well_and_the_same_one_does_not() {
    let cases = [
        ("SUMMARY:Show\nLOCATION:The Hall", 1),
        ("LOCATION:The Park", 2),
        ("DESCRIPTION:With guests", 2),
        // What is off needs no event of its own.
        ("SUMMARY:Off\nSTATUS:CANCELLED", 1),
    ];
    for (lines, events) in cases {
        let parsed = daily(&[&format!("{}\n{lines}", id(2, ""))]);
        assert_eq!(parsed.events.len(), events, "{lines}");
    }
    let parsed = daily(&[&format!("{}\nLOCATION:The Park", id(2, ""))]);
    assert_eq!(parsed.events[1].spot, None, "another park is elsewhere");
}

#[test]
fn a_change_of_this_and_all_that_follow_moves_and_calls_off_all() {
    let onward = |day| id(day, ";RANGE=THISANDFUTURE");
    let later = format!(
        "{}\nDTSTART;TZID=America/New_York:20261203T203000\nDURATION:PT1H",
        onward(3)
    );
    let off = format!("{}\nSTATUS:CANCELLED", onward(5));
    let single = format!(
        "{}\nDTSTART;TZID=America/New_York:20261204T120000",
        id(4, "")
    );
    let parsed = daily(&[&off, &single, &later]);
    assert_eq!(
        starts(&parsed),
        [
            "2026-12-01 19:00",
            "2026-12-02 19:00",
            "2026-12-03 20:30",
            "2026-12-04 12:00",
            "2026-12-05 19:00 cancelled",
        ]
    );
    let hours = parsed.events[0].occurrences.iter();
    let hours: Vec<_> = hours
        .map(|at| (at.ends_at_ms.unwrap() - at.starts_at_ms) / 3_600_000)
        .collect();
    assert_eq!(hours, [2, 2, 1, 1, 2]);
}

#[test]
fn a_new_title_for_all_that_follow_is_one_event_with_their_dates() {
    let renamed = format!("{}\nSUMMARY:Encore", id(3, ";RANGE=THISANDFUTURE"));
    let parsed = daily(&[&renamed]);
    let dates: Vec<_> = parsed
        .events
        .iter()
        .map(|event| event.occurrences.len())
        .collect();
    assert_eq!(dates, [2, 3]);
    assert_eq!(parsed.events[1].key, "u1/2026-12-04T00:00:00Z");
}

#[test]
fn a_change_that_cannot_be_read_is_told_and_the_series_stays() {
    let broken = format!("{}\nDTSTART:later", id(3, ""));
    let parsed = daily(&[&broken]);
    assert_eq!(starts(&parsed).len(), 5);
    let skipped = &parsed.skipped[0];
    assert_eq!(
        (skipped.line, skipped.field, skipped.reason),
        (15, "DTSTART", Reason::BadDate)
    );
}

#[test]
fn changed_dates_without_their_series_are_taken_as_they_are() {
    let parsed = parse(
        "BEGIN:VEVENT\nUID:u1\nSUMMARY:Show\nRECURRENCE-ID:20261203T190000\n\
         DTSTART:20261203T210000\nEND:VEVENT",
    );
    assert_eq!(starts(&parsed), ["2026-12-03 21:00"]);
    assert_eq!(parsed.kept_rows, 1);
}
