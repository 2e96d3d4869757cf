//! The operator's console: the frame in which features hang their pages, and the people of a city.

mod frame;
mod page;
mod permission;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;

use crate::accounts::Role;
use crate::app::App;

pub use frame::{DeskFrame, DeskLink, Section};
pub use permission::{AtDesk, CityKeeper};

/// The side navigation of every city's desk, from above. A page at one of these paths extends
/// `desk/layout.html` and fills its block `desk`.
const SECTIONS: &[Section] = &[
    Section {
        key: "desk-overview",
        path: "",
        icon: "desk",
        role: Role::Moderator,
    },
    Section {
        key: "imports-title",
        path: "/imports",
        icon: "download",
        role: Role::Operator,
    },
];

pub fn pages() -> Router<App> {
    Router::new()
        .route("/desk", get(page::cities))
        .route("/desk/{city}", get(page::overview))
}

pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}

#[cfg(test)]
mod tests;
