//! The dates of an event from what its organiser says of them (RFC 5545's rules, worked out by the
//! day on the city's clock, so that 19:00 stays 19:00 when the clocks change).

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rrule::RRuleSet;
use rules::schedule;

use super::Repeats;
use crate::error::{Refusal, Result};
use crate::events::OccurrenceDraft;

/// How far ahead of its first day a rule may reach.
const YEARS_MAX: i64 = 2;
const RULE_CHARS_MAX: usize = 200;
/// Dates of one event.
pub(super) const DATES_MAX: usize = 750;
/// What a rule may say: whole days, since each has the times that the organiser gives.
const RULE_PARTS: [&str; 9] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
];
const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

/// When an event happens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct When {
    pub(super) first: Date,
    /// When it begins on each of its days; at least one, in order.
    pub(super) times: Vec<Time>,
    pub(super) minutes: Option<i64>,
    pub(super) repeats: Repeats,
    pub(super) weekdays: Vec<Weekday>,
    pub(super) until: Option<Date>,
    /// What the organiser wrote, for [`Repeats::Rule`].
    pub(super) rule: String,
    pub(super) except: BTreeSet<Date>,
}

impl When {
    /// The rule in effect, with its end; none when it happens once.
    ///
    /// # Errors
    /// Refused for what is no rule of days, and for a rule without an end.
    pub(super) fn rule(&self) -> Result<Option<String>> {
        if self.until.is_some_and(|until| until < self.first) {
            return Err(Refusal::new("publishing-until-before").on("until").into());
        }
        let rule = match self.repeats {
            Repeats::Never => return Ok(None),
            Repeats::Daily => "FREQ=DAILY".to_owned(),
            Repeats::Weekly => format!("FREQ=WEEKLY;BYDAY={}", self.by_day()),
            Repeats::Monthly => format!("FREQ=MONTHLY;BYDAY={}", nth_weekday(self.first)),
            Repeats::Rule => rule_of_days(&self.rule)?,
        };
        match self.until {
            Some(until) => Ok(Some(with_until(&rule, until))),
            None if has_end(&rule) => Ok(Some(rule)),
            None => Err(Refusal::new("publishing-rule-endless").on("until").into()),
        }
    }

    /// The dates in their order, at least one.
    ///
    /// # Errors
    /// As [`When::rule`]; refused for a rule that reaches more than two years ahead, for too many
    /// dates and for none.
    pub(super) fn occurrences(&self, zone: &TimeZone) -> Result<Vec<OccurrenceDraft>> {
        let days = self.days()?;
        if days.is_empty() {
            return Err(Refusal::new("publishing-no-dates").on("day").into());
        }
        if days.len() * self.times.len() > DATES_MAX {
            let refusal = Refusal::new("publishing-dates-many").with("n", DATES_MAX);
            return Err(refusal.on("until").into());
        }
        let dates = days.iter().flat_map(|&day| {
            let each = self.times.iter();
            each.map(move |&time| self.occurrence(day, time, zone))
        });
        Ok(dates.collect())
    }

    fn occurrence(&self, day: Date, time: Time, zone: &TimeZone) -> OccurrenceDraft {
        let starts = day.to_datetime(time);
        let ends = self
            .minutes
            .map(|minutes| starts.saturating_add(minutes.minutes()));
        OccurrenceDraft {
            source_key: starts.strftime("%Y-%m-%dT%H:%M").to_string(),
            starts_at_ms: schedule::instant(starts, zone),
            ends_at_ms: ends.map(|ends| schedule::instant(ends, zone)),
            all_day: false,
            cancelled: false,
        }
    }

    fn days(&self) -> Result<Vec<Date>> {
        let Some(rule) = self.rule()? else {
            return Ok(vec![self.first]);
        };
        let text = format!(
            "DTSTART:{}T000000Z\nRRULE:{rule}",
            self.first.strftime("%Y%m%d")
        );
        let bad = || Refusal::new("publishing-rule-bad").on("rule");
        let set: RRuleSet = text.parse().map_err(|_| bad())?;
        let end = self.first.saturating_add(YEARS_MAX.years());
        let mut days = Vec::new();
        for date in set
            .limit()
            .into_iter()
            .take(DATES_MAX + self.except.len() + 1)
        {
            let at = Timestamp::from_second(date.timestamp()).map_err(|_| bad())?;
            let day = TimeZone::UTC.to_datetime(at).date();
            if day > end {
                return Err(Refusal::new("publishing-rule-long").on("until").into());
            }
            if !self.except.contains(&day) {
                days.push(day);
            }
        }
        Ok(days)
    }

