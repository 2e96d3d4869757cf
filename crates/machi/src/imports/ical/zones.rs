//! The time zones that calendars name: by IANA name, by Windows name, or described in the file.

use std::collections::HashMap;

use jiff::tz::{Offset, TimeZone};

use super::lines::Component;

/// What Outlook and Exchange call the zones that our readers meet most (CLDR, windowsZones.xml).
const WINDOWS: [(&str, &str); 18] = [
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("China Standard Time", "Asia/Shanghai"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("India Standard Time", "Asia/Kolkata"),
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("Eastern Standard Time", "America/New_York"),
    ("Central Standard Time", "America/Chicago"),
    ("Mountain Standard Time", "America/Denver"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Hawaiian Standard Time", "Pacific/Honolulu"),
    ("GMT Standard Time", "Europe/London"),
    ("Romance Standard Time", "Europe/Paris"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("UTC", "Etc/UTC"),
];

/// The zones of one calendar.
#[derive(Default)]
pub(super) struct Zones(HashMap<String, TimeZone>);

impl Zones {
    /// Those that the calendar describes.
    pub(super) fn of(calendar: &Component) -> Self {
        let parts = calendar.parts.iter();
        let described = parts.filter(|part| part.name == "VTIMEZONE");
        Self(
            described
                .filter_map(|part| {
                    let id = part.get("TZID")?.text();
                    let zone = by_name(&id)
                        .or_else(|| by_name(&part.text("X-LIC-LOCATION")))
                        .or_else(|| described_zone(part))?;
                    Some((id, zone))
                })
                .collect(),
        )
    }

    /// The zone that a TZID names.
    pub(super) fn get(&self, id: &str) -> Option<TimeZone> {
        self.0.get(id).cloned().or_else(|| by_name(id))
    }
}

/// `Asia/Tokyo`, `/mozilla.org/20050126_1/Asia/Tokyo`, `Tokyo Standard Time`.
fn by_name(id: &str) -> Option<TimeZone> {
    let id = id.trim().trim_matches('"');
    if let Some((_, iana)) = WINDOWS.iter().find(|(windows, _)| *windows == id) {
        return TimeZone::get(iana).ok();
    }
    let mut rest = id.trim_start_matches('/');
    while !rest.is_empty() {
        if let Ok(zone) = TimeZone::get(rest) {
            return Some(zone);
        }
        rest = rest.split_once('/').map_or("", |(_, rest)| rest);
    }
    None
}

/// The rule in force, as POSIX writes it: the newest standard and daylight parts with their yearly
/// changes; a fixed offset when there is no daylight time.
fn described_zone(zone: &Component) -> Option<TimeZone> {
    let newest = |name: &str| {
        let parts = zone.parts.iter().filter(|part| part.name == name);
        parts.max_by_key(|part| part.text("DTSTART"))
    };
    let standard = newest("STANDARD").or_else(|| newest("DAYLIGHT"))?;
    let offset_s = |part: &Component| offset_seconds(&part.text("TZOFFSETTO"));
    let standard_s = offset_s(standard)?;
    let fixed = || Some(TimeZone::fixed(Offset::from_seconds(standard_s).ok()?));
    let Some(daylight) = newest("DAYLIGHT") else {
        return fixed();
    };
    let (Some(to_standard), Some(to_daylight)) = (yearly(standard), yearly(daylight)) else {
        return fixed();
    };
    let rule = format!(
        "STD{}DST{},{to_daylight},{to_standard}",
        posix_offset(standard_s),
        posix_offset(offset_s(daylight)?),
    );
    TimeZone::posix(&rule).ok()
}

/// `-0500` or `+053000` in seconds.
fn offset_seconds(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, digits) = match text.split_at_checked(1)? {
        ("-", digits) => (-1, digits),
        ("+", digits) => (1, digits),
        _ => return None,
    };
    let part = |at: usize| digits.get(at..at + 2)?.parse::<i32>().ok();
    Some(sign * (part(0)? * 3600 + part(2)? * 60 + part(4).unwrap_or(0)))
}

/// POSIX counts westwards.
fn posix_offset(seconds: i32) -> String {
    let sign = if seconds > 0 { "-" } else { "" };
    let seconds = seconds.abs();
    format!(
        "{sign}{}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// `RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU` from 02:00 on as `M3.2.0/2:00`.
fn yearly(part: &Component) -> Option<String> {
    let rule = part.get("RRULE")?.value.to_ascii_uppercase();
    let field = |name: &str| {
        let mut fields = rule.split(';').filter_map(|field| field.split_once('='));
        fields
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_owned())
    };
    let month: u8 = field("BYMONTH")?.parse().ok()?;
    let by_day = field("BYDAY")?;
    let (week, day) = by_day.split_at_checked(by_day.len().checked_sub(2)?)?;
    let week = match week.parse::<i8>().ok()? {
        -1 => 5,
        week @ 1..=4 => week,
        _ => return None,
    };
    let days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    let day = days.iter().position(|name| *name == day)?;
    let start = part.text("DTSTART");
    let time = start.split_once('T')?.1;
    Some(format!(
        "M{month}.{week}.{day}/{}:{}",
        time.get(0..2)?,
        time.get(2..4)?
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::lines::calendars;
    use super::*;

    #[test]
    fn zones_are_known_by_many_names() {
        let zones = Zones::default();
        for id in [
            "Asia/Tokyo",
            "/mozilla.org/20050126_1/Asia/Tokyo",
            "Tokyo Standard Time",
        ] {
            assert_eq!(zones.get(id), TimeZone::get("Asia/Tokyo").ok(), "{id}");
        }
        assert_eq!(zones.get("Nowhere"), None);
    }

    #[test]
    fn a_zone_that_only_the_file_describes_follows_its_rules() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Our Town\n\
             BEGIN:STANDARD\nDTSTART:20071104T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\n\
             TZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\n\
             BEGIN:DAYLIGHT\nDTSTART:20070311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\n\
             TZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\nEND:VTIMEZONE\nEND:VCALENDAR\n";
        let calendars = calendars(text).unwrap();
        let zone = Zones::of(&calendars[0]).get("Our Town").unwrap();
        let new_york = TimeZone::get("America/New_York").unwrap();
        for day in [date(2026, 3, 7), date(2026, 3, 9), date(2026, 11, 2)] {
            let at = day.at(19, 0, 0, 0);
            assert_eq!(
                zone.to_timestamp(at).unwrap(),
                new_york.to_timestamp(at).unwrap(),
                "{day}"
            );
        }
    }
}
