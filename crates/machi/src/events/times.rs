//! When an occurrence is, and how that reads.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rules::schedule;

use crate::text::{Lang, when};

/// When an occurrence is, as its source tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    pub starts_at_ms: i64,
    pub ends_at_ms: Option<i64>,
    /// The whole day in the city's zone.
    pub all_day: bool,
}

/// Who reads, where, and when.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'z> {
    pub lang: Lang,
    pub zone: &'z TimeZone,
    pub now_ms: i64,
}

impl Times {
    /// When it is over: as told, or assumed.
    pub fn over_at_ms(self, zone: &TimeZone) -> i64 {
        schedule::end_ms(self.starts_at_ms, self.ends_at_ms, self.all_day, zone)
    }

    pub fn is_running(self, reading: Reading<'_>) -> bool {
        (self.starts_at_ms..self.over_at_ms(reading.zone)).contains(&reading.now_ms)
    }

    /// The first and the last day.
    pub fn days(self, zone: &TimeZone) -> (Date, Date) {
        let first = when::civil(self.starts_at_ms, zone).date();
        let last = self
            .ends_at_ms
            .map_or(first, |ends_ms| when::civil(ends_ms - 1, zone).date());
        (first, last.max(first))
    }

    /// In a few words for a card: "Tonight 7:00 PM", "On now, until 9:00 PM", "Until Sun, Nov 29".
    pub fn brief(self, reading: Reading<'_>) -> String {
        let Reading { lang, zone, .. } = reading;
        let (_, last) = self.days(zone);
        let today = reading.today();
        if self.is_running(reading) {
            return match self.ends_at_ms {
                _ if last > today => {
                    lang.t_with("events-when-until", &[("day", reading.day(last).into())])
                }
                _ if self.all_day => reading.all_day(today),
                Some(ends_ms) => lang.t_with(
                    "events-when-now-until",
                    &[("time", reading.time(ends_ms).into())],
                ),
                None => lang.t("events-when-now"),
            };
        }
        reading.start(self)
    }

    /// All of it: "Sun, Nov 22 7:00 – 9:00 PM", over midnight and over several days as well.
    pub fn full(self, reading: Reading<'_>) -> String {
        let (first, last) = self.days(reading.zone);
        if self.all_day {
            return if first == last {
                reading.all_day_of(first)
            } else {
                reading.range(reading.day(first), reading.day(last))
            };
        }
        let from = reading.day_and_time(self.starts_at_ms);
        match self.ends_at_ms {
            None => from,
            Some(ends_ms) if last == first => reading.range(from, reading.time(ends_ms)),
            Some(ends_ms) => reading.range(from, reading.day_and_time(ends_ms)),
        }
    }
}

impl Reading<'_> {
    pub fn today(self) -> Date {
        when::civil(self.now_ms, self.zone).date()
    }

    pub fn day(self, day: Date) -> String {
        when::day(self.lang, day, self.today())
    }

    pub fn time(self, at_ms: i64) -> String {
        when::time(self.lang, when::civil(at_ms, self.zone).time())
    }

    fn day_and_time(self, at_ms: i64) -> String {
        let at = when::civil(at_ms, self.zone);
        when::day_and_time(self.lang, at, self.today())
    }

    fn range(self, from: String, to: String) -> String {
        self.lang.t_with(
            "events-when-range",
            &[("from", from.into()), ("to", to.into())],
        )
    }

    fn all_day(self, day: Date) -> String {
        if day == self.today() {
            self.lang.t("events-when-today-all-day")
        } else {
            self.all_day_of(day)
        }
    }

    fn all_day_of(self, day: Date) -> String {
        self.lang
            .t_with("events-when-all-day", &[("day", self.day(day).into())])
    }

    fn start(self, times: Times) -> String {
        let (first, last) = times.days(self.zone);
        if times.all_day {
            return if last > first {
                self.range(self.day(first), self.day(last))
            } else {
                self.all_day(first)
            };
        }
        let time = [("time", self.time(times.starts_at_ms).into())];
        let today = self.today();
        let tonight = schedule::tonight(self.now_ms, self.zone);
        if (tonight.from_ms..tonight.to_ms).contains(&times.starts_at_ms) {
            self.lang.t_with("events-when-tonight", &time)
        } else if first == today {
            self.lang.t_with("events-when-today", &time)
        } else if today.tomorrow().is_ok_and(|tomorrow| tomorrow == first) {
            self.lang.t_with("events-when-tomorrow", &time)
        } else {
            self.day_and_time(times.starts_at_ms)
        }
    }
}

