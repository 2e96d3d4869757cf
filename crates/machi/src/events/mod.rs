//! Events: what happens at a place at a time.

mod api;
pub mod around;
mod call_off;
pub mod calendar;
mod detail;
mod in_mail;
mod json;
mod linked_data;
mod page;
mod price;
mod rows;
mod save;
mod scope;
mod show;
mod times;
mod unlist;

#[cfg(test)]
mod page_tests;
#[cfg(test)]
pub(crate) mod tests;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::cities::Spot;
use crate::ids::{AccountId, CommunityId, EventId, NeighbourhoodId, PlaceId, SourceId};
use crate::text::{Lang, Names};

pub use call_off::{call_off, call_off_date};
pub use detail::city_of;
pub use detail::{Event, Occurrence, Source, find, find_all, occurrence};
pub use in_mail::{InMail, in_mail};
pub use json::{EventPlace, OccurrenceJson, PriceJson};
pub use page::{Dates, Named, Shown, Told, named, page};
pub use price::Price;
pub use save::{Existing, publish, save, web_address};
pub use scope::{Scope, Tells};
pub use times::{Reading, Times, rfc3339};
pub use unlist::unlist;

/// What a source or an organiser says of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventDraft {
    /// None for what a member publishes here.
    pub source: Option<SourceId>,
    /// Stable within the source; empty without one.
    pub source_key: String,
    /// At least one.
    pub titles: Names,
    pub descriptions: Names,
    /// The language that the source wrote in.
    pub lang: Lang,
    pub community: Option<CommunityId>,
    pub place: Option<PlaceId>,
    pub neighbourhood: Option<NeighbourhoodId>,
    /// What the source calls the location, when it could not be resolved or says more than the place.
    pub location_text: String,
    pub spot: Option<Spot>,
    pub price: Price,
    /// What the source says of the price beyond the numbers.
    pub price_text: String,
    /// Anything but http and https is left out.
    pub url: String,
    /// Who organises it, in the words of the source.
    pub organiser: String,
    /// Who publishes it here.
    pub host: Option<AccountId>,
    /// Where to take part from afar; empty when it is at a place only.
    pub online_url: String,
    /// How many days the demo moved it from its real date.
    pub moved_days: i64,
    pub cancelled: bool,
    pub occurrences: Vec<OccurrenceDraft>,
}

/// What a source says of one occurrence of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct OccurrenceDraft {
    /// Stable within the event: the original start in the city's zone, say.
    pub source_key: String,
    pub starts_at_ms: i64,
    /// None when the source does not say; of an all-day one, the midnight after its last day.
    pub ends_at_ms: Option<i64>,
    /// The whole day in the city's zone; `starts_at_ms` is its midnight.
    pub all_day: bool,
    pub cancelled: bool,
}

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    New(EventId),
    Changed(EventId),
    /// It said nothing new; nothing was written.
    Same(EventId),
}

impl Saved {
    pub fn event(self) -> EventId {
        match self {
            Self::New(id) | Self::Changed(id) | Self::Same(id) => id,
        }
    }
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}
