//! The rows of events and their occurrences, as they are written.

use store::{Tx, args};

use super::{EventDraft, OccurrenceDraft};
use crate::cities::City;
use crate::error::Result;
use crate::ids::{AccountId, CommunityId, EventId, NeighbourhoodId, OccurrenceId, PlaceId};
use crate::text::Names;

store::row! {
    #[derive(Clone, PartialEq)]
    pub(super) struct EventRow {
        pub(super) id: EventId,
        pub(super) source_key: String,
        pub(super) titles: Names,
        pub(super) descriptions: Names,
        pub(super) lang: String,
        pub(super) community_id: Option<CommunityId>,
        pub(super) place_id: Option<PlaceId>,
        pub(super) neighbourhood_id: Option<NeighbourhoodId>,
        pub(super) location_text: String,
        pub(super) lat_e6: Option<i64>,
        pub(super) lon_e6: Option<i64>,
        pub(super) price_min_minor: Option<i64>,
        pub(super) price_max_minor: Option<i64>,
        pub(super) price_text: String,
        pub(super) currency: String,
        pub(super) url: String,
        pub(super) organiser: String,
        pub(super) host_id: Option<AccountId>,
        pub(super) online_url: String,
        pub(super) moved_days: i64,
        pub(super) cancelled: bool,
        pub(super) sequence: i64,
    }
}

store::row! {
    #[derive(Clone, PartialEq)]
    pub(super) struct OccurrenceRow {
        pub(super) id: OccurrenceId,
        pub(super) event_id: EventId,
        pub(super) source_key: String,
        pub(super) starts_at_ms: i64,
        pub(super) ends_at_ms: Option<i64>,
        pub(super) all_day: bool,
        pub(super) cancelled: bool,
    }
}

pub(super) async fn insert(tx: &mut Tx, city: &City, draft: &EventDraft) -> Result<EventRow> {
    let event = row(EventId::from(tx.new_id()), 0, city, draft);
    tx.execute(
        "insert into event (id, city_id, source_id, source_key, titles, descriptions, lang,
           community_id, place_id, neighbourhood_id, location_text, lat_e6, lon_e6,
           price_min_minor, price_max_minor, price_text, currency, url, organiser, moved_days,
           cancelled, sequence, host_id, online_url, created_at_ms, changed_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
           $19, $20, $21, 0, $22, $23, $24, $24)",
        args![
            event.id,
            city.id,
            draft.source,
            event.source_key,
            event.titles.to_column(),
            event.descriptions.to_column(),
            event.lang,
            event.community_id,
            event.place_id,
            event.neighbourhood_id,
            event.location_text,
            event.lat_e6,
            event.lon_e6,
            event.price_min_minor,
            event.price_max_minor,
            event.price_text,
            event.currency,
            event.url,
            event.organiser,
            event.moved_days,
            event.cancelled,
            event.host_id,
            event.online_url,
            tx.now_ms(),
        ],
    )
    .await?;
    Ok(event)
}

pub(super) async fn update(tx: &mut Tx, event: &EventRow) -> Result<()> {
    tx.execute(
        "update event set titles = $2, descriptions = $3, lang = $4, community_id = $5,
           place_id = $6, neighbourhood_id = $7, location_text = $8, lat_e6 = $9, lon_e6 = $10,
           price_min_minor = $11, price_max_minor = $12, price_text = $13, currency = $14,
           url = $15, organiser = $16, moved_days = $17, cancelled = $18, sequence = $19,
           online_url = $20, changed_at_ms = $21
         where id = $1",
        args![
            event.id,
            event.titles.to_column(),
            event.descriptions.to_column(),
            event.lang,
            event.community_id,
            event.place_id,
            event.neighbourhood_id,
            event.location_text,
            event.lat_e6,
            event.lon_e6,
            event.price_min_minor,
            event.price_max_minor,
            event.price_text,
            event.currency,
            event.url,
            event.organiser,
            event.moved_days,
            event.cancelled,
            event.sequence,
            event.online_url,
            tx.now_ms(),
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn insert_occurrence(
    tx: &mut Tx,
    event: EventId,
    draft: &OccurrenceDraft,
) -> Result<OccurrenceRow> {
    let row = occurrence_row(OccurrenceId::from(tx.new_id()), event, draft);
    tx.execute(
        "insert into occurrence (id, event_id, source_key, starts_at_ms, ends_at_ms, all_day, cancelled)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            row.id,
            row.event_id,
            row.source_key,
            row.starts_at_ms,
            row.ends_at_ms,
            row.all_day,
            row.cancelled
        ],
    )
    .await?;
    Ok(row)
}

pub(super) async fn update_occurrence(tx: &mut Tx, row: &OccurrenceRow) -> Result<()> {
    tx.execute(
        "update occurrence set starts_at_ms = $2, ends_at_ms = $3, all_day = $4, cancelled = $5
         where id = $1",
        args![
            row.id,
            row.starts_at_ms,
            row.ends_at_ms,
            row.all_day,
            row.cancelled
        ],
    )
    .await?;
    Ok(())
}

pub(super) fn row(id: EventId, sequence: i64, city: &City, draft: &EventDraft) -> EventRow {
    let (price_min_minor, price_max_minor) = draft.price.to_columns();
    EventRow {
        id,
        source_key: draft.source_key.clone(),
        titles: draft.titles.clone(),
        descriptions: draft.descriptions.clone(),
        lang: draft.lang.tag().to_owned(),
        community_id: draft.community,
        place_id: draft.place,
        neighbourhood_id: draft.neighbourhood,
        location_text: draft.location_text.clone(),
        lat_e6: draft.spot.map(|spot| spot.lat_e6),
        lon_e6: draft.spot.map(|spot| spot.lon_e6),
        price_min_minor,
        price_max_minor,
        price_text: draft.price_text.clone(),
        currency: city.currency.code().to_owned(),
        url: draft.url.clone(),
        organiser: draft.organiser.clone(),
        host_id: draft.host,
        online_url: draft.online_url.clone(),
        moved_days: draft.moved_days,
        cancelled: draft.cancelled,
        sequence,
    }
}

pub(super) fn occurrence_row(
    id: OccurrenceId,
    event_id: EventId,
    draft: &OccurrenceDraft,
) -> OccurrenceRow {
    OccurrenceRow {
        id,
        event_id,
        source_key: draft.source_key.clone(),
        starts_at_ms: draft.starts_at_ms,
        // An end before the start is a slip of the source: it does not say.
        ends_at_ms: draft.ends_at_ms.filter(|&ends| ends > draft.starts_at_ms),
        all_day: draft.all_day,
        cancelled: draft.cancelled,
    }
}
