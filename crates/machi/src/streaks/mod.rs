//! Streaks: who takes part in the weekly lottery by posting, week after week without winning, earns
//! the right to an item of merch.

mod api;
mod desk_page;
mod give;
mod look;
mod own;
mod rule;
mod weeks;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use look::{LOOK, READER};
pub use own::{Own, Panel, own};

pub fn pages() -> Router<App> {
    Router::new().route(
        "/desk/{city}/streaks",
        get(desk_page::show).post(desk_page::post_rule),
    )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
