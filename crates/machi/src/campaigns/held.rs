//! What a campaign's seats are of, and when, as pages name it: the event of the date, or the place.

use store::{Tx, args};

use super::found::Campaign;
use crate::cities::City;
use crate::error::Result;
use crate::events::{Reading, Times};
use crate::frame::Page;
use crate::text::Names;

store::row! {
    #[derive(Debug, Clone)]
    struct Row {
        names: Names,
        starts_at_ms: i64,
        /// Of a visit.
        ends_at_ms: Option<i64>,
    }
}

#[derive(Debug, Clone)]
pub(super) struct Held {
    /// Titles of the event, or names of the place.
    names: Names,
    times: Times,
    pub(super) href: String,
}

/// None for a date that is gone.
pub(super) async fn held(tx: &mut Tx, campaign: &Campaign) -> Result<Option<Held>> {
    // `occurrence` and `event` belong to events, `place` to places.
    let (sql, id) = match campaign.place_id {
        Some(_) => (
            "select p.names, coalesce(o.starts_at_ms, c.visit_starts_at_ms) as starts_at_ms,
               coalesce(o.ends_at_ms, c.visit_ends_at_ms) as ends_at_ms
             from campaign c join place p on p.id = c.place_id
             left join occurrence o on o.id = c.occurrence_id where c.id = $1",
            Some(campaign.id.get()),
        ),
        None => (
            "select e.titles as names, o.starts_at_ms, cast(null as bigint) as ends_at_ms
             from occurrence o join event e on e.id = o.event_id where o.id = $1",
            campaign.occurrence_id.map(|date| date.get()),
        ),
    };
    let row = tx.optional::<Row>(sql, args![id]).await?;
    let href = match (campaign.place_id, campaign.date()) {
        (Some(place), _) => format!("/places/{place}"),
        (None, date) => {
            let (event, occurrence) = date?;
            format!("/events/{event}/{occurrence}")
        }
    };
    Ok(row.map(|row| Held {
        names: row.names,
        times: Times {
            starts_at_ms: row.starts_at_ms,
            ends_at_ms: row.ends_at_ms,
            all_day: false,
        },
        href,
    }))
}

impl Held {
    pub(super) fn starts_at_ms(&self) -> i64 {
        self.times.starts_at_ms
    }

    /// When a date begins; of a visit, from when until when one may come.
    pub(super) fn text(&self, page: &Page, city: &City, now_ms: i64) -> String {
        let reading = Reading {
            lang: page.lang,
            zone: &city.zone,
            now_ms,
        };
        format!(
            "{} · {}",
            self.names.get(page.lang),
            self.times.full(reading)
        )
    }
}
