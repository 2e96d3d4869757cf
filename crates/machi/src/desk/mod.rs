//! The operator's console: the frame in which features hang their pages, and the people of a city.

mod api;
mod frame;
mod invitations;
mod page;
mod people;
mod permission;
mod role;

use axum::Router;
use axum::routing::{get, post};
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
    Section {
        key: "organisers-title",
        path: "/organisers",
        icon: "ticket",
        role: Role::Operator,
    },
    Section {
        key: "campaigns-desk",
        path: "/campaigns",
        icon: "ticket",
        role: Role::Operator,
    },
    Section {
        key: "proofs-desk",
        path: "/proofs",
        icon: "check",
        role: Role::Operator,
    },
    Section {
        key: "excuses-desk",
        path: "/excuses",
        icon: "answer",
        role: Role::Operator,
    },
    Section {
        key: "reliability-fulfilment",
        path: "/fulfilment",
        icon: "desk",
        role: Role::Operator,
    },
    Section {
        key: "lottery-desk",
        path: "/lottery",
        icon: "heart",
        role: Role::Operator,
    },
    Section {
        key: "merch-desk",
        path: "/merch",
        icon: "gift",
        role: Role::Operator,
    },
    Section {
        key: "points-desk",
        path: "/points",
        icon: "tag",
        role: Role::Operator,
    },
    Section {
        key: "desk-people",
        path: "/people",
        icon: "people",
        role: Role::Operator,
    },
    Section {
        key: "desk-invitations",
        path: "/invitations",
        icon: "plus",
        role: Role::Operator,
    },
];

pub fn pages() -> Router<App> {
    Router::new()
        .route("/desk", get(page::cities))
        .route(
            "/desk/{city}/people",
            get(people::show).post(people::post_grant),
        )
        .route("/desk/{city}/people/revoke", post(people::post_revoke))
        .route(
            "/desk/{city}/invitations",
            get(invitations::show).post(invitations::post_invite),
        )
        .route(
            "/desk/{city}/invitations/{invitation}/revoke",
            post(invitations::post_revoke),
        )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
