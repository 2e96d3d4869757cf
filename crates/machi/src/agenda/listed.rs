//! Events as cards show them, read for the agenda.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use rules::schedule::{self, Span};
use store::{Tx, args};

use crate::batch::{BATCH_ROWS, padded};
use crate::cities::Spot;
use crate::error::Result;
use crate::events::{Price, Times};
use crate::ids::{AccountId, CityId, CommunityId, EventId, NeighbourhoodId, OccurrenceId, PlaceId};
use crate::text::{Lang, Names};

/// Occurrences of one city that a node holds, the nearest first: ten times what New York permits
/// in a season.
const OCCURRENCES_MAX: i64 = 50_000;
/// Dates that were called off, of one city.
const CALLED_OFF_MAX: i64 = 1_000;
/// What ended longer ago than this is left to the database.
const BEHIND_MS: i64 = 24 * 60 * 60 * 1000;
/// A whole day, even where the clocks go back, for what says no end.
const OPEN_END_MS: i64 = 25 * 60 * 60 * 1000;

/// An event with the dates on which it is on: what was called off is not listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub id: EventId,
    pub titles: Names,
    pub lang: Lang,
    pub community: Option<CommunityId>,
    pub place: Option<PlaceId>,
    /// Empty without a place.
    pub place_names: Names,
    pub neighbourhood: Option<NeighbourhoodId>,
    pub location_text: String,
    pub spot: Option<Spot>,
    pub price: Price,
    pub moved_days: i64,
    /// Who publishes it here.
    pub host: Option<AccountId>,
    pub source_name: String,
    pub changed_at_ms: i64,
    /// By their start; at least one.
    pub occurrences: Vec<ListedOccurrence>,
    /// Titles, place and location in lower case, for a search by words.
    words: String,
    longest_ms: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedOccurrence {
    pub id: OccurrenceId,
    pub times: Times,
    /// As told, or assumed.
    pub over_at_ms: i64,
}

impl Listed {
    /// The first occurrence in the span, with its place among all.
    pub fn first_in(&self, span: Span) -> Option<(usize, ListedOccurrence)> {
        let from_ms = span.from_ms.saturating_sub(self.longest_ms);
        let first = self
            .occurrences
            .partition_point(|occurrence| occurrence.times.starts_at_ms < from_ms);
        self.occurrences
            .iter()
            .copied()
            .enumerate()
            .skip(first)
            .take_while(|(_, occurrence)| occurrence.times.starts_at_ms < span.to_ms)
            .find(|(_, occurrence)| {
                span.offers(occurrence.times.starts_at_ms, occurrence.over_at_ms)
            })
    }

    /// Every occurrence in the span, by its start.
    pub fn all_in(&self, span: Span) -> impl Iterator<Item = ListedOccurrence> {
        let offered =
            move |date: &ListedOccurrence| span.offers(date.times.starts_at_ms, date.over_at_ms);
        self.occurrences.iter().copied().filter(offered)
    }

    /// Whether every one of these words (lower case) is said of the event.
    pub fn speaks_of(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.words.contains(word.as_str()))
    }
}

store::row! {
    struct Row {
        id: EventId,
        titles: Names,
        lang: String,
        community_id: Option<CommunityId>,
        place_id: Option<PlaceId>,
        place_names: Option<Names>,
        neighbourhood_id: Option<NeighbourhoodId>,
        location_text: String,
        lat_e6: Option<i64>,
        lon_e6: Option<i64>,
        price_min_minor: Option<i64>,
        price_max_minor: Option<i64>,
        moved_days: i64,
        host_id: Option<AccountId>,
        source_name: Option<String>,
        changed_at_ms: i64,
    }
}

store::row! {
    struct OccurrenceRow {
        id: OccurrenceId,
        event_id: EventId,
        starts_at_ms: i64,
        ends_at_ms: Option<i64>,
        all_day: bool,
    }
}

// `event` and `occurrence` belong to events, `place` and `source` to places.
macro_rules! events_where {
    ($condition:literal) => {
        events_which!("not e.cancelled", $condition)
    };
}

macro_rules! events_which {
    ($on:literal, $condition:literal) => {
        concat!(
            "select e.id, e.titles, e.lang, e.community_id, e.place_id, p.names as place_names,
               coalesce(e.neighbourhood_id, p.neighbourhood_id) as neighbourhood_id, e.location_text,
               coalesce(e.lat_e6, p.lat_e6) as lat_e6, coalesce(e.lon_e6, p.lon_e6) as lon_e6,
               e.price_min_minor, e.price_max_minor, e.moved_days, e.host_id, e.changed_at_ms,
               s.name as source_name
             from event e
             left join place p on p.id = e.place_id
             left join source s on s.id = e.source_id
             where e.listed and ",
            $on,
            " and ",
            $condition
        )
    };
}

macro_rules! occurrences_where {
    ($condition:literal) => {
        occurrences_which!("not o.cancelled and not e.cancelled", $condition)
    };
}

