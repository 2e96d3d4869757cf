//! What "tonight" and "this weekend" mean in a city: civil times of its zone, as UTC milliseconds.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// When an evening begins.
const EVENING: Time = Time::constant(17, 0, 0, 0);
/// Until when something of the day has to go on to be something for the evening: a museum that
/// closes at 18:00 is not, a street fair until 22:00 is.
const EVENING_WORTH_UNTIL: Time = Time::constant(18, 30, 0, 0);
/// When a night is over.
const NIGHT_ENDS: Time = Time::constant(5, 0, 0, 0);
const MIDNIGHT: Time = Time::constant(0, 0, 0, 0);
/// How long something has to go on to be worth going to when it has begun already.
const WORTH_IT_MS: i64 = 30 * 60 * 1000;
/// How long something goes on whose end nobody told.
const ASSUMED_MS: i64 = 2 * 60 * 60 * 1000;
const WEEK_DAYS: i64 = 7;

/// A stretch of time, its end not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from_ms: i64,
    pub to_ms: i64,
    /// Until when something has to go on that began before.
    worth_until_ms: i64,
}

impl Span {
    pub const fn new(from_ms: i64, to_ms: i64) -> Self {
        Self {
            from_ms,
            to_ms,
            worth_until_ms: from_ms.saturating_add(WORTH_IT_MS),
        }
    }

    /// From a moment on, for ever.
    pub const fn since(from_ms: i64) -> Self {
        Self::new(from_ms, i64::MAX)
    }

    pub fn contains(self, at_ms: i64) -> bool {
        (self.from_ms..self.to_ms).contains(&at_ms)
    }

    /// Whether somebody who is free in this stretch could go: it begins in it, or has begun and
    /// goes on for another half an hour; of an evening, until 18:30 at least.
    pub fn offers(self, starts_ms: i64, ends_ms: i64) -> bool {
        starts_ms < self.to_ms && (starts_ms >= self.from_ms || ends_ms >= self.worth_until_ms)
    }
}

/// When an occurrence ends: as told, else at the end of its day or after two hours.
pub fn end_ms(starts_ms: i64, told_ms: Option<i64>, all_day: bool, zone: &TimeZone) -> i64 {
    told_ms.unwrap_or_else(|| {
        if all_day {
            day(civil(starts_ms, zone).date(), zone).to_ms
        } else {
            starts_ms.saturating_add(ASSUMED_MS)
        }
    })
}

/// From 17:00, or now when it is later, until 5:00 in the morning. Before 5:00 it is still the
/// night that began yesterday. What has begun counts only when it goes on until 18:30 at least.
pub fn tonight(now_ms: i64, zone: &TimeZone) -> Span {
    let now = civil(now_ms, zone);
    let evening = if now.time() < NIGHT_ENDS {
        before(now.date(), 1)
    } else {
        now.date()
    };
    let night = Span::new(
        now_ms.max(instant(evening.to_datetime(EVENING), zone)),
        instant(after(evening, 1).to_datetime(NIGHT_ENDS), zone),
    );
    let worth_until_ms = instant(evening.to_datetime(EVENING_WORTH_UNTIL), zone);
    Span {
        worth_until_ms: night.worth_until_ms.max(worth_until_ms),
        ..night
    }
}

/// From Friday 17:00, or now when it is later, until Sunday's midnight.
pub fn weekend(now_ms: i64, zone: &TimeZone) -> Span {
    let today = civil(now_ms, zone).date();
    let until_sunday = i64::from(Weekday::Sunday.to_monday_one_offset())
        - i64::from(today.weekday().to_monday_one_offset());
    let sunday = after(today, until_sunday);
    Span::new(
        now_ms.max(instant(before(sunday, 2).to_datetime(EVENING), zone)),
        day(sunday, zone).to_ms,
    )
}

/// From now until midnight.
pub fn today(now_ms: i64, zone: &TimeZone) -> Span {
    Span::new(now_ms, day(civil(now_ms, zone).date(), zone).to_ms)
}

/// All of the next day.
pub fn tomorrow(now_ms: i64, zone: &TimeZone) -> Span {
    day(after(civil(now_ms, zone).date(), 1), zone)
}

