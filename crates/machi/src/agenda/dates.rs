//! Every date of what matches, where a list shows an event once: for calendars that others take.

use std::sync::Arc;

use store::Tx;

use super::filter::{Filter, NEAR_METRES};
use super::listed::{self, Listed, ListedOccurrence};
use super::query::{Asking, metres, suits};
use super::view::CityAgenda;
use crate::cities::City;
use crate::error::Result;

/// An event on one of its dates.
#[derive(Debug, Clone)]
pub struct Date {
    pub event: Arc<Listed>,
    pub occurrence: ListedOccurrence,
}

impl CityAgenda {
    /// The dates that match, by their start, the first `limit`.
    pub fn dates(&self, filter: &Filter, asking: Asking, limit: usize) -> Vec<Date> {
        let span = filter.when.span(asking.now_ms, &self.zone);
        let matching = self.events.iter().filter(|event| {
            let near = |here| metres(event, here) <= NEAR_METRES;
            suits(event, filter, asking.cheap_up_to_minor) && filter.near.is_none_or(near)
        });
        let mut dates: Vec<Date> = matching
            .flat_map(|event| {
                event.all_in(span).map(|occurrence| Date {
                    event: event.clone(),
                    occurrence,
                })
            })
            .collect();
        dates.sort_unstable_by_key(|date| (date.occurrence.times.starts_at_ms, date.occurrence.id));
        dates.truncate(limit);
        dates
    }
}

/// What was called off in the city and is still ahead: the agenda lists none of it, and whoever has
/// taken it must learn of it.
pub async fn called_off(tx: &mut Tx, city: &City) -> Result<CityAgenda> {
    let events = listed::called_off(tx, city.id, &city.zone).await?;
    Ok(CityAgenda {
        zone: city.zone.clone(),
        events: events.into_iter().map(Arc::new).collect(),
    })
}