macro_rules! occurrences_which {
    ($on:literal, $condition:literal) => {
        concat!(
            "select o.id, o.event_id, o.starts_at_ms, o.ends_at_ms, o.all_day
             from occurrence o join event e on e.id = o.event_id
             where e.listed and ",
            $on,
            " and coalesce(o.ends_at_ms, o.starts_at_ms + $2) >= $3 and ",
            $condition,
            " order by o.starts_at_ms, o.id limit $4"
        )
    };
}

/// Everything of a city that is not over, by id.
pub(super) async fn of_city(tx: &mut Tx, city: CityId, zone: &TimeZone) -> Result<Vec<Listed>> {
    let since_ms = tx.now_ms() - BEHIND_MS;
    let occurrences = tx
        .all::<OccurrenceRow>(
            occurrences_where!("e.city_id = $1"),
            args![city, OPEN_END_MS, since_ms, OCCURRENCES_MAX],
        )
        .await?;
    let mut by_event = by_event(occurrences);
    let mut listed = Vec::with_capacity(by_event.len());
    tx.each::<Row>(
        events_where!("e.city_id = $1 order by e.id"),
        args![city],
        |row| {
            if let Some(occurrences) = by_event.remove(&row.id) {
                listed.push(of(row, occurrences, zone));
            }
        },
    )
    .await?;
    Ok(listed)
}

fn by_event(occurrences: Vec<OccurrenceRow>) -> HashMap<EventId, Vec<OccurrenceRow>> {
    let mut by_event: HashMap<EventId, Vec<OccurrenceRow>> = HashMap::new();
    for row in occurrences {
        by_event.entry(row.event_id).or_default().push(row);
    }
    by_event
}

/// What of a city is called off and not over, with the dates on which it is not on; the soonest, at
/// most [`CALLED_OFF_MAX`] dates.
pub(super) async fn called_off(tx: &mut Tx, city: CityId, zone: &TimeZone) -> Result<Vec<Listed>> {
    let occurrences = tx
        .all::<OccurrenceRow>(
            occurrences_which!("(o.cancelled or e.cancelled)", "e.city_id = $1"),
            args![city, OPEN_END_MS, tx.now_ms(), CALLED_OFF_MAX],
        )
        .await?;
    let mut by_event = by_event(occurrences);
    let ids: Vec<EventId> = by_event.keys().copied().collect();
    let mut listed = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH_ROWS) {
        let rows = tx.all::<Row>(
            events_which!(
                "e.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                 $17, $18, $19, $20, $21, $22, $23, $24)",
                "true"
            ),
            padded(batch),
        );
        for row in rows.await? {
            if let Some(occurrences) = by_event.remove(&row.id) {
                listed.push(of(row, occurrences, zone));
            }
        }
    }
    Ok(listed)
}

/// One event, unless it is over or called off.
pub(super) async fn one(tx: &mut Tx, id: EventId, zone: &TimeZone) -> Result<Option<Listed>> {
    let since_ms = tx.now_ms() - BEHIND_MS;
    let occurrences = tx
        .all::<OccurrenceRow>(
            occurrences_where!("e.id = $1"),
            args![id, OPEN_END_MS, since_ms, OCCURRENCES_MAX],
        )
        .await?;
    let row = tx.optional(events_where!("e.id = $1"), args![id]).await?;
    Ok(row
        .filter(|_| !occurrences.is_empty())
        .map(|row| of(row, occurrences, zone)))
}

fn of(row: Row, occurrences: Vec<OccurrenceRow>, zone: &TimeZone) -> Listed {
    let occurrences: Vec<_> = occurrences
        .into_iter()
        .map(|row| ListedOccurrence {
            id: row.id,
            over_at_ms: schedule::end_ms(row.starts_at_ms, row.ends_at_ms, row.all_day, zone),
            times: Times {
                starts_at_ms: row.starts_at_ms,
                ends_at_ms: row.ends_at_ms,
                all_day: row.all_day,
            },
        })
        .collect();
    let place_names = row.place_names.unwrap_or_default();
    let mut words: Vec<_> = row.titles.iter().chain(place_names.iter()).collect();
    words.push((Lang::En, &row.location_text));
    let words: Vec<_> = words.iter().map(|(_, text)| text.to_lowercase()).collect();
    Listed {
        id: row.id,
        lang: row.lang.parse().unwrap_or_default(),
        community: row.community_id,
        place: row.place_id,
        neighbourhood: row.neighbourhood_id,
        location_text: row.location_text,
        spot: row
            .lat_e6
            .zip(row.lon_e6)
            .map(|(lat_e6, lon_e6)| Spot { lat_e6, lon_e6 }),
        price: Price::from_columns(row.price_min_minor, row.price_max_minor),
        moved_days: row.moved_days,
        host: row.host_id,
        changed_at_ms: row.changed_at_ms,
        source_name: row.source_name.unwrap_or_default(),
        longest_ms: longest_ms(&occurrences),
        words: words.join("\n"),
        titles: row.titles,
        place_names,
        occurrences,
    }
}

fn longest_ms(occurrences: &[ListedOccurrence]) -> i64 {
    occurrences
        .iter()
        .map(|occurrence| occurrence.over_at_ms - occurrence.times.starts_at_ms)
        .max()
        .unwrap_or_default()
}
