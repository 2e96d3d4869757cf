//! Points of a city: members earn them, and pay for merch with them. They have no cash value, and can
//! expire by the city's rule.

mod api;
mod award;
mod desk_page;
mod expire;
mod gift;
mod mine;
mod page;
mod rule;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use award::{Reason, award, balance, give_back, pay};
pub use expire::EXPIRE;

pub fn pages() -> Router<App> {
    Router::new()
        .route("/me/points", get(page::show))
        .route(
            "/desk/{city}/points",
            get(desk_page::show).post(desk_page::post_gift),
        )
        .route("/desk/{city}/points/rule", post(desk_page::post_rule))
        .route(
            "/desk/{city}/points/{transfer}/take-back",
            post(desk_page::post_take_back),
        )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
pub(crate) mod tests;