/// From now until the same weekday's midnight a week on.
pub fn week(now_ms: i64, zone: &TimeZone) -> Span {
    let today = civil(now_ms, zone).date();
    Span::new(
        now_ms,
        instant(after(today, WEEK_DAYS).to_datetime(MIDNIGHT), zone),
    )
}

/// What is left of the days from `first` to `last`, both part of it.
pub fn days(now_ms: i64, first: Date, last: Date, zone: &TimeZone) -> Span {
    let (from_ms, to_ms) = (day(first, zone).from_ms, day(last, zone).to_ms);
    let from_ms = if (from_ms..to_ms).contains(&now_ms) {
        now_ms
    } else {
        from_ms
    };
    Span::new(from_ms, to_ms)
}

/// One day from midnight to midnight: 23 or 25 hours long where the clocks change.
pub fn day(date: Date, zone: &TimeZone) -> Span {
    Span::new(
        instant(date.to_datetime(MIDNIGHT), zone),
        instant(after(date, 1).to_datetime(MIDNIGHT), zone),
    )
}

/// The civil time of an instant, clamped to the years that jiff knows.
pub fn civil(at_ms: i64, zone: &TimeZone) -> DateTime {
    let clamped = at_ms.clamp(
        Timestamp::MIN.as_millisecond(),
        Timestamp::MAX.as_millisecond(),
    );
    zone.to_datetime(Timestamp::from_millisecond(clamped).unwrap_or_default())
}

/// The instant of a civil time: a skipped one lies after the gap, a doubled one is the first.
pub fn instant(at: DateTime, zone: &TimeZone) -> i64 {
    match zone.to_ambiguous_timestamp(at).compatible() {
        Ok(timestamp) => timestamp.as_millisecond(),
        // Only at the ends of jiff's years.
        Err(_) if at.year() < 0 => Timestamp::MIN.as_millisecond(),
        Err(_) => Timestamp::MAX.as_millisecond(),
    }
}

fn after(date: Date, days: i64) -> Date {
    date.saturating_add(days.days())
}

