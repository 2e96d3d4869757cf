//! The dates of an event: its rule, its extra dates, and those left out.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use rrule::RRuleSet;

use super::lines::Component;
use super::overrides::{self, Slot, Slots};
use super::times::{At, date, duration, moments};
use super::zones::Zones;
use crate::events::OccurrenceDraft;
use crate::imports::draft::Reason;
use crate::imports::moment::instant_ms;
use crate::imports::reader::Reading;

/// Dates of one event within the window.
pub(super) const DATES_MAX: usize = 750;
/// Dates that a rule may yield before the window is reached.
const CANDIDATES_MAX: usize = 30_000;

/// The dates of an event and of what became an event of its own.
pub(super) struct Series<'a> {
    pub(super) occurrences: Vec<OccurrenceDraft>,
    /// Dates that a changed one tells another title, text or location of.
    pub(super) own: Vec<Own<'a>>,
    /// Whether there were more than we take.
    pub(super) cut: bool,
    /// Changed dates that could not be read.
    pub(super) faults: Vec<Fault>,
}

/// Dates with texts of their own, known by the original start that their component names.
pub(super) struct Own<'a> {
    pub(super) event: &'a Component,
    pub(super) key: String,
    pub(super) dates: Vec<OccurrenceDraft>,
}

/// Which property could not be used, and why.
pub(super) type Fault = (u64, &'static str, Reason);

/// How long each occurrence is, on the clock of its zone.
#[derive(Clone, Copy)]
pub(super) enum Length {
    Unknown,
    Lasts(Span),
}

/// Everything that is needed to place an event in time.
pub(super) struct Calendar<'a> {
    pub(super) zones: &'a Zones,
    pub(super) reading: &'a Reading,
}

impl Calendar<'_> {
    /// The dates of a master event with its overrides, inside the window.
    pub(super) fn series<'a>(
        &self,
        master: &'a Component,
        overrides: &[&'a Component],
    ) -> Result<Series<'a>, Fault> {
        let (mut slots, cut) = self.slots(master)?;
        let faults = overrides::apply(self, master, overrides, &mut slots);
        let mut series = Series {
            occurrences: Vec::new(),
            own: Vec::new(),
            cut,
            faults,
        };
        let mut dates: Vec<_> = slots
            .into_values()
            .map(|slot| (slot.told_by, occurrence(&slot)))
            .filter(|(_, at)| self.is_in_window(at))
            .collect();
        dates.sort_by_key(|(_, at)| at.starts_at_ms);
        series.cut |= dates.len() > DATES_MAX;
        dates.truncate(DATES_MAX);
        for (told_by, at) in dates {
            let Some(event) = told_by else {
                series.occurrences.push(at);
                continue;
            };
            let mut own = series.own.iter_mut();
            match own.find(|own| std::ptr::eq(own.event, event)) {
                Some(own) => own.dates.push(at),
                None => series.own.push(Own {
                    event,
                    key: self
                        .only(event, "RECURRENCE-ID")?
                        .as_ref()
                        .map_or_else(String::new, key),
                    dates: vec![at],
                }),
            }
        }
        Ok(series)
    }

    /// The dates as the rule has them.
    fn slots<'a>(&self, master: &Component) -> Result<(Slots<'a>, bool), Fault> {
        // Only changed dates are left of the series: they say themselves when they are.
        if master.get("RECURRENCE-ID").is_some() {
            return Ok((Slots::new(), false));
        }
        let start =
            self.only(master, "DTSTART")?
                .ok_or((master.line, "DTSTART", Reason::Missing))?;
        let length = self.length(master, &start)?;
        let cancelled = is_cancelled(master);
        let (starts, cut) = self.starts(master, &start)?;
        let slot = |civil| {
            let at = At {
                civil,
                ..start.clone()
            };
            let slot = Slot {
                original: at.clone(),
                at,
                length,
                cancelled,
                told_by: None,
            };
            (slot.original.instant_ms(), slot)
        };
        Ok((starts.into_iter().map(slot).collect(), cut))
    }

    fn is_in_window(&self, at: &OccurrenceDraft) -> bool {
        let (from_ms, until_ms) = self.window();
        at.ends_at_ms.unwrap_or(at.starts_at_ms) >= from_ms && at.starts_at_ms < until_ms
    }

    /// When it begins, if that can be read.
    pub(super) fn start_ms(&self, event: &Component) -> Option<i64> {
        let start = self.only(event, "DTSTART").ok()??;
        Some(start.instant_ms())
    }

    fn window(&self) -> (i64, i64) {
        let zone = &self.reading.zone;
        (
            instant_ms(self.reading.from, zone),
            instant_ms(self.reading.until, zone),
        )
    }

    /// Every civil start in the window, those of EXDATE left out; and whether the rule was cut.
    fn starts(&self, master: &Component, start: &At) -> Result<(Vec<DateTime>, bool), Fault> {
        let mut starts = vec![start.civil];
        let mut cut = false;
        for rule in master.all("RRULE") {
            let bad = (rule.line, "RRULE", Reason::BadRule);
            let (dates, more) = self.expand(&rule.value, start).ok_or(bad)?;
            starts.extend(dates);
            cut |= more;
        }
        for at in self.many(master, "RDATE")? {
            starts.push(at.seen_in(&start.zone));
        }
        starts.sort_unstable();
        starts.dedup();
        let left_out = self.many(master, "EXDATE")?;
        starts.retain(|civil| !left_out.iter().any(|out| is_same(out, *civil, start)));
        Ok((starts, cut))
    }

    /// The rule's dates on the clock of the start's zone, so that 19:00 stays 19:00 when clocks
    /// change. The rule is worked out in UTC, which has no such changes.
    fn expand(&self, rule: &str, start: &At) -> Option<(Vec<DateTime>, bool)> {
        let rule = with_civil_until(rule, &start.zone)?;
        let text = format!(
            "DTSTART:{}\nRRULE:{rule}",
            start.civil.strftime("%Y%m%dT%H%M%SZ")
        );
        let set: RRuleSet = text.parse().ok()?;
        let (from_ms, until_ms) = self.window();
        let mut dates = Vec::new();
        for (seen, date) in set.limit().into_iter().enumerate() {
            let at = Timestamp::from_second(date.timestamp()).ok()?;
            let civil = TimeZone::UTC.to_datetime(at);
            let ms = instant_ms(civil, &start.zone);
            if ms >= until_ms {
                return Some((dates, false));
            }
            if seen >= CANDIDATES_MAX || dates.len() > DATES_MAX {
                return Some((dates, true));
            }
            // An occurrence that began before the window may reach into it.
            if ms >= from_ms - LOOK_BACK_MS {
                dates.push(civil);
            }
        }
        Some((dates, false))
    }

    pub(super) fn length(&self, event: &Component, start: &At) -> Result<Length, Fault> {
        if let Some(end) = self.only(event, "DTEND")? {
            let end = end.seen_in(&start.zone);
            return Ok(if end > start.civil {
                Length::Lasts(end - start.civil)
            } else {
                Length::Unknown
            });
        }
        match event.get("DURATION") {
            Some(given) => duration(&given.value).map(Length::Lasts).ok_or((
                given.line,
                "DURATION",
                Reason::BadDate,
            )),
            None if start.all_day => Ok(Length::Lasts(Span::new().days(1))),
            None => Ok(Length::Unknown),
        }
    }

    pub(super) fn only(&self, event: &Component, name: &'static str) -> Result<Option<At>, Fault> {
        let Some(property) = event.get(name) else {
            return Ok(None);
        };
        let moments = moments(property, self.zones, &self.reading.zone);
        let mut moments = moments.map_err(|reason| (property.line, name, reason))?;
        Ok((!moments.is_empty()).then(|| moments.swap_remove(0)))
    }

    fn many(&self, event: &Component, name: &'static str) -> Result<Vec<At>, Fault> {
        let mut all = Vec::new();
        for property in event.all(name) {
            let moments = moments(property, self.zones, &self.reading.zone);
            all.extend(moments.map_err(|reason| (property.line, name, reason))?);
            if all.len() > CANDIDATES_MAX {
                return Err((property.line, name, Reason::TooMany));
            }
        }
        Ok(all)
    }
}

