//! New York's "Permitted Event Information": one row for each permit and start.
//!
//! Columns: <https://data.cityofnewyork.us/City-Government/NYC-Permitted-Event-Information/tvpp-9vvx>.

mod rules;
mod titles;

use std::collections::HashMap;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::draft::{Draft, FileProblem, ITEMS_MAX, Parsed, Reason, bounded};
use super::encoding::{decode, mend};
use super::fold::words;
use super::moment::{self, Span};
use super::reader::Reading;
use super::table::{Row, Table};
use crate::events::Price;
use crate::text::{Lang, Names};

const NEEDED: [&[&str]; 5] = [
    &["Event ID"],
    &["Event Name"],
    &["Start Date/Time"],
    &["End Date/Time"],
    &["Event Type"],
];

/// Letters of a name that says something.
const NAME_LETTERS_MIN: usize = 3;

/// Reads the file. An event is a permit's number, an occurrence one of its starts.
pub(super) fn read(bytes: &[u8], reading: &Reading) -> Result<Parsed, FileProblem> {
    let text = decode(bytes)?;
    let mut table = Table::open(&text, &NEEDED)?;
    let mut parsed = Parsed::default();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    loop {
        reading.done(table.bytes_done());
        let Some(row) = table.next()? else { break };
        if let Ok(start) = time(&row, "Start Date/Time") {
            parsed.saw(moment::instant_ms(start, &reading.zone));
        }
        match draft(&row, &reading.zone) {
            Ok(draft) => keep(&mut parsed, &mut by_id, draft),
            Err((field, reason)) => {
                let shown = mend(row.get(&[field])).into_owned();
                let shown = if reason == Reason::Missing {
                    ""
                } else {
                    &shown
                };
                parsed.skip(row.line, field, reason, shown);
            }
        }
    }
    Ok(parsed)
}

/// Joins the starts of one permit.
fn keep(parsed: &mut Parsed, by_id: &mut HashMap<String, usize>, draft: Draft) {
    let title = draft.titles.get(Lang::En).to_owned();
    let known = by_id.get(&draft.key).copied();
    if let Some(known) = known.and_then(|at| parsed.events.get_mut(at)) {
        let mut old = known.occurrences.iter();
        let is_known = |key: &str| old.any(|old| old.source_key == key);
        if draft
            .occurrences
            .first()
            .map(|new| new.source_key.as_str())
            .is_some_and(is_known)
        {
            parsed.skip(draft.line, "Start Date/Time", Reason::DoubleKey, &title);
            return;
        }
        known.occurrences.extend(draft.occurrences);
    } else if parsed.events.len() >= ITEMS_MAX {
        parsed.skip(draft.line, "Event ID", Reason::TooMany, &title);
        return;
    } else {
        by_id.insert(draft.key.clone(), parsed.events.len());
        parsed.events.push(draft);
    }
    parsed.kept_rows += 1;
}

fn draft(row: &Row<'_>, zone: &TimeZone) -> Result<Draft, (&'static str, Reason)> {
    let id = row.get(&["Event ID"]);
    if id.is_empty() {
        return Err(("Event ID", Reason::Missing));
    }
    let name = bounded(&mend(row.get(&["Event Name"])));
    let kind = row.get(&["Event Type"]);
    let location = bounded(&mend(row.get(&["Event Location"])));
    let (places, location_text) = titles::tidy_location(&location);
    let permit = rules::Permit::new(kind, &name, &location);
    if let Some(reason) = permit.not_for_strangers() {
        return Err(("Event Name", reason));
    }
    if says_nothing(&name, &location) {
        return Err(("Event Name", Reason::NoName));
    }
    let start = time(row, "Start Date/Time")?;
    let end = time(row, "End Date/Time")?;
    let title = Names::single(Lang::En, titles::tidy_title(&name));
    let mut draft = Draft::new(id.to_owned(), row.line, title, Lang::En);
    draft.about = kind.to_owned();
    draft.places = places;
    draft.location_text = location_text;
    draft.district = row.get(&["Event Borough"]).to_owned();
    if permit.is_free() {
        draft.price = Price::Free;
    }
    draft.occurrences = vec![moment::occurrence(span(start, end), zone)];
    Ok(draft)
}

/// A name that only repeats the location, or is too short to tell anything.
fn says_nothing(name: &str, location: &str) -> bool {
    let name = words(name);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters < NAME_LETTERS_MIN
        || location
            .split(',')
            .flat_map(|item| item.split(':'))
            .any(|part| words(part) == name)
}

/// From midnight to a minute before midnight is the whole day.
fn span(start: DateTime, end: DateTime) -> Span {
    let midnight = start.hour() == 0 && start.minute() == 0;
    let day_end = end.hour() == 23 && end.minute() == 59;
    if midnight && day_end {
        return Span::Days(start.date(), end.date());
    }
    Span::Times(start, Some(end))
}

fn time(row: &Row<'_>, field: &'static str) -> Result<DateTime, (&'static str, Reason)> {
    let text = row.get(&[field]);
    if text.is_empty() {
        return Err((field, Reason::Missing));
    }
    parse_time(text).ok_or((field, Reason::BadDate))
}

/// `02/16/2022 06:00:00 PM`, or the ISO form of the city's API.
fn parse_time(text: &str) -> Option<DateTime> {
    if let Ok(time) = jiff::fmt::strtime::parse("%m/%d/%Y %I:%M:%S %p", text) {
        return time.to_datetime().ok();
    }
    let time = text.parse::<DateTime>().ok();
    time.or_else(|| Some(text.parse::<Date>().ok()?.at(0, 0, 0, 0)))
}