/// RFC 3339 in the city's zone, with its offset.
pub fn rfc3339(at_ms: i64, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
    at.to_zoned(zone.clone())
        .strftime("%Y-%m-%dT%H:%M:%S%:z")
        .to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::DateTime;

    use super::*;

    const DAY_MS: i64 = 86_400_000;

    fn at(text: &str, zone: &TimeZone) -> i64 {
        let at: DateTime = format!("2026-{text}").parse().unwrap();
        schedule::instant(at, zone)
    }

    /// Today, from, to, whether all day.
    type Case = (&'static str, &'static str, Option<&'static str>, bool);

    fn check(cases: &[(Case, &str, &str)]) {
        let zone = TimeZone::get("America/New_York").unwrap();
        for &((now, from, to, all_day), english, japanese) in cases {
            let times = Times {
                starts_at_ms: at(from, &zone),
                ends_at_ms: to.map(|to| at(to, &zone)),
                all_day,
            };
            for (lang, expected) in [(Lang::En, english), (Lang::Ja, japanese)] {
                let now_ms = at(now, &zone);
                let reading = Reading {
                    lang,
                    zone: &zone,
                    now_ms,
                };
                assert_eq!(times.brief(reading), expected, "{now}");
            }
        }
    }

    #[test]
    fn a_card_says_when_an_evening_is_in_a_few_words() {
        let evening = |now| (now, "11-22 19:00", Some("11-22 21:30"), false);
        check(&[
            (
                evening("11-22 12:00"),
                "Tonight 7:00\u{202f}PM",
                "今夜 19:00",
            ),
            (
                evening("11-22 20:00"),
                "On now, until 9:30\u{202f}PM",
                "開催中、21:30まで",
            ),
            (
                evening("11-21 12:00"),
                "Tomorrow 7:00\u{202f}PM",
                "明日 19:00",
            ),
            (
                evening("11-15 12:00"),
                "Sun, Nov 22 7:00\u{202f}PM",
                "11月22日(日) 19:00",
            ),
        ]);
    }

    #[test]
    fn a_card_says_when_days_are_in_a_few_words() {
        let days = |now| (now, "11-20 00:00", Some("11-30 00:00"), true);
        check(&[
            (
                ("11-22 08:00", "11-22 10:00", None, false),
                "Today 10:00\u{202f}AM",
                "今日 10:00",
            ),
            (
                ("11-22 08:00", "11-22 00:00", None, true),
                "Today, all day",
                "今日、終日",
            ),
            (days("11-22 08:00"), "Until Sun, Nov 29", "11月29日(日)まで"),
            (
                days("11-01 08:00"),
                "Fri, Nov 20 – Sun, Nov 29",
                "11月20日(金)〜11月29日(日)",
            ),
        ]);
    }

    #[test]
    fn a_page_says_all_of_it() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let starts_at_ms = at("11-22 22:00", &zone);
        let reading = Reading {
            lang: Lang::En,
            zone: &zone,
            now_ms: starts_at_ms - DAY_MS,
        };
        let mut times = Times {
            starts_at_ms,
            ends_at_ms: None,
            all_day: false,
        };
        assert_eq!(times.full(reading), "Sun, Nov 22 10:00\u{202f}PM");
        times.ends_at_ms = Some(starts_at_ms + 2 * 3_600_000);
        assert_eq!(
            times.full(reading),
            "Sun, Nov 22 10:00\u{202f}PM – 12:00\u{202f}AM"
        );
        times.ends_at_ms = Some(starts_at_ms + 4 * 3_600_000);
        assert_eq!(
            times.full(reading),
            "Sun, Nov 22 10:00\u{202f}PM – Mon, Nov 23 2:00\u{202f}AM"
        );
    }
}
