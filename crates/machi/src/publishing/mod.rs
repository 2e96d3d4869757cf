//! What organisers publish: events of their own, with their dates, seats and ways in.

mod api;
mod call_off;
mod dates;
mod event_page;
mod form;
mod home_page;
mod hosted;
mod input;
mod publish;
mod put_hosting;
mod same_dates;
mod seat_types;
mod typed;
#[cfg(test)]
pub(crate) mod tests;
mod written;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use form::money;
pub use hosted::{Host, Hosted, hosted};
pub use input::{EventInput, SeatTypeInput};
pub use publish::{CAPACITY_RAISED, publish, publish_unlisted};
pub use seat_types::SeatType;

/// What is published.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// People come to see it.
    #[default]
    Show,
    /// People book a slot to take part: with a meeting point, and what to bring.
    Experience,
}

/// How often it happens.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Repeats {
    #[default]
    Never,
    Daily,
    Weekly,
    /// On the same weekday of the month: each second Saturday.
    Monthly,
    /// By a rule of RFC 5545.
    Rule,
}

/// How one gets in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// Nobody has to say that they come.
    #[default]
    None,
    /// Whoever wants a seat gets one while there are any.
    Open,
    /// The organiser says yes to each.
    Approval,
    /// Seats are drawn among those who ask until a time.
    Draw,
    /// Seats are given elsewhere.
    External,
}

macro_rules! named {
    ($type:ident: $($variant:ident $name:literal),+) => {
        impl $type {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As its column and its form hold it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named!(Kind: Show "show", Experience "experience");
named!(Repeats: Never "never", Daily "daily", Weekly "weekly", Monthly "monthly", Rule "rule");
named!(Way: None "none", Open "open", Approval "approval", Draw "draw", External "external");

impl Way {
    /// Whether seats are given here.
    pub fn gives_seats(self) -> bool {
        matches!(self, Self::Open | Self::Approval | Self::Draw)
    }
}

pub fn pages() -> Router<App> {
    Router::new()
        .route("/organise", get(home_page::to_own_city))
        .route("/cities/{city}/organise", get(home_page::home))
        .route("/cities/{city}/organise/events/new", get(event_page::new))
        .route("/cities/{city}/organise/events", post(event_page::post_new))
        .route(
            "/events/{event}/edit",
            get(event_page::edit).post(event_page::post_edit),
        )
        .route("/events/{event}/call-off", post(event_page::post_call_off))
        .route(
            "/events/{event}/{occurrence}/call-off",
            post(event_page::post_call_off_date),
        )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}
