//! A city's page: what happens tonight, this weekend, near, for little money.

mod api;
mod card;
mod chips;
mod city_page;
mod dates;
mod event_page;
mod filter;
mod list_page;
mod listed;
mod notes_here;
mod notice;
mod place_page;
mod query;
mod subscribe;
mod view;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use card::{Card, Day, by_day, tonight_cards};
pub use dates::{Date, called_off};
pub use filter::{Asked, Filter, PriceFilter, When, coarse};
pub use listed::{Listed, ListedOccurrence};
pub use query::{Asking, Cursor, Hit, Listing};
pub use view::{Agenda, CityAgenda};

pub fn pages() -> Router<App> {
    Router::new()
        .route("/cities/{city}", get(city_page::city))
        .route("/cities/{city}/agenda", get(list_page::list))
        .route("/events/{event}", get(event_page::event))
        .route("/events/{event}/{occurrence}", get(event_page::one_date))
        .route("/places/{place}", get(place_page::place))
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
