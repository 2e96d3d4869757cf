//! Who stands at the door: a permission made from its link alone.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use store::{Tx, args};

use super::open;
use crate::app::App;
use crate::at;
use crate::cities::{Cities, City};
use crate::error::{Error, Result};
use crate::ids::{CityId, DoorId, EventId, OccurrenceId};

/// After the end of its time, what was scanned without a network is still taken for so long.
const LATE_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// Somebody who opened the link of a door that is not revoked, until its time is over.
#[derive(Debug, Clone)]
pub struct Steward {
    pub door: DoorId,
    pub name: String,
    pub event: EventId,
    /// None for each date in its time.
    pub occurrence: Option<OccurrenceId>,
    pub city: Arc<City>,
    pub from_ms: i64,
    pub until_ms: i64,
}

/// The same, also for a week after its time: to send what was scanned in it.
#[derive(Debug, Clone)]
pub(super) struct LateSteward(pub(super) Steward);

store::row! {
    struct Row {
        event_id: EventId,
        occurrence_id: Option<OccurrenceId>,
        city_id: CityId,
        name: String,
        from_ms: i64,
        until_ms: i64,
    }
}

impl Steward {
    /// Who opened this link, the last part of the door's address; also for a week after its time.
    ///
    /// # Errors
    /// `NotFound` for a link that is not ours, was revoked, or ended more than a week ago.
    pub async fn of_link(app: &App, link: &str) -> Result<Self> {
        let door = open::of_link(app, link).ok_or(Error::NotFound)?;
        let row = app
            .read(async |tx: &mut Tx| {
                // `event` belongs to events.
                let row = tx.optional::<Row>(
                    "select d.event_id, d.occurrence_id, e.city_id, d.name, d.from_ms, d.until_ms
                     from door d join event e on e.id = d.event_id
                     where d.id = $1 and d.revoked_at_ms is null",
                    args![door],
                );
                Ok(row.await?)
            })
            .await?;
        let row = row.ok_or(Error::NotFound)?;
        if app.now_ms() > row.until_ms + LATE_MS {
            return Err(Error::NotFound);
        }
        let city = app.view::<Cities>()?.by_id(row.city_id);
        Ok(Self {
            door,
            name: row.name,
            event: row.event_id,
            occurrence: row.occurrence_id,
            city: city.ok_or(Error::NotFound)?,
            from_ms: row.from_ms,
            until_ms: row.until_ms,
        })
    }
}

impl FromRequestParts<App> for LateSteward {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let link = at::part(parts, app, "link").await?;
        Steward::of_link(app, &link).await.map(Self)
    }
}

impl FromRequestParts<App> for Steward {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let LateSteward(steward) = LateSteward::from_request_parts(parts, app).await?;
        if app.now_ms() < steward.until_ms {
            Ok(steward)
        } else {
            Err(Error::NotFound)
        }
    }
}
