//! One event with all that its page shows, read by its key.

use std::sync::Arc;

use store::{Tx, args};

use super::{Price, Times};
use crate::app::App;
use crate::batch::{BATCH_ROWS, padded};
use crate::cities::{Cities, City, Spot};
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, CommunityId, EventId, NeighbourhoodId, OccurrenceId, PlaceId};
use crate::text::{Lang, Names};

/// Dates on a page of an event.
pub(super) const DATES_PAGE: usize = 20;
/// A whole day, even where the clocks go back, for what says no end.
const OPEN_END_MS: i64 = 25 * 60 * 60 * 1000;

/// An event as its own page shows it.
#[derive(Debug, Clone)]
pub struct Event {
    pub id: EventId,
    pub city: Arc<City>,
    pub titles: Names,
    pub descriptions: Names,
    /// The language that the source wrote in.
    pub lang: Lang,
    pub community: Option<CommunityId>,
    pub place: Option<(PlaceId, Names)>,
    pub neighbourhood: Option<NeighbourhoodId>,
    pub location_text: String,
    pub spot: Option<Spot>,
    pub price: Price,
    pub price_text: String,
    pub url: String,
    pub organiser: String,
    /// Who publishes it here, with their handle.
    pub host: Option<(AccountId, String)>,
    /// Where to take part from afar; empty when it is at a place only.
    pub online_url: String,
    pub moved_days: i64,
    pub cancelled: bool,
    /// Whether others than its own page may name it.
    pub listed: bool,
    pub sequence: i64,
    pub changed_at_ms: i64,
    pub source: Option<Source>,
}

/// Where an event comes from, as its page names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub name: String,
    pub url: String,
    pub attribution: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    pub id: OccurrenceId,
    pub times: Times,
    pub cancelled: bool,
}

/// Where a page of dates begins: after this start and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DatesAfter {
    pub(super) starts_at_ms: i64,
    pub(super) id: OccurrenceId,
}

impl std::fmt::Display for DatesAfter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.starts_at_ms, self.id)
    }
}

impl DatesAfter {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (starts, id) = text.split_once('_')?;
        Some(Self {
            starts_at_ms: starts.parse().ok()?,
            id: id.parse().ok()?,
        })
    }
}

store::row! {
    struct Row {
        id: EventId,
        city_id: CityId,
        titles: Names,
        descriptions: Names,
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
        price_text: String,
        url: String,
        organiser: String,
        host_id: Option<AccountId>,
        host_handle: Option<String>,
        online_url: String,
        moved_days: i64,
        cancelled: bool,
        listed: bool,
        sequence: i64,
        changed_at_ms: i64,
        source_name: Option<String>,
        source_url: Option<String>,
        attribution: Option<String>,
    }
}

store::row! {
    struct OccurrenceRow {
        id: OccurrenceId,
        starts_at_ms: i64,
        ends_at_ms: Option<i64>,
        all_day: bool,
        cancelled: bool,
    }
}

// `place` and `source` belong to places, `account` to accounts.
macro_rules! events_where {
    ($condition:literal) => {
        concat!(
            "select e.id, e.city_id, e.titles, e.descriptions, e.lang, e.community_id, e.place_id,
               e.location_text, e.price_min_minor, e.price_max_minor, e.price_text, e.url, e.organiser,
               e.host_id, h.handle as host_handle, e.online_url,
               e.moved_days, e.cancelled, e.listed, e.sequence, e.changed_at_ms,
               coalesce(e.lat_e6, p.lat_e6) as lat_e6, coalesce(e.lon_e6, p.lon_e6) as lon_e6,
               coalesce(e.neighbourhood_id, p.neighbourhood_id) as neighbourhood_id,
               p.names as place_names, s.name as source_name, s.url as source_url, s.attribution
             from event e
             left join place p on p.id = e.place_id
             left join source s on s.id = e.source_id
             left join account h on h.id = e.host_id
             where ",
            $condition
        )
    };
}

/// The event, for anybody.
pub async fn find(app: &App, tx: &mut Tx, id: EventId) -> Result<Event> {
    let row = tx
        .optional::<Row>(events_where!("e.id = $1"), args![id])
        .await?
        .ok_or(Error::NotFound)?;
    let city = app.view::<Cities>()?.by_id(row.city_id);
    // A city that the view has not reached yet is not known yet.
    let city = city.ok_or(Error::NotFound)?;
    Ok(event(city, row))
}

/// Those of the events that there are, in no order.
pub async fn find_all(app: &App, tx: &mut Tx, ids: &[EventId]) -> Result<Vec<Event>> {
    let cities = app.view::<Cities>()?;
    let mut events = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH_ROWS) {
        let rows = tx.all::<Row>(
            events_where!(
                "e.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                 $17, $18, $19, $20, $21, $22, $23, $24)"
            ),
            padded(batch),
        );
        let known = |row: Row| Some(event(cities.by_id(row.city_id)?, row));
        events.extend(rows.await?.into_iter().filter_map(known));
    }
    Ok(events)
}

