//! Dates, times and durations of iCalendar (RFC 5545, sections 3.3.4 to 3.3.6).

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use super::lines::Property;
use super::zones::Zones;
use crate::imports::draft::Reason;
use crate::imports::moment::instant_ms;

/// A date, or a time in its zone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct At {
    pub(super) civil: DateTime,
    pub(super) zone: TimeZone,
    pub(super) all_day: bool,
}

impl At {
    pub(super) fn instant_ms(&self) -> i64 {
        instant_ms(self.civil, &self.zone)
    }

    /// The same moment as another zone's clock shows it; a date is the same everywhere.
    pub(super) fn seen_in(&self, zone: &TimeZone) -> DateTime {
        if self.all_day || self.zone == *zone {
            return self.civil;
        }
        crate::text::when::civil(self.instant_ms(), zone)
    }
}

/// Every moment of a property: DTSTART has one, EXDATE may have many. A floating one is meant in
/// the city's zone.
pub(super) fn moments(
    property: &Property,
    zones: &Zones,
    city: &TimeZone,
) -> Result<Vec<At>, Reason> {
    let zone = match property.param("TZID") {
        Some(id) => zones.get(id).ok_or(Reason::UnknownZone)?,
        None => city.clone(),
    };
    let values = property.value.split(',');
    values
        .map(|value| {
            // Of a period (RDATE may hold some) only its start.
            let value = value.split('/').next().unwrap_or_default().trim();
            moment(value, &zone, city).ok_or(Reason::BadDate)
        })
        .collect()
}

fn moment(value: &str, zone: &TimeZone, city: &TimeZone) -> Option<At> {
    let Some((day, time)) = value.split_once('T') else {
        return Some(At {
            civil: date(value)?.at(0, 0, 0, 0),
            zone: city.clone(),
            all_day: true,
        });
    };
    let (time, zone) = match time.strip_suffix('Z') {
        Some(time) => (time, TimeZone::UTC),
        None => (time, zone.clone()),
    };
    let part = |at: usize| time.get(at..at + 2)?.parse::<i8>().ok();
    let (hour, minute) = (part(0)?, part(2)?);
    // A leap second is the last one of its minute.
    let second = part(4).unwrap_or(0).min(59);
    Some(At {
        civil: date(day)?.to_datetime(jiff::civil::Time::new(hour, minute, second, 0).ok()?),
        zone,
        all_day: false,
    })
}

/// `20260103`.
pub(super) fn date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = text.get(0..4)?.parse().ok()?;
    Date::new(
        year,
        text.get(4..6)?.parse().ok()?,
        text.get(6..8)?.parse().ok()?,
    )
    .ok()
}

/// `P1DT2H30M`, `P2W`; a negative one means nothing here.
pub(super) fn duration(text: &str) -> Option<Span> {
    let text = text.trim().trim_start_matches('+').strip_prefix('P')?;
    let (mut days, mut seconds) = (0_i64, 0_i64);
    let mut number = String::new();
    for c in text.chars().filter(|c| *c != 'T') {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        let count: i64 = number.parse().ok().filter(|count| *count <= UNITS_MAX)?;
        number.clear();
        match c {
            'W' => days += count * 7,
            'D' => days += count,
            'H' => seconds += count * 3600,
            'M' => seconds += count * 60,
            'S' => seconds += count,
            _ => return None,
        }
    }
    Some(days.days().seconds(seconds))
}

/// Of each unit of a duration.
const UNITS_MAX: i64 = 100_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_days_of_the_calendar_and_exact_times() {
        let start = jiff::civil::date(2026, 3, 1).at(10, 0, 0, 0);
        let cases = [
            ("PT1H30M", "2026-03-01T11:30:00"),
            ("P1DT2H", "2026-03-02T12:00:00"),
            ("P2W", "2026-03-15T10:00:00"),
        ];
        for (text, end) in cases {
            let span = duration(text).unwrap();
            assert_eq!(start.checked_add(span).unwrap().to_string(), end, "{text}");
        }
        for text in ["", "1H", "-PT1H", "P1Y", "PT99999999999H"] {
            assert!(duration(text).is_none(), "{text}");
        }
    }
}