    fn by_day(&self) -> String {
        if self.weekdays.is_empty() {
            return code(self.first.weekday()).to_owned();
        }
        let codes: Vec<_> = self.weekdays.iter().copied().map(code).collect();
        codes.join(",")
    }
}

/// The rule without what only looks like one of ours.
fn rule_of_days(typed: &str) -> Result<String> {
    let rule = typed
        .trim()
        .trim_start_matches("RRULE:")
        .to_ascii_uppercase();
    let bad = || Refusal::new("publishing-rule-bad").on("rule");
    let known = |letter: char| letter.is_ascii_alphanumeric() || "=;,+-".contains(letter);
    if rule.len() > RULE_CHARS_MAX || !rule.chars().all(known) {
        return Err(bad().into());
    }
    let mut parts = Vec::new();
    for part in rule.split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').ok_or_else(bad)?;
        if !RULE_PARTS.contains(&name) || name == "FREQ" && !FREQUENCIES.contains(&value) {
            return Err(bad().into());
        }
        // Until when is a day here, the last one included.
        if name == "UNTIL" {
            let day = value.get(..8).ok_or_else(bad)?;
            let day: Date = Date::strptime("%Y%m%d", day).map_err(|_| bad())?;
            parts.push(until_part(day));
        } else {
            parts.push(part.to_owned());
        }
    }
    Ok(parts.join(";"))
}

fn has_end(rule: &str) -> bool {
    rule.split(';')
        .any(|part| part.starts_with("UNTIL=") || part.starts_with("COUNT="))
}

/// A rule has one end: the day wins.
fn with_until(rule: &str, until: Date) -> String {
    let others = rule
        .split(';')
        .filter(|part| !part.starts_with("UNTIL=") && !part.starts_with("COUNT="));
    let mut parts: Vec<_> = others.map(str::to_owned).collect();
    parts.push(until_part(until));
    parts.join(";")
}

fn until_part(day: Date) -> String {
    format!("UNTIL={}T235959Z", day.strftime("%Y%m%d"))
}

/// `2SA`: the second Saturday; the fifth is the last.
fn nth_weekday(day: Date) -> String {
    let nth = (day.day() - 1) / 7 + 1;
    let nth = if nth == 5 { -1 } else { nth };
    format!("{nth}{}", code(day.weekday()))
}

/// RFC 5545's two letters.
pub(super) fn code(day: Weekday) -> &'static str {
    const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    CODES[usize::from(day.to_monday_zero_offset().unsigned_abs())]
}

