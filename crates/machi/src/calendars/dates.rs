//! The dates of a calendar, with all that it says of their events.

use std::collections::HashMap;

use store::Tx;

use super::Subject;
use crate::agenda::{self, Agenda, Asking, Date};
use crate::app::App;
use crate::error::Result;
use crate::events::{self, Event, Occurrence};
use crate::ids::EventId;

/// Dates in one calendar, the soonest; a subscriber gets the rest as time goes on.
pub(super) const DATES_MAX: usize = 1_000;
const HOUR_MS: i64 = 3_600_000;

/// Dates by their start, each with its event.
#[derive(Debug, Default)]
pub struct Dates {
    events: HashMap<EventId, Event>,
    dates: Vec<(EventId, Occurrence)>,
    now_ms: i64,
}

impl Dates {
    /// What is on, and what was called off and is still ahead.
    pub async fn of(app: &App, subject: &Subject) -> Result<Self> {
        let view = app.view::<Agenda>()?;
        let now_ms = app.now_ms();
        app.read(async |tx: &mut Tx| {
            let mut dates = Vec::new();
            for (city, filter) in &subject.parts {
                let asking = Asking {
                    now_ms,
                    cheap_up_to_minor: city.cheap_up_to_minor,
                };
                let on = view.city(city.id).dates(filter, asking, DATES_MAX);
                let off = agenda::called_off(tx, city).await?;
                let off = off.dates(filter, asking, DATES_MAX);
                dates.extend(on.iter().map(|date| dated(date, false)));
                dates.extend(off.iter().map(|date| dated(date, true)));
            }
            Self::read(app, tx, dates).await
        })
        .await
    }

    /// These dates, the soonest [`DATES_MAX`] of them.
    pub async fn read(
        app: &App,
        tx: &mut Tx,
        mut dates: Vec<(EventId, Occurrence)>,
    ) -> Result<Self> {
        dates.sort_unstable_by_key(|(_, date)| (date.times.starts_at_ms, date.id));
        // The view may lag behind the table by a moment in which a date was called off.
        dates.dedup_by_key(|(_, date)| date.id);
        dates.truncate(DATES_MAX);
        let mut ids: Vec<EventId> = dates.iter().map(|(event, _)| *event).collect();
        ids.sort_unstable();
        ids.dedup();
        let events = events::find_all(app, tx, &ids).await?;
        Ok(Self {
            events: events.into_iter().map(|event| (event.id, event)).collect(),
            dates,
            now_ms: tx.now_ms(),
        })
    }

    /// What there is of each.
    pub fn entries(&self) -> Vec<(&Event, Occurrence)> {
        let found = |(id, date): &(EventId, Occurrence)| Some((self.events.get(id)?, *date));
        self.dates.iter().filter_map(found).collect()
    }

    /// When a calendar of these last became another: by a change of an event, or by the hour, since
    /// what is over leaves it and what comes nearer takes its place.
    pub fn changed_at_ms(&self) -> i64 {
        let hour_ms = self.now_ms - self.now_ms.rem_euclid(HOUR_MS);
        let changed = self.events.values().map(|event| event.changed_at_ms);
        changed.max().unwrap_or(0).max(hour_ms)
    }
}

fn dated(date: &Date, cancelled: bool) -> (EventId, Occurrence) {
    let occurrence = Occurrence {
        id: date.occurrence.id,
        times: date.occurrence.times,
        cancelled,
    };
    (date.event.id, occurrence)
}
