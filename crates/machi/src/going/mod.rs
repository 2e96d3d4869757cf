//! Going: who comes to which date, who waits for a seat, and who is only interested.

mod answer;
mod api;
mod by_draw;
mod decide;
mod guests;
mod guests_page;
pub mod messages;
mod hand_over;
mod mine_page;
mod offer;
mod page;
mod prize;
mod rsvp;
mod shown;
pub mod visits;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use answer::{Wish, go};
pub use by_draw::{BY_DRAW, MOVED};
pub use hand_over::{hand_over, reissue, reissue_own, stays, take_back};
pub use offer::{OFFER_ENDS, RAISED};
pub use prize::{
    GivableDate, givable, givable_dates, give_taken, next_givable, return_taken, take_given,
};
pub use rsvp::{Rsvp, State, Who};
pub use shown::{Shown, seats_of};

pub fn pages() -> Router<App> {
    Router::new()
        .route("/events/{event}/{occurrence}/going", post(page::post_going))
        .route(
            "/events/{event}/{occurrence}/guests",
            get(guests_page::show),
        )
        .route(
            "/events/{event}/{occurrence}/guests/{rsvp}",
            post(guests_page::post_decide),
        )
        .route("/me/going", get(mine_page::show))
        .merge(visits::pages())
        .merge(messages::pages())
}

pub fn api() -> OpenApiRouter<App> {
    api::routes().merge(visits::api()).merge(messages::api())
}
