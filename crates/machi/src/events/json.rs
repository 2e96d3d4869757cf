//! Events as programs read them.

use serde::Serialize;
use utoipa::ToSchema;

use super::detail::{Event, Occurrence, Source};
use super::{Price, Reading, Times, rfc3339};
use crate::cities::{City, SpotJson};
use crate::covers::{self, Shape};
use crate::ids::{EventId, OccurrenceId, PlaceId};
use crate::text::{Lang, Names};

/// What an event costs.
#[derive(Serialize, ToSchema)]
pub struct PriceJson {
    /// `unknown`, `free` or `paid`.
    #[schema(example = "free")]
    pub state: &'static str,
    /// The least that one person pays, in the currency's minor units.
    pub min_minor: Option<i64>,
    pub max_minor: Option<i64>,
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: String,
    /// In the reader's language.
    pub text: Option<String>,
}

impl PriceJson {
    pub fn of(price: Price, city: &City, lang: Lang) -> Self {
        let (min_minor, max_minor) = price.to_columns();
        Self {
            state: match price {
                Price::Unknown => "unknown",
                Price::Free => "free",
                Price::Range { .. } => "paid",
            },
            min_minor,
            max_minor,
            currency: city.currency.code().to_owned(),
            text: price.text(lang, city.currency),
        }
    }
}

/// One date of an event.
#[derive(Serialize, ToSchema)]
pub struct OccurrenceJson {
    #[schema(value_type = String)]
    pub id: OccurrenceId,
    pub starts_at_ms: i64,
    /// Null when the source does not say.
    pub ends_at_ms: Option<i64>,
    /// RFC 3339 with the city's offset.
    #[schema(example = "2026-11-28T19:00:00-05:00")]
    pub starts_at_local: String,
    pub ends_at_local: Option<String>,
    /// IANA.
    #[schema(example = "America/New_York")]
    pub time_zone: String,
    /// The whole day in the city's zone.
    pub all_day: bool,
    pub cancelled: bool,
    /// In the reader's language.
    pub text: String,
}

impl OccurrenceJson {
    pub fn of(
        id: OccurrenceId,
        times: Times,
        cancelled: bool,
        city: &City,
        reading: Reading<'_>,
    ) -> Self {
        Self {
            id,
            starts_at_ms: times.starts_at_ms,
            ends_at_ms: times.ends_at_ms,
            starts_at_local: rfc3339(times.starts_at_ms, &city.zone),
            ends_at_local: times.ends_at_ms.map(|ends_ms| rfc3339(ends_ms, &city.zone)),
            time_zone: city.zone_name.clone(),
            all_day: times.all_day,
            cancelled,
            text: times.full(reading),
        }
    }
}

/// A place, as an event names it.
#[derive(Serialize, ToSchema)]
pub struct EventPlace {
    #[schema(value_type = String)]
    pub id: PlaceId,
    /// By language.
    pub names: Names,
}

/// Where an event comes from.
#[derive(Serialize, ToSchema)]
pub(super) struct EventSource {
    pub name: String,
    pub url: String,
    /// Who made it, under which licence.
    pub attribution: String,
}

impl From<Source> for EventSource {
    fn from(source: Source) -> Self {
        Self {
            name: source.name,
            url: source.url,
            attribution: source.attribution,
        }
    }
}

/// An event.
#[derive(Serialize, ToSchema)]
pub(super) struct EventJson {
    #[schema(value_type = String)]
    pub id: EventId,
    /// The city's slug.
    pub city: String,
    /// By language.
    pub titles: Names,
    pub descriptions: Names,
    /// The language that the source wrote in.
    pub lang: Lang,
    /// The community's slug.
    pub community: Option<String>,
    pub place: Option<EventPlace>,
    /// The neighbourhood's key in the city.
    pub neighbourhood: Option<String>,
    /// As the source calls it.
    pub location: String,
    pub spot: Option<SpotJson>,
    pub price: PriceJson,
    /// What the source says of the price beyond the numbers.
    pub price_note: String,
    /// The source's own page of the event; may be empty.
    pub url: String,
    pub organiser: String,
    pub source: Option<EventSource>,
    /// How many days a demo moved it from its real date; 0 for a real one.
    pub moved_days: i64,
    pub cancelled: bool,
    /// Grows with each change that people who go must know of.
    pub sequence: i64,
    pub changed_at_ms: i64,
    /// The next date, else the last.
    pub occurrence: OccurrenceJson,
    /// A drawn picture: a path on this server.
    pub cover: String,
    /// Its page and its calendar file: paths on this server.
    pub page: String,
    pub calendar: String,
}

pub(super) fn event(event: Event, occurrence: Occurrence, reading: Reading<'_>) -> EventJson {
    let city = &event.city;
    let date = OccurrenceJson::of(
        occurrence.id,
        occurrence.times,
        occurrence.cancelled,
        city,
        reading,
    );
    EventJson {
        id: event.id,
        city: city.slug.clone(),
        community: event
            .community
            .and_then(|id| city.communities.iter().find(|community| community.id == id))
            .map(|community| community.slug.clone()),
        neighbourhood: event
            .neighbourhood
            .and_then(|id| city.neighbourhood(id))
            .map(|hood| hood.key.clone()),
        price: PriceJson::of(event.price, city, reading.lang),
        cover: covers::cover_url(city, event.neighbourhood, event.id.get(), Shape::Card),
        page: format!("/events/{}", event.id),
        calendar: format!("/events/{}.ics", event.id),
        titles: event.titles,
        descriptions: event.descriptions,
        lang: event.lang,
        place: event.place.map(|(id, names)| EventPlace { id, names }),
        location: event.location_text,
        spot: event.spot.map(SpotJson::from),
        price_note: event.price_text,
        url: event.url,
        organiser: event.organiser,
        source: event.source.map(EventSource::from),
        moved_days: event.moved_days,
        cancelled: event.cancelled,
        sequence: event.sequence,
        changed_at_ms: event.changed_at_ms,
        occurrence: date,
    }
}