fn before(date: Date, days: i64) -> Date {
    date.saturating_sub(days.days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    /// `MM-DD hh:mm` in the zone, of 2026.
    fn at(text: &str, zone: &TimeZone) -> i64 {
        instant(format!("2026-{text}").parse().unwrap(), zone)
    }

    fn check(rule: fn(i64, &TimeZone) -> Span, cases: &[(&str, &str, &str, &str)]) {
        for &(zone_name, now, from, to) in cases {
            let zone = zone(zone_name);
            let span = rule(at(now, &zone), &zone);
            assert_eq!(
                (span.from_ms, span.to_ms),
                (at(from, &zone), at(to, &zone)),
                "{zone_name} at {now}"
            );
        }
    }

    const NYC: &str = "America/New_York";
    const TOKYO: &str = "Asia/Tokyo";

    #[test]
    fn tonight_is_from_five_to_five() {
        check(
            tonight,
            &[
                (NYC, "11-22 09:00", "11-22 17:00", "11-23 05:00"),
                (NYC, "11-22 19:30", "11-22 19:30", "11-23 05:00"),
                (NYC, "11-23 02:00", "11-23 02:00", "11-23 05:00"),
                (NYC, "11-23 05:00", "11-23 17:00", "11-24 05:00"),
                // The clocks go forward at 2:00 on March 8 and back at 2:00 on November 1.
                (NYC, "03-07 20:00", "03-07 20:00", "03-08 05:00"),
                (NYC, "10-31 20:00", "10-31 20:00", "11-01 05:00"),
                (TOKYO, "11-22 16:59", "11-22 17:00", "11-23 05:00"),
            ],
        );
        let tokyo = zone(TOKYO);
        let last = tonight(at("12-31 23:00", &tokyo), &tokyo);
        assert_eq!(civil(last.to_ms, &tokyo), datetime(2027, 1, 1, 5, 0, 0, 0));
    }

    #[test]
    fn the_weekend_begins_on_friday_evening_and_ends_with_sunday() {
        check(
            weekend,
            &[
                (NYC, "11-23 09:00", "11-27 17:00", "11-30 00:00"),
                (NYC, "11-27 16:00", "11-27 17:00", "11-30 00:00"),
                (NYC, "11-27 21:00", "11-27 21:00", "11-30 00:00"),
                (NYC, "11-28 10:00", "11-28 10:00", "11-30 00:00"),
                (NYC, "11-22 12:00", "11-22 12:00", "11-23 00:00"),
                // Sunday, March 8 has 23 hours, Sunday, November 1 has 25.
                (NYC, "03-05 12:00", "03-06 17:00", "03-09 00:00"),
                (NYC, "10-30 18:00", "10-30 18:00", "11-02 00:00"),
                (TOKYO, "11-22 23:59", "11-22 23:59", "11-23 00:00"),
                (TOKYO, "11-23 00:00", "11-27 17:00", "11-30 00:00"),
            ],
        );
    }

    #[test]
    fn today_tomorrow_and_the_week() {
        check(today, &[(NYC, "11-22 09:00", "11-22 09:00", "11-23 00:00")]);
        check(
            tomorrow,
            &[(TOKYO, "11-22 09:00", "11-23 00:00", "11-24 00:00")],
        );
        check(week, &[(NYC, "10-30 09:00", "10-30 09:00", "11-06 00:00")]);
    }

    #[test]
    fn a_day_is_as_long_as_its_clocks_make_it() {
        let hours = |date| {
            let span = day(date, &zone(NYC));
            (span.to_ms - span.from_ms) / 3_600_000
        };
        assert_eq!(hours(date(2026, 3, 8)), 23);
        assert_eq!(hours(date(2026, 11, 1)), 25);
        assert_eq!(hours(date(2026, 11, 22)), 24);
    }

    #[test]
    fn what_is_on_counts_while_it_is_worth_going() {
        let minute = 60_000;
        let span = Span::new(1_000 * minute, 2_000 * minute);
        let cases = [
            (1_000, 1_010, true),
            (900, 1_029, false),
            (900, 1_030, true),
            (1_999, 2_500, true),
            (2_000, 2_500, false),
            (10, 5_000, true),
        ];
        for (starts, ends, offered) in cases {
            assert_eq!(
                span.offers(starts * minute, ends * minute),
                offered,
                "{starts} {ends}"
            );
        }
    }

    #[test]
    fn what_began_by_day_is_for_tonight_when_enough_of_it_is_left() {
        // Now, from, to, whether it is for tonight.
        let cases = [
            // An exhibition, a museum's late day, a street fair, a fair that ends with dinner.
            ("11-22 09:00", "11-22 10:00", "11-22 18:00", false),
            ("11-22 09:00", "11-22 10:00", "11-22 18:29", false),
            ("11-22 09:00", "11-22 10:00", "11-22 18:30", true),
            ("11-22 09:00", "11-22 12:00", "11-22 22:00", true),
            // What begins in the evening may be short.
            ("11-22 09:00", "11-22 17:00", "11-22 17:45", true),
            ("11-22 09:00", "11-22 16:59", "11-22 17:45", false),
            // Later the half hour decides.
            ("11-22 21:30", "11-22 12:00", "11-22 22:00", true),
            ("11-22 21:31", "11-22 12:00", "11-22 22:00", false),
            // A whole day, and days on end.
            ("11-22 09:00", "11-22 00:00", "11-23 00:00", true),
            ("11-22 09:00", "11-01 10:00", "11-30 18:00", true),
            // Last night's party is not tonight's.
            ("11-22 09:00", "11-21 22:00", "11-22 05:00", false),
            ("11-22 02:00", "11-21 22:00", "11-22 05:00", true),
        ];
        let zone = zone(NYC);
        for (now, from, to, expected) in cases {
            let night = tonight(at(now, &zone), &zone);
            let offered = night.offers(at(from, &zone), at(to, &zone));
            assert_eq!(offered, expected, "{from} to {to} at {now}");
        }
    }

    #[test]
    fn an_end_that_nobody_told_is_assumed() {
        let zone = zone(NYC);
        let start = at("11-01 00:00", &zone);
        assert_eq!(end_ms(start, None, true, &zone), at("11-02 00:00", &zone));
        assert_eq!(end_ms(start, None, false, &zone), start + ASSUMED_MS);
        assert_eq!(end_ms(start, Some(start + 5), false, &zone), start + 5);
    }
}
