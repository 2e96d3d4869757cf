//! Dates of a series that were changed: moved, called off, renamed; one, or it and all that follow
//! (RFC 5545, section 3.8.4.4).

use std::collections::BTreeMap;

use super::lines::Component;
use super::series::{Calendar, Fault, Length, is_cancelled};
use super::times::At;

/// Its difference makes a date an event of its own: a date has no texts.
const TEXTS: [&str; 3] = ["SUMMARY", "DESCRIPTION", "LOCATION"];
/// What a changed date has from its series when it does not say.
const INHERITED: [&str; 7] = [
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "GEO",
    "URL",
    "CATEGORIES",
    "ORGANIZER",
];

/// One date of a series, as it was meant and as it is now.
#[derive(Clone)]
pub(super) struct Slot<'a> {
    pub(super) original: At,
    pub(super) at: At,
    pub(super) length: Length,
    pub(super) cancelled: bool,
    /// Who tells another title, text or location of it.
    pub(super) told_by: Option<&'a Component>,
}

/// The dates of a series by their original start.
pub(super) type Slots<'a> = BTreeMap<i64, Slot<'a>>;

/// A changed date, read.
struct Change<'a> {
    event: &'a Component,
    original: At,
    at: At,
    length: Length,
    cancelled: bool,
    told_by: Option<&'a Component>,
}

/// Applies the changes: those of many dates first, from the earliest on, then those of one. A
/// change that cannot be read is told and leaves its date as it was.
pub(super) fn apply<'a>(
    calendar: &Calendar<'_>,
    master: &'a Component,
    overrides: &[&'a Component],
    slots: &mut Slots<'a>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut single = Vec::new();
    let mut onward = Vec::new();
    for &event in overrides {
        match change(calendar, master, event) {
            Ok(Some(change)) if is_onward(event) => onward.push(change),
            Ok(Some(change)) => single.push(change),
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    onward.sort_by_key(|change| change.original.instant_ms());
    let starts = onward.iter().map(|change| change.original.instant_ms());
    // Of two changes the later one begins anew.
    let ends: Vec<i64> = starts.skip(1).chain([i64::MAX]).collect();
    for (change, end_ms) in onward.into_iter().zip(ends) {
        move_onward(slots, &change, end_ms);
    }
    for change in single {
        let length = match (change.length, slots.get(&change.original.instant_ms())) {
            (Length::Unknown, Some(slot)) => slot.length,
            (length, _) => length,
        };
        let slot = Slot {
            original: change.original,
            at: change.at,
            length,
            cancelled: change.cancelled,
            told_by: change.told_by,
        };
        slots.insert(slot.original.instant_ms(), slot);
    }
    faults
}

fn is_onward(event: &Component) -> bool {
    let range = event.get("RECURRENCE-ID").and_then(|id| id.param("RANGE"));
    range.is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"))
}

fn change<'a>(
    calendar: &Calendar<'_>,
    master: &'a Component,
    event: &'a Component,
) -> Result<Option<Change<'a>>, Fault> {
    let Some(original) = calendar.only(event, "RECURRENCE-ID")? else {
        return Ok(None);
    };
    let at = calendar.only(event, "DTSTART")?;
    let at = at.unwrap_or_else(|| original.clone());
    let cancelled = is_cancelled(master) || is_cancelled(event);
    Ok(Some(Change {
        event,
        length: calendar.length(event, &at)?,
        original,
        at,
        cancelled,
        told_by: (!cancelled && tells_more(master, event)).then_some(event),
    }))
}

fn tells_more(master: &Component, event: &Component) -> bool {
    let differs = |name: &&str| {
        let told = event.get(name).map(|property| property.text());
        told.is_some_and(|told| told.trim() != master.text(name).trim())
    };
    TEXTS.iter().any(differs)
}

/// Moves the date and those that follow until then by as much on the clock of the series.
fn move_onward<'a>(slots: &mut Slots<'a>, change: &Change<'a>, end_ms: i64) {
    let from_ms = change.original.instant_ms();
    for (_, slot) in slots.range_mut(from_ms..end_ms.max(from_ms)) {
        let zone = &slot.original.zone;
        let by = change.at.seen_in(zone) - change.original.seen_in(zone);
        if let Ok(civil) = slot.original.civil.checked_add(by) {
            slot.at = At {
                civil,
                zone: zone.clone(),
                all_day: change.at.all_day,
            };
        }
        if change.event.get("DTEND").is_some() || change.event.get("DURATION").is_some() {
            slot.length = change.length;
        }
        slot.cancelled |= change.cancelled;
        slot.told_by = change.told_by;
    }
}

/// The changed date with what it does not say itself.
pub(super) fn inherited(master: &Component, event: &Component) -> Component {
    let mut whole = event.clone();
    let moved = event.get("LOCATION").is_some();
    for name in INHERITED {
        // Another location is not where the series is.
        if event.get(name).is_none() && !(name == "GEO" && moved) {
            whole.properties.extend(master.all(name).cloned());
        }
    }
    whole
}
