//! Publishing an event, and changing it.

use std::collections::HashMap;

use store::{Tx, args};

use super::hosted::{Host, hosted};
use super::input::EventInput;
use super::put_hosting::put_hosting;
use super::same_dates::{Stored, keep_keys};
use super::written::{Written, written};
use super::{Way, seat_types};
use crate::accounts;
use crate::changes::{self, Change};
use crate::cities::{City, CityOperator, CityState};
use crate::error::{Error, Refusal, Result};
use crate::events::{self, EventDraft};
use crate::ids::{AccountId, CityId, EventId, OccurrenceId, PlaceId};
use crate::organisers::{self, Organiser};
use crate::seats;
use crate::timers;

/// The timer by which those who wait learn that there are more seats; its subject is the event.
pub const CAPACITY_RAISED: &str = "capacity-raised";
/// Events that one organiser publishes in a day.
const A_DAY_MAX: i64 = 100;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Whose event it is, and where.
struct Hosting<'a> {
    city: &'a City,
    host: AccountId,
    cancelled: bool,
    called_off: &'a str,
}

/// Publishes a new event.
pub async fn publish(tx: &mut Tx, by: &Organiser, input: &EventInput) -> Result<EventId> {
    if by.city.state != CityState::Open {
        return Err(Refusal::new("publishing-city-not-open").into());
    }
    let (lately,) = tx
        .one::<(i64,)>(
            "select count(*) from event where host_id = $1 and created_at_ms > $2",
            args![by.member.id, tx.now_ms() - DAY_MS],
        )
        .await?;
    if lately >= A_DAY_MAX {
        return Err(Refusal::new("publishing-many").with("n", A_DAY_MAX).into());
    }
    let written = written(tx, &by.city, input).await?;
    ahead(tx, &by.city, &written)?;
    let hosting = Hosting {
        city: &by.city,
        host: by.member.id,
        cancelled: false,
        called_off: "",
    };
    put(tx, &hosting, None, &written).await
}

/// Publishes an event that is not listed: who makes it gives its seats. Nothing of it changes afterwards, but it
/// can be called off.
///
/// # Errors
/// As [`publish`].
pub async fn publish_unlisted(
    tx: &mut Tx,
    by: &CityOperator,
    input: &EventInput,
) -> Result<EventId> {
    if by.city.state != CityState::Open {
        return Err(Refusal::new("publishing-city-not-open").into());
    }
    let written = written(tx, &by.city, input).await?;
    ahead(tx, &by.city, &written)?;
    let hosting = Hosting {
        city: &by.city,
        host: by.member.id,
        cancelled: false,
        called_off: "",
    };
    let event = put(tx, &hosting, None, &written).await?;
    events::unlist(tx, event).await?;
    Ok(event)
}

/// Changes an event; who goes is told of another time or place.
pub(super) async fn change(tx: &mut Tx, by: &Host, input: &EventInput) -> Result<()> {
    if by.city.state != CityState::Open {
        return Err(Refusal::new("publishing-city-not-open").into());
    }
    let old = hosted(tx, by.event).await?.ok_or(Error::NotFound)?;
    if !old.listed {
        return Err(Refusal::new("publishing-unlisted").into());
    }
    let written = written(tx, &by.city, input).await?;
    if old.way == Way::Draw && written.input.way != Way::Draw {
        nobody_takes_part(tx, by.event).await?;
    }
    let hosting = Hosting {
        city: &by.city,
        host: old.host,
        cancelled: old.cancelled,
        called_off: &old.called_off,
    };
    put(tx, &hosting, Some(by.event), &written).await?;
    Ok(())
}

/// Whoever takes part in the draw of a coming date was promised one.
async fn nobody_takes_part(tx: &mut Tx, event: EventId) -> Result<()> {
    // `rsvp` belongs to going: who has entered is drawn, or told that nothing is.
    let sql = "select 1 from rsvp r join occurrence o on o.id = r.occurrence_id
               where r.event_id = $1 and r.state = 'entered' and o.starts_at_ms > $2 limit 1";
    let entered = tx.optional::<(i64,)>(sql, args![event, tx.now_ms()]);
    match entered.await? {
        Some(_) => Err(Refusal::new("publishing-draw-entered").on("way").into()),
        None => Ok(()),
    }
}

/// A new event has a date that is not over.
fn ahead(tx: &Tx, city: &City, written: &Written) -> Result<()> {
    let dates = written.when.occurrences(&city.zone)?;
    if dates.iter().any(|date| date.starts_at_ms > tx.now_ms()) {
        Ok(())
    } else {
        Err(Refusal::new("publishing-past").on("day").into())
    }
}