fn event(city: Arc<City>, row: Row) -> Event {
    let source = row.source_name.map(|name| Source {
        name,
        url: row.source_url.unwrap_or_default(),
        attribution: row.attribution.unwrap_or_default(),
    });
    Event {
        id: row.id,
        city,
        titles: row.titles,
        descriptions: row.descriptions,
        lang: row.lang.parse().unwrap_or_default(),
        community: row.community_id,
        place: row.place_id.zip(row.place_names),
        neighbourhood: row.neighbourhood_id,
        location_text: row.location_text,
        spot: row
            .lat_e6
            .zip(row.lon_e6)
            .map(|(lat_e6, lon_e6)| Spot { lat_e6, lon_e6 }),
        price: Price::from_columns(row.price_min_minor, row.price_max_minor),
        price_text: row.price_text,
        url: row.url,
        organiser: row.organiser,
        host: row.host_id.zip(row.host_handle),
        online_url: row.online_url,
        moved_days: row.moved_days,
        cancelled: row.cancelled,
        listed: row.listed,
        sequence: row.sequence,
        changed_at_ms: row.changed_at_ms,
        source,
    }
}

/// One occurrence of the event.
pub async fn occurrence(tx: &mut Tx, event: EventId, id: OccurrenceId) -> Result<Occurrence> {
    let row = tx
        .optional::<OccurrenceRow>(
            "select * from occurrence where event_id = $1 and id = $2",
            args![event, id],
        )
        .await?;
    row.map(Occurrence::from).ok_or(Error::NotFound)
}

/// The occurrences that are not over, the first `limit` after that place, called-off ones as well.
pub(super) async fn occurrences(
    tx: &mut Tx,
    event: EventId,
    after: Option<DatesAfter>,
    limit: usize,
) -> Result<Vec<Occurrence>> {
    let (after_ms, after_id) =
        after.map_or((i64::MIN, 0), |after| (after.starts_at_ms, after.id.get()));
    let rows = tx
        .all::<OccurrenceRow>(
            "select * from occurrence
             where event_id = $1 and coalesce(ends_at_ms, starts_at_ms + $2) > $3
               and (starts_at_ms > $4 or (starts_at_ms = $4 and id > $5))
             order by starts_at_ms, id limit $6",
            args![
                event,
                OPEN_END_MS,
                tx.now_ms(),
                after_ms,
                after_id,
                i64::try_from(limit).unwrap_or(i64::MAX)
            ],
        )
        .await?;
    Ok(rows.into_iter().map(Occurrence::from).collect())
}

/// The one to show first: the next that is on, else the next that is called off, else the last.
pub(super) async fn leading(tx: &mut Tx, event: EventId) -> Result<Occurrence> {
    let row = tx
        .optional::<OccurrenceRow>(
            "select * from occurrence
             where event_id = $1 and coalesce(ends_at_ms, starts_at_ms + $2) > $3
             order by cancelled, starts_at_ms, id limit 1",
            args![event, OPEN_END_MS, tx.now_ms()],
        )
        .await?;
    let row = match row {
        Some(row) => Some(row),
        None => {
            tx.optional::<OccurrenceRow>(
                "select * from occurrence where event_id = $1
                 order by starts_at_ms desc, id desc limit 1",
                args![event],
            )
            .await?
        }
    };
    row.map(Occurrence::from).ok_or(Error::NotFound)
}

impl From<OccurrenceRow> for Occurrence {
    fn from(row: OccurrenceRow) -> Self {
        Self {
            id: row.id,
            times: Times {
                starts_at_ms: row.starts_at_ms,
                ends_at_ms: row.ends_at_ms,
                all_day: row.all_day,
            },
            cancelled: row.cancelled,
        }
    }
}

impl Event {
    /// Where it is, in a line: the place or what the source wrote, else the neighbourhood.
    pub fn location(&self, lang: Lang) -> String {
        if !self.location_text.is_empty() {
            return self.location_text.clone();
        }
        let place = self.place.as_ref().map(|(_, names)| names.get(lang));
        let hood = || {
            self.neighbourhood
                .and_then(|id| self.city.neighbourhood(id))
        };
        place
            .or_else(|| Some(hood()?.names.get(lang)))
            .unwrap_or_default()
            .to_owned()
    }
}

/// The city of an event.
pub async fn city_of(tx: &mut Tx, event: EventId) -> Result<CityId> {
    let sql = "select city_id from event where id = $1";
    let row = tx.optional::<(CityId,)>(sql, args![event]).await?;
    row.map(|(city,)| city).ok_or(Error::NotFound)
}
