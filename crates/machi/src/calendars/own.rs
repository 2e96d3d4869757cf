//! A member's own calendar: the dates to which they go, and the events that they wrote about or of
//! which they saved a note.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use store::{Tx, args};

use super::dates::DATES_MAX;
use super::{Dates, link, page};
use crate::app::App;
use crate::error::{Error, Result};
use crate::events::calendar::{self, Taking};
use crate::events::{Occurrence, Times};
use crate::ids::{AccountId, EventId, OccurrenceId};

/// Dates of one event, the next: a daily one must not bury the others.
const DATES_OF_EVENT_MAX: usize = 3;
/// Dates that are looked through for them.
const LOOKED_AT_MAX: i64 = 10_000;
/// A whole day, even where the clocks go back, for what says no end.
const OPEN_END_MS: i64 = 25 * 60 * 60 * 1_000;

/// The calendar at its secret address (`SECRET.ics`).
pub(super) async fn calendar(
    State(app): State<App>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let secret = file.strip_suffix(".ics").ok_or(Error::NotFound)?;
    let (lang, dates) = app
        .read(async |tx: &mut Tx| {
            let (account, lang) = link::owner(tx, secret).await?;
            let dates = of(tx, account).await?;
            Ok((lang, Dates::read(&app, tx, dates).await?))
        })
        .await?;
    let document = calendar::file(
        &dates.entries(),
        &Taking {
            lang,
            public_url: &app.settings().public_url,
            name: Some(&lang.t("calendars-own-name")),
        },
    );
    let mut response = page::file(&headers, dates.changed_at_ms(), document);
    for (name, value) in [
        (header::CACHE_CONTROL, "private, no-cache"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ] {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

store::row! {
    struct Row {
        event_id: EventId,
        id: OccurrenceId,
        starts_at_ms: i64,
        ends_at_ms: Option<i64>,
        all_day: bool,
        cancelled: bool,
    }
}

/// What the member goes to, as far as it is not over; called-off dates as well.
async fn of(tx: &mut Tx, account: AccountId) -> Result<Vec<(EventId, Occurrence)>> {
    // `occurrence` belongs to events, `note` to notes, `collection_note` to
    // collections, `rsvp` to going.
    let rows = tx
        .all::<Row>(
            "select o.event_id, o.id, o.starts_at_ms, o.ends_at_ms, o.all_day, o.cancelled
             from occurrence o
             where (o.id in (
                 select r.occurrence_id from rsvp r
                 where r.account_id = $1 and r.state in ('going', 'interested', 'waiting', 'offered'))
               or o.event_id in (
                 select n.event_id from note n
                 where n.author_id = $1 and n.event_id is not null and n.deleted_at_ms is null
                 union
                 select n.event_id from collection_note c join note n on n.id = c.note_id
                 where c.account_id = $1 and n.event_id is not null and n.deleted_at_ms is null))
               and coalesce(o.ends_at_ms, o.starts_at_ms + $2) > $3
             order by o.starts_at_ms, o.id limit $4",
            args![account, OPEN_END_MS, tx.now_ms(), LOOKED_AT_MAX],
        )
        .await?;
    let mut taken: HashMap<EventId, usize> = HashMap::new();
    let mut dates = Vec::new();
    for row in rows {
        let taken = taken.entry(row.event_id).or_default();
        *taken += 1;
        if *taken <= DATES_OF_EVENT_MAX && dates.len() < DATES_MAX {
            dates.push((row.event_id, occurrence(&row)));
        }
    }
    Ok(dates)
}

fn occurrence(row: &Row) -> Occurrence {
    Occurrence {
        id: row.id,
        times: Times {
            starts_at_ms: row.starts_at_ms,
            ends_at_ms: row.ends_at_ms,
            all_day: row.all_day,
        },
        cancelled: row.cancelled,
    }
}
