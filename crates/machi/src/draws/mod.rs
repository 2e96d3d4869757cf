//! Draws: selections by chance that strangers recompute. `rules::draw` has the rules, and
//! `docs/verifying-a-draw.md` tells them; here a draw lives, from its announcement to what follows.

mod announce;
mod api;
mod beacons;
mod chains;
mod check_page;
mod close;
mod documents;
mod draw;
mod enter;
mod list;
mod life;
mod mine;
mod page;
mod pick;
mod prepare;
mod published;
mod receipts;
mod shown;
#[cfg(test)]
pub(crate) mod tests;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use announce::{Issuer, Plan, announce, replace};
pub use draw::{Draw, State, by_subject};
pub use enter::{enter, leave_out, weigh};
pub use life::{Kind, Prepared, advance, timer};
pub use list::{drawn_after, has_entrants, owners_drawn};

pub fn pages() -> Router<App> {
    Router::new()
        .route("/cities/{city}/draws", get(page::of_city))
        .route("/draws/check", get(check_page::show))
        .route("/draws/{draw}", get(page::show))
        .route(
            "/draws/{draw}/commitment.json",
            get(published::get_commitment),
        )
        .route("/draws/{draw}/proof.json", get(published::get_proof))
        .route("/draws/{draw}/receipt.json", get(receipts::get_receipt))
        .route("/draws/{draw}/beacon", post(page::post_beacon))
        .route("/me/draws", get(mine::show))
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}
