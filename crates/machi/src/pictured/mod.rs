//! "As pictured?": who was there says whether a note's photos show it as it is, and may hold a photo of
//! their own against them. Nobody sees who said what; `docs/honest-photos.md` tells what counts.

mod answer;
mod api;
mod asked;
mod at;
mod counted;
mod counter_photos;
mod facts;
mod network;
mod page;
mod panel;
mod remove;
mod take_back;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use answer::{Answer, answer};
pub use facts::counts;
pub use network::{FORGET, fingerprint};
pub use panel::Panel;

pub fn pages() -> Router<App> {
    page::routes()
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