/// The weekday of two letters.
pub(super) fn weekday(code_typed: &str) -> Option<Weekday> {
    (0..7)
        .filter_map(|offset| Weekday::from_monday_zero_offset(offset).ok())
        .find(|&day| code(day) == code_typed)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::error::Error;

    fn once(first: Date) -> When {
        When {
            first,
            times: vec![time(19, 0, 0, 0)],
            minutes: Some(120),
            repeats: Repeats::Never,
            weekdays: Vec::new(),
            until: None,
            rule: String::new(),
            except: BTreeSet::new(),
        }
    }

    /// The dates as civil times of the zone, with their ends.
    fn told(when: &When) -> Vec<String> {
        let zone = TimeZone::get("America/New_York").unwrap();
        let dates = when.occurrences(&zone).unwrap();
        let civil = |at_ms| {
            schedule::civil(at_ms, &zone)
                .strftime("%m-%d %H:%M")
                .to_string()
        };
        dates
            .iter()
            .map(|date| {
                format!(
                    "{} – {}",
                    civil(date.starts_at_ms),
                    civil(date.ends_at_ms.unwrap())
                )
            })
            .collect()
    }

    fn refused(when: &When) -> &'static str {
        match when.occurrences(&TimeZone::UTC) {
            Err(Error::Refused(refusal)) => refusal.key,
            other => panic!("not refused: {other:?}"),
        }
    }

    #[test]
    fn an_evening_stays_at_seven_when_the_clocks_change() {
        // New York goes back on November 1.
        let weekly = When {
            repeats: Repeats::Weekly,
            until: Some(date(2026, 11, 8)),
            ..once(date(2026, 10, 25))
        };
        let expected = [
            "10-25 19:00 – 10-25 21:00",
            "11-01 19:00 – 11-01 21:00",
            "11-08 19:00 – 11-08 21:00",
        ];
        assert_eq!(told(&weekly), expected);
        let zone = TimeZone::get("America/New_York").unwrap();
        let dates = weekly.occurrences(&zone).unwrap();
        let hours = (dates[1].starts_at_ms - dates[0].starts_at_ms) / 3_600_000;
        assert_eq!(hours, 7 * 24 + 1);
    }

    #[test]
    fn each_way_to_repeat_has_its_days() {
        let first = date(2026, 12, 12);
        let until = Some(date(2027, 2, 28));
        let days = |when: When| -> Vec<String> {
            let told = told(&When {
                minutes: Some(60),
                ..when
            });
            told.iter().map(|date| date[..5].to_owned()).collect()
        };
        let monthly = When {
            repeats: Repeats::Monthly,
            until,
            ..once(first)
        };
        assert_eq!(
            days(monthly),
            ["12-12", "01-09", "02-13"],
            "each second Saturday"
        );
        let daily = When {
            repeats: Repeats::Daily,
            until: Some(date(2026, 12, 15)),
            except: [date(2026, 12, 13)].into(),
            ..once(first)
        };
        assert_eq!(days(daily), ["12-12", "12-14", "12-15"]);
        let weekly = When {
            repeats: Repeats::Weekly,
            weekdays: vec![Weekday::Saturday, Weekday::Monday],
            until: Some(date(2026, 12, 20)),
            ..once(first)
        };
        assert_eq!(days(weekly), ["12-12", "12-14", "12-19"]);
        let rule = When {
            repeats: Repeats::Rule,
            rule: "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3".into(),
            ..once(first)
        };
        assert_eq!(days(rule), ["12-12", "12-26", "01-09"]);
        let slots = When {
            times: vec![time(10, 0, 0, 0), time(14, 30, 0, 0)],
            ..once(first)
        };
        assert_eq!(
            told(&slots),
            ["12-12 10:00 – 12-12 12:00", "12-12 14:30 – 12-12 16:30"]
        );
    }

    #[test]
    fn a_rule_has_an_end_within_two_years() {
        let first = date(2026, 12, 12);
        let rule = |rule: &str| When {
            repeats: Repeats::Rule,
            rule: rule.into(),
            ..once(first)
        };
        let cases = [
            (
                When {
                    repeats: Repeats::Daily,
                    ..once(first)
                },
                "publishing-rule-endless",
            ),
            (rule("FREQ=MONTHLY"), "publishing-rule-endless"),
            (rule("FREQ=MONTHLY;COUNT=26"), "publishing-rule-long"),
            (rule("FREQ=YEARLY;UNTIL=20300101"), "publishing-rule-long"),
            (rule("FREQ=HOURLY;COUNT=3"), "publishing-rule-bad"),
            (rule("FREQ=DAILY;BYHOUR=3;COUNT=3"), "publishing-rule-bad"),
            (rule("every second Tuesday"), "publishing-rule-bad"),
            (
                rule("FREQ=DAILY;COUNT=3\nRDATE:20200101T000000Z"),
                "publishing-rule-bad",
            ),
            (
                rule("FREQ=DAILY;INTERVAL=-1;COUNT=3"),
                "publishing-rule-bad",
            ),
            (
                rule("FREQ=DAILY;COUNT=700;UNTIL=20261201"),
                "publishing-rule-bad",
            ),
            (
                When {
                    repeats: Repeats::Daily,
                    until: Some(date(2026, 12, 1)),
                    ..once(first)
                },
                "publishing-until-before",
            ),
        ];
        for (when, key) in cases {
            assert_eq!(refused(&when), key, "{when:?}");
        }
        let none = When {
            except: [date(2026, 12, 12), date(2026, 12, 13)].into(),
            repeats: Repeats::Daily,
            until: Some(date(2026, 12, 13)),
            ..once(first)
        };
        assert_eq!(refused(&none), "publishing-no-dates");
    }

    #[test]
    fn there_are_not_too_many_dates() {
        let first = date(2026, 12, 12);
        let slots = (8..20).map(|hour| time(hour, 0, 0, 0)).collect();
        let many = When {
            repeats: Repeats::Daily,
            until: Some(date(2027, 12, 1)),
            times: slots,
            ..once(first)
        };
        assert_eq!(refused(&many), "publishing-dates-many");
    }
}
