//! Answers from the agenda: what matches, in order, a page at a time.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use rules::schedule;

use super::filter::{Filter, NEAR_METRES, PriceFilter};
use super::listed::{Listed, ListedOccurrence};
use super::view::CityAgenda;
use crate::ids::{CommunityId, NeighbourhoodId};

/// A page's cursor is good for this long; later the list begins anew.
const CURSOR_MS_MAX: i64 = 6 * 60 * 60 * 1000;

/// An event with the first of its occurrences that was asked for.
#[derive(Debug, Clone)]
pub struct Hit {
    pub event: Arc<Listed>,
    pub occurrence: ListedOccurrence,
    /// How many dates come after this one.
    pub more_dates: usize,
    /// From where the reader asked.
    pub metres: Option<i64>,
    key: Key,
}

/// By day; within it what is yet to begin, then what has begun, then what takes all day; then by
/// start. Near: by distance, then by start. The event's id comes last, so that no two are equal.
type Key = [i64; 4];

/// Where a page ended, and the moment at which the list began, so that its pages fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    began_ms: i64,
    key: Key,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.key;
        write!(f, "{}_{a}_{b}_{c}_{d}", self.began_ms)
    }
}

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let mut parts = text
            .split('_')
            .map(|part| part.parse().map_err(|_| NoCursor));
        let mut next = || parts.next().ok_or(NoCursor)?;
        let (began_ms, key) = (next()?, [next()?, next()?, next()?, next()?]);
        match parts.next() {
            None => Ok(Self { began_ms, key }),
            Some(_) => Err(NoCursor),
        }
    }
}

/// A text that is none of our cursors.
#[derive(Debug, PartialEq)]
pub struct NoCursor;

/// One page of what matches.
#[derive(Debug)]
pub struct Listing {
    pub hits: Vec<Hit>,
    /// Of all pages.
    pub total: usize,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// The moment at which the list's first page was asked for.
    pub began_ms: i64,
}

/// What the filter is held against besides the agenda.
#[derive(Debug, Clone, Copy)]
pub struct Asking {
    pub now_ms: i64,
    /// Up to here a price counts as cheap.
    pub cheap_up_to_minor: i64,
}

impl CityAgenda {
    /// The events that match, the first `limit` after the cursor.
    pub fn list(
        &self,
        filter: &Filter,
        asking: Asking,
        after: Option<Cursor>,
        limit: usize,
    ) -> Listing {
        let after = after.filter(|cursor| {
            (cursor.began_ms..=cursor.began_ms.saturating_add(CURSOR_MS_MAX))
                .contains(&asking.now_ms)
        });
        let began_ms = after.map_or(asking.now_ms, |cursor| cursor.began_ms);
        let began = Asking {
            now_ms: began_ms,
            ..asking
        };
        let mut hits = self.matching(filter, began);
        let total = hits.len();
        if let Some(cursor) = after {
            hits.retain(|hit| hit.key > cursor.key);
        }
        hits.sort_unstable_by_key(|hit| hit.key);
        let more = hits.len() > limit;
        hits.truncate(limit);
        let next = hits.last().filter(|_| more).map(|hit| Cursor {
            began_ms,
            key: hit.key,
        });
        Listing {
            hits,
            total,
            next,
            began_ms,
        }
    }

    /// How many events match.
    pub fn count(&self, filter: &Filter, asking: Asking) -> usize {
        self.matching(filter, asking).len()
    }

    /// How many match in each community, whichever the filter names.
    pub fn by_community(&self, filter: &Filter, asking: Asking) -> HashMap<CommunityId, usize> {
        let any = Filter {
            community: None,
            ..filter.clone()
        };
        tally(&self.matching(&any, asking), |event| event.community)
    }

    /// How many match in each neighbourhood, whichever the filter names.
    pub fn by_neighbourhood(
        &self,
        filter: &Filter,
        asking: Asking,
    ) -> HashMap<NeighbourhoodId, usize> {
        let any = Filter {
            neighbourhood: None,
            ..filter.clone()
        };
        tally(&self.matching(&any, asking), |event| event.neighbourhood)
    }

    /// In no order.
    fn matching(&self, filter: &Filter, asking: Asking) -> Vec<Hit> {
        let span = filter.when.span(asking.now_ms, &self.zone);
        let mut hits = Vec::new();
        for event in &self.events {
            if !suits(event, filter, asking.cheap_up_to_minor) {
                continue;
            }
            let metres = filter.near.map(|here| metres(event, here));
            if metres.is_some_and(|metres| metres > NEAR_METRES) {
                continue;
            }
            if let Some((at, occurrence)) = event.first_in(span) {
                hits.push(Hit {
                    event: event.clone(),
                    occurrence,
                    more_dates: event.occurrences.len() - at - 1,
                    metres,
                    key: self.key(event, occurrence, metres, span.from_ms),
                });
            }
        }
        hits
    }

    fn key(
        &self,
        event: &Listed,
        occurrence: ListedOccurrence,
        metres: Option<i64>,
        from_ms: i64,
    ) -> Key {
        let starts_ms = occurrence.times.starts_at_ms;
        let id = event.id.get();
        if let Some(metres) = metres {
            return [metres, starts_ms, 0, id];
        }
        let day = schedule::civil(starts_ms.max(from_ms), &self.zone).date();
        let day = i64::from(day.year()) * 1_000 + i64::from(day.day_of_year());
        let rank = match occurrence.times.all_day {
            true => 2,
            false => i64::from(starts_ms < from_ms),
        };
        [day, rank, starts_ms, id]
    }
}

pub(super) fn suits(event: &Listed, filter: &Filter, cheap_up_to_minor: i64) -> bool {
    let price = match filter.price {
        None => true,
        Some(PriceFilter::Free) => event.price.is_free(),
        Some(PriceFilter::Cheap) => event.price.is_cheap(cheap_up_to_minor),
    };
    price
        && filter
            .community
            .is_none_or(|asked| event.community == Some(asked))
        && filter
            .neighbourhood
            .is_none_or(|asked| event.neighbourhood == Some(asked))
        && filter.place.is_none_or(|asked| event.place == Some(asked))
        && filter
            .organiser
            .is_none_or(|asked| event.host == Some(asked))
        && event.speaks_of(&filter.words)
}

/// Far beyond "near" when nobody knows where it is.
pub(super) fn metres(event: &Listed, here: crate::cities::Spot) -> i64 {
    event
        .spot
        .map_or(i64::MAX, |spot| spot.metres_to(here).round() as i64)
}

fn tally<K: std::hash::Hash + Eq>(hits: &[Hit], of: fn(&Listed) -> Option<K>) -> HashMap<K, usize> {
    let mut counts = HashMap::new();
    for key in hits.iter().filter_map(|hit| of(&hit.event)) {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_text() {
        let cursor = Cursor {
            began_ms: 17,
            key: [2_026_326, 0, -5, 9],
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for text in ["", "1_2_3", "1_2_3_4_5_6", "a_1_2_3_4"] {
            assert_eq!(text.parse::<Cursor>(), Err(NoCursor), "{text}");
        }
    }
}
