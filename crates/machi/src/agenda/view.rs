//! What is on in each city, held in memory.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use arc_swap::ArcSwap;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use jiff::tz::TimeZone;
use store::{Tx, args};

use super::listed::{self, Listed};
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::ids::{CityId, EventId};
use crate::views::View;

/// More changed events than this are cheaper to read with their whole city.
const ONE_BY_ONE_MAX: usize = 200;

/// The agenda of every city. It holds what is not over, up to the bound in `listed`.
#[derive(Default)]
pub struct Agenda(ArcSwap<HashMap<CityId, Arc<CityAgenda>>>);

/// What is on in one city.
#[derive(Debug, Clone, PartialEq)]
pub struct CityAgenda {
    pub zone: TimeZone,
    /// By id.
    pub events: Vec<Arc<Listed>>,
}

impl Default for CityAgenda {
    fn default() -> Self {
        Self {
            zone: TimeZone::UTC,
            events: Vec::new(),
        }
    }
}

impl Agenda {
    /// Empty for a city that has none.
    pub fn city(&self, city: CityId) -> Arc<CityAgenda> {
        self.0.load().get(&city).cloned().unwrap_or_default()
    }

    fn put(&self, changed: HashMap<CityId, CityAgenda>) {
        let mut cities = HashMap::clone(&self.0.load());
        for (city, agenda) in changed {
            cities.insert(city, Arc::new(agenda));
        }
        self.0.store(Arc::new(cities));
    }
}

impl CityAgenda {
    /// Puts the event in its place, or takes it out.
    fn replace(&mut self, id: EventId, event: Option<Listed>) {
        let found = self.events.binary_search_by_key(&id, |event| event.id);
        match (found, event) {
            (Ok(at), Some(event)) => self.events[at] = Arc::new(event),
            (Err(at), Some(event)) => self.events.insert(at, Arc::new(event)),
            (Ok(at), None) => {
                self.events.remove(at);
            }
            (Err(_), None) => {}
        }
    }
}

/// What a batch of changes asks to read again.
#[derive(Default)]
struct Stale {
    cities: HashSet<CityId>,
    events: HashMap<CityId, HashSet<EventId>>,
}

impl Stale {
    fn of(changes: &[Logged]) -> Self {
        let mut stale = Self::default();
        for logged in changes {
            let Some(city) = logged.city else { continue };
            match logged.change {
                Change::EventChanged { event } => {
                    stale.events.entry(city).or_default().insert(event);
                }
                Change::CityChanged { .. }
                | Change::PlaceChanged { .. }
                | Change::SourceChanged { .. }
                | Change::ImportFinished { .. } => {
                    stale.cities.insert(city);
                }
                _ => {}
            }
        }
        for (city, events) in &stale.events {
            if events.len() > ONE_BY_ONE_MAX {
                stale.cities.insert(*city);
            }
        }
        stale
    }
}

impl View for Agenda {
    fn rebuild<'a>(&'a self, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        async move {
            let cities = tx
                .all::<(CityId, String)>("select id, time_zone from city", args![])
                .await?;
            let mut agendas = HashMap::new();
            for (city, zone) in cities {
                agendas.insert(city, Arc::new(read_city(tx, city, &zone).await?));
            }
            self.0.store(Arc::new(agendas));
            Ok(())
        }
        .boxed()
    }

    fn refresh<'a>(&'a self, tx: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async move {
            let stale = Stale::of(changes);
            let mut changed = HashMap::new();
            for &city in &stale.cities {
                if let Some(zone) = zone_of(tx, city).await? {
                    changed.insert(city, read_city(tx, city, &zone).await?);
                }
            }
            for (city, events) in stale.events {
                if stale.cities.contains(&city) {
                    continue;
                }
                let Some(zone) = zone_of(tx, city).await? else {
                    continue;
                };
                let mut agenda = CityAgenda::clone(&self.city(city));
                agenda.zone = parsed(&zone)?;
                for event in events {
                    let listed = listed::one(tx, event, &agenda.zone).await?;
                    agenda.replace(event, listed);
                }
                changed.insert(city, agenda);
            }
            if !changed.is_empty() {
                self.put(changed);
            }
            Ok(())
        }
        .boxed()
    }

    fn content(&self) -> BTreeMap<String, String> {
        let mut content = BTreeMap::new();
        for (city, agenda) in self.0.load().iter() {
            content.insert(format!("city {city}"), format!("{:?}", agenda.zone));
            let words = |event: &Arc<Listed>| (format!("event {}", event.id), format!("{event:?}"));
            content.extend(agenda.events.iter().map(words));
        }
        content
    }
}

async fn zone_of(tx: &mut Tx, city: CityId) -> Result<Option<String>> {
    let zone = tx
        .optional::<(String,)>("select time_zone from city where id = $1", args![city])
        .await?;
    Ok(zone.map(|(zone,)| zone))
}

async fn read_city(tx: &mut Tx, city: CityId, zone: &str) -> Result<CityAgenda> {
    let zone = parsed(zone)?;
    let events = listed::of_city(tx, city, &zone).await?;
    Ok(CityAgenda {
        events: events.into_iter().map(Arc::new).collect(),
        zone,
    })
}

fn parsed(zone: &str) -> Result<TimeZone> {
    Ok(TimeZone::get(zone).map_err(anyhow::Error::from)?)
}
