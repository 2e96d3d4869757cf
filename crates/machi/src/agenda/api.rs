//! What is on in a city, for programs.

use axum::extract::{Query, State};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::filter::{Asked, Filter};
use super::query::{Asking, Cursor, Hit};
use super::view::Agenda;
use crate::app::App;
use crate::cities::{City, InCity, SpotJson};
use crate::covers::{self, Shape};
use crate::error::{Refusal, Result};
use crate::events::{EventPlace, OccurrenceJson, PriceJson, Reading};
use crate::frame::paging;
use crate::ids::EventId;
use crate::text::{Lang, Names};

const PAGE_EVENTS: usize = 50;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_events))
}

/// An event with the first of its dates that was asked for.
#[derive(Serialize, ToSchema)]
struct ListedEvent {
    #[schema(value_type = String)]
    id: EventId,
    /// By language.
    titles: Names,
    /// The language that the source wrote in.
    lang: Lang,
    occurrence: OccurrenceJson,
    /// How many dates come after this one.
    more_dates: usize,
    price: PriceJson,
    /// The community's slug.
    community: Option<String>,
    place: Option<EventPlace>,
    /// The neighbourhood's key in the city.
    neighbourhood: Option<String>,
    /// As the source calls it.
    location: String,
    spot: Option<SpotJson>,
    /// From the place that `near` names.
    metres: Option<i64>,
    /// How many days a demo moved it from its real date; 0 for a real one.
    moved_days: i64,
    /// Where it comes from.
    source: String,
    /// A drawn picture, and its page: paths on this server.
    cover: String,
    page: String,
}

/// What is on in a city
///
/// Each event once, with the first of its dates that matches. By day and hour; with `near` by
/// distance. What was cancelled is left out.
#[utoipa::path(get, path = "/cities/{city}/events", tag = "events",
    params(("city" = String, Path, description = "The city's slug"), Asked),
    security((), ("bearer" = [])),
    responses((status = 200, body = [ListedEvent])))]
async fn list_events(
    State(app): State<App>,
    InCity(city): InCity,
    lang: Lang,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (filter, mut wrong) = Filter::read(&asked, &city);
    let after = asked.after.as_deref().map(str::parse::<Cursor>);
    if let Some(Err(_)) = after {
        wrong.push(Refusal::new("agenda-filter-unknown").on("after"));
    }
    Refusal::join(wrong)?;
    let asking = Asking {
        now_ms: app.now_ms(),
        cheap_up_to_minor: city.cheap_up_to_minor,
    };
    let agenda = app.view::<Agenda>()?.city(city.id);
    let listing = agenda.list(&filter, asking, after.and_then(Result::ok), PAGE_EVENTS);
    let reading = Reading {
        lang,
        zone: &city.zone,
        now_ms: asking.now_ms,
    };
    let events: Vec<_> = listing
        .hits
        .iter()
        .map(|hit| listed(hit, &city, reading))
        .collect();
    let next = listing.next.map(|cursor| {
        let path = format!("/api/v1/cities/{}/events", city.slug);
        asked
            .with("after", Some(&cursor.to_string()))
            .address(&path)
    });
    Ok(paging::json(events, next.as_deref()))
}

fn listed(hit: &Hit, city: &City, reading: Reading<'_>) -> ListedEvent {
    let event = &hit.event;
    let date = hit.occurrence;
    let community = |id| city.communities.iter().find(|community| community.id == id);
    ListedEvent {
        id: event.id,
        titles: event.titles.clone(),
        lang: event.lang,
        occurrence: OccurrenceJson::of(date.id, date.times, false, city, reading),
        more_dates: hit.more_dates,
        price: PriceJson::of(event.price, city, reading.lang),
        community: event
            .community
            .and_then(community)
            .map(|community| community.slug.clone()),
        place: event.place.map(|id| EventPlace {
            id,
            names: event.place_names.clone(),
        }),
        neighbourhood: event
            .neighbourhood
            .and_then(|id| city.neighbourhood(id))
            .map(|hood| hood.key.clone()),
        location: event.location_text.clone(),
        spot: event.spot.map(SpotJson::from),
        metres: hit.metres,
        moved_days: event.moved_days,
        source: event.source_name.clone(),
        cover: covers::cover_url(city, event.neighbourhood, event.id.get(), Shape::Card),
        page: format!("/events/{}/{}", event.id, date.id),
    }
}
