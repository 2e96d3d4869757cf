//! The door of an event: a link by which stewards, without an account, see who comes, scan tickets
//! and let people in, also where there is no network; and what the organiser sees of it.

mod api;
mod desk_api;
mod desk_page;
mod find;
mod guest_tickets;
mod list;
mod numbers;
mod open;
mod page;
mod scan;
mod sheet;
#[cfg(test)]
mod tests;
mod tickets_api;
mod tickets_page;
mod undo;
mod window;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use find::Steward;
pub use open::{NewDoor, link, open};
pub use scan::{Answered, Outcome, Scanned, Scans, scan_all, scan_some};

pub fn pages() -> Router<App> {
    Router::new()
        .route("/door/{link}", get(page::show))
        .route("/events/{event}/{occurrence}/door", get(desk_page::show))
        .route(
            "/events/{event}/{occurrence}/guests.csv",
            get(sheet::download),
        )
        .route(
            "/events/{event}/{occurrence}/tickets",
            get(tickets_page::show),
        )
        .route(
            "/events/{event}/{occurrence}/tickets/{ticket}",
            post(tickets_page::post_change),
        )
        .route(
            "/events/{event}/{occurrence}/doors",
            post(desk_page::post_open),
        )
        .route(
            "/events/{event}/{occurrence}/doors/{door}/revoke",
            post(desk_page::post_revoke),
        )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
        .merge(desk_api::routes())
        .merge(tickets_api::routes())
}
