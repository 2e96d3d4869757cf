//! What an organiser writes to the guests: kept here, and sent in parts by the notifications.

mod api;
mod mails;
mod page;
mod read;
mod write;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use mails::{MESSAGE, queue, to_guest};
use read::kept_for;
pub use read::{Message, find};
pub(super) use read::{Sent, sent};
pub use write::SEND_TIMER;

/// Who gets it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Who has a seat.
    Going,
    /// Who waits for one, or to whom one is offered.
    Waiting,
    /// They, and who has asked or is interested.
    All,
}

impl Audience {
    pub const ALL: [Self; 3] = [Self::Going, Self::Waiting, Self::All];

    /// As its column holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Going => "going",
            Self::Waiting => "waiting",
            Self::All => "all",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

pub(super) fn pages() -> Router<App> {
    Router::new()
        .route(
            "/events/{event}/{occurrence}/guests/write",
            get(page::show).post(page::post_message),
        )
        .route("/events/{event}/messages/{message}", get(page::message))
}

pub(super) fn api() -> OpenApiRouter<App> {
    api::routes()
}
