//! Tried & True: free seats for members who then write about it, honestly.
//!
//! A campaign is drafted, announced, open for whoever asks, and selected: by a draw, by hand, or both.
//! Whoever accepts a seat gets its ticket and owes what the terms say (`obligations`).

mod again;
mod api;
mod applications;
mod apply;
mod by_draw;
mod call_off;
mod choose;
mod chosen_place;
mod desk_one;
mod desk_page;
mod eligible;
mod ended;
mod facts;
mod fair;
mod fair_page;
mod fill;
mod form;
mod found;
mod held;
mod input;
mod make;
mod member_api;
mod member_page;
mod one_page;
mod parts;
mod publish;
mod results;
mod seats;
mod shown;
mod stage;
mod steps;
mod subject;
#[cfg(test)]
pub(crate) mod tests;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::cities::City;
use crate::ids::CampaignId;

pub use apply::{ApplicationInput, apply};
pub use by_draw::{BY_CAMPAIGN, READER};
pub use call_off::call_off;
pub use choose::{CLOSES, choose, finish};
pub use input::{CampaignInput, VisitInput};
pub use make::make;
pub use publish::publish;
pub use seats::{SEAT_LAPSES, answer};

/// Of draws whose subject is a campaign.
const KIND: &str = "campaign";
const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// Seats of so many days before make a chance smaller.
const RECENT_DAYS: i64 = 90;

pub fn pages() -> Router<App> {
    Router::new()
        .route(
            "/desk/{city}/campaigns",
            get(desk_page::show).post(desk_page::post_new),
        )
        .route("/desk/{city}/campaigns/{campaign}", get(desk_one::show))
        .route(
            "/desk/{city}/campaigns/{campaign}/edit",
            get(desk_page::show_edit).post(desk_page::post_edit),
        )
        .route(
            "/desk/{city}/campaigns/{campaign}/discard",
            get(desk_one::ask_discard).post(desk_one::post_discard),
        )
        .route(
            "/desk/{city}/campaigns/{campaign}/publish",
            post(desk_one::post_publish),
        )
        .route(
            "/desk/{city}/campaigns/{campaign}/call-off",
            get(desk_one::ask_call_off).post(desk_one::post_call_off),
        )
        .route(
            "/desk/{city}/campaigns/{campaign}/finish",
            get(desk_one::ask_finish).post(desk_one::post_finish),
        )
        .route(
            "/desk/{city}/campaigns/{campaign}/choices",
            post(desk_one::post_choice),
        )
        .route("/cities/{city}/campaigns", get(member_page::show))
        .route("/cities/{city}/campaigns/fair", get(fair_page::show))
        .route("/cities/{city}/campaigns/{campaign}", get(one_page::show))
        .route(
            "/cities/{city}/campaigns/{campaign}/application",
            post(one_page::post_application),
        )
        .route(
            "/cities/{city}/campaigns/{campaign}/application/withdraw",
            post(one_page::post_withdraw),
        )
        .route(
            "/cities/{city}/campaigns/{campaign}/seat",
            post(one_page::post_seat),
        )
        .route(
            "/cities/{city}/campaigns/{campaign}/seat/give-back",
            post(one_page::post_give_back),
        )
        .merge(results::pages())
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
        .merge(member_api::routes())
        .merge(results::api())
}

/// Where a campaign stands at the desk.
fn desk_path(city: &City, id: CampaignId) -> String {
    format!("/desk/{}/campaigns/{id}", city.slug)
}