async fn put(
    tx: &mut Tx,
    hosting: &Hosting<'_>,
    id: Option<EventId>,
    written: &Written,
) -> Result<EventId> {
    let before = match id {
        Some(id) => state(tx, id).await?,
        None => State::default(),
    };
    let draft = draft(tx, hosting, id, written).await?;
    let event = events::publish(tx, hosting.city, id, draft).await?.event();
    put_hosting(tx, event, hosting.called_off, written).await?;
    seats::set(tx, event, None, written.input.capacity).await?;
    seat_types::put(tx, event, &written.seat_types).await?;
    let change = Change::EventChanged { event };
    changes::record(tx, hosting.city.id, change).await?;
    if id.is_some() {
        tell(tx, hosting.city.id, event, &before).await?;
    }
    Ok(event)
}

/// The dates of the event that are ahead, as they are stored.
async fn stored(tx: &mut Tx, event: EventId) -> Result<Vec<Stored>> {
    let rows: Vec<(String, i64)> = tx
        .all(
            "select source_key, starts_at_ms from occurrence
             where event_id = $1 and starts_at_ms > $2 order by starts_at_ms, id",
            args![event, tx.now_ms()],
        )
        .await?;
    let row = |(key, starts_at_ms)| Stored { key, starts_at_ms };
    Ok(rows.into_iter().map(row).collect())
}

async fn draft(
    tx: &mut Tx,
    hosting: &Hosting<'_>,
    id: Option<EventId>,
    written: &Written,
) -> Result<EventDraft> {
    let input = &written.input;
    let zone = &hosting.city.zone;
    let mut occurrences = written.when.occurrences(zone)?;
    if let Some(id) = id {
        let stored = stored(tx, id).await?;
        occurrences = keep_keys(occurrences, stored, tx.now_ms(), zone);
    }
    let off: Vec<_> = hosting.called_off.split(' ').collect();
    for date in &mut occurrences {
        date.cancelled = off.contains(&date.source_key.as_str());
    }
    let name = match organisers::name_of(tx, hosting.city.id, hosting.host).await? {
        Some(name) => Some(name),
        None => accounts::named::display_name(tx, hosting.host).await?,
    };
    Ok(EventDraft {
        source: None,
        source_key: String::new(),
        titles: input.titles.clone(),
        descriptions: input.descriptions.clone(),
        lang: input.lang,
        community: input.community,
        place: input.place,
        neighbourhood: None,
        location_text: input.location.clone(),
        spot: None,
        price: written.price,
        price_text: String::new(),
        url: input.ticket_url.clone(),
        organiser: name.unwrap_or_default(),
        host: Some(hosting.host),
        online_url: input.online_url.clone(),
        moved_days: 0,
        cancelled: hosting.cancelled,
        occurrences,
    })
}

/// Where and when it is, as far as people who go must know.
#[derive(Default)]
pub(super) struct State {
    place: (Option<PlaceId>, String, String),
    dates: HashMap<OccurrenceId, (i64, bool)>,
}

pub(super) async fn state(tx: &mut Tx, event: EventId) -> Result<State> {
    let (place, location, online, cancelled): (Option<PlaceId>, String, String, bool) = tx
        .one(
            "select place_id, location_text, online_url, cancelled from event where id = $1",
            args![event],
        )
        .await?;
    let dates: Vec<(OccurrenceId, i64, bool)> = tx
        .all(
            "select id, starts_at_ms, cancelled from occurrence where event_id = $1",
            args![event],
        )
        .await?;
    Ok(State {
        place: (place, location, online),
        dates: dates
            .into_iter()
            .map(|(id, at_ms, off)| (id, (at_ms, off || cancelled)))
            .collect(),
    })
}

/// Records what moved and what was called off since, of what is ahead; who waits may get a seat.
pub(super) async fn tell(tx: &mut Tx, city: CityId, event: EventId, before: &State) -> Result<()> {
    let after = state(tx, event).await?;
    if after.place != before.place {
        changes::record(tx, city, Change::EventMoved { event }).await?;
    }
    let now_ms = tx.now_ms();
    let mut dates: Vec<_> = after.dates.into_iter().collect();
    dates.sort_unstable_by_key(|(id, _)| *id);
    for (occurrence, (at_ms, off)) in dates {
        let Some(&(at_before_ms, off_before)) = before.dates.get(&occurrence) else {
            continue;
        };
        if at_ms.max(at_before_ms) < now_ms || off_before && off {
            continue;
        }
        if off && !off_before {
            let change = Change::OccurrenceCancelled { event, occurrence };
            changes::record(tx, city, change).await?;
        } else if at_ms != at_before_ms || off != off_before {
            changes::record(tx, city, Change::OccurrenceMoved { event, occurrence }).await?;
        }
    }
    timers::schedule(tx, CAPACITY_RAISED, event.get(), now_ms).await
}