/// How far before the window a date may begin that reaches into it.
const LOOK_BACK_MS: i64 = 31 * 24 * 60 * 60 * 1000;

/// A date leaves out every start of its day; a time only itself.
fn is_same(out: &At, civil: DateTime, start: &At) -> bool {
    if out.all_day {
        return out.civil.date() == civil.date();
    }
    out.instant_ms() == instant_ms(civil, &start.zone)
}

/// UNTIL in UTC, or as a date, as the civil time in which the rule is worked out.
fn with_civil_until(rule: &str, zone: &TimeZone) -> Option<String> {
    let fields = rule.trim().split(';').map(|field| {
        let Some(until) = field.strip_prefix("UNTIL=") else {
            return Some(field.to_owned());
        };
        let (day, time) = until.split_once('T').unwrap_or((until, "235959"));
        let civil = format!(
            "{}T{}",
            date(day)?,
            time_with_colons(time.trim_end_matches('Z'))?
        );
        let mut civil: DateTime = civil.parse().ok()?;
        if time.ends_with('Z') {
            let at = TimeZone::UTC.to_timestamp(civil).ok()?;
            civil = zone.to_datetime(at);
        }
        Some(format!("UNTIL={}", civil.strftime("%Y%m%dT%H%M%SZ")))
    });
    let fields: Option<Vec<String>> = fields.collect();
    Some(fields?.join(";"))
}

fn time_with_colons(time: &str) -> Option<String> {
    Some(format!(
        "{}:{}:{}",
        time.get(0..2)?,
        time.get(2..4)?,
        time.get(4..6)?
    ))
}

/// The original start names it.
fn occurrence(slot: &Slot<'_>) -> OccurrenceDraft {
    let Slot { original, at, .. } = slot;
    let ends = match slot.length {
        Length::Unknown => None,
        Length::Lasts(span) => at.civil.checked_add(span).ok(),
    };
    OccurrenceDraft {
        source_key: key(original),
        starts_at_ms: at.instant_ms(),
        ends_at_ms: ends.map(|ends| instant_ms(ends, &at.zone)),
        all_day: at.all_day,
        cancelled: slot.cancelled,
    }
}

fn key(original: &At) -> String {
    if original.all_day {
        return original.civil.date().to_string();
    }
    let at = Timestamp::from_millisecond(original.instant_ms());
    at.map(|at| at.to_string()).unwrap_or_default()
}

pub(super) fn is_cancelled(event: &Component) -> bool {
    event
        .text("STATUS")
        .trim()
        .eq_ignore_ascii_case("CANCELLED")
}
