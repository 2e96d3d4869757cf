//! The weekly lottery: prizes drawn among members who post, or who enter freely without a post.

mod again;
mod api;
mod by_draw;
mod desk_one;
mod desk_page;
mod draft_page;
mod enter;
mod form;
mod found;
mod law;
mod make;
mod member_api;
mod member_page;
mod people;
mod person;
mod person_form;
mod prizes;
mod publish;
mod record;
mod residence;
mod rules_page;
mod sheet;
mod standing;
mod steps;
#[cfg(test)]
pub(crate) mod tests;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use by_draw::{BY_LOTTERY, READER};
pub use enter::enter;
pub use make::{LotteryInput, make};
pub use people::{kept_out, same_person};
pub use person::{PersonInput, tell};
pub use prizes::PRIZE_LAPSES;
pub use publish::publish;
pub use standing::Way;

/// Of draws whose subject is a lottery.
const KIND: &str = "lottery";
const HOUR_MS: i64 = 60 * 60 * 1000;
/// Wins of so many weeks before the draw make an entry lighter.
const RECENT_WEEKS: i64 = 8;

pub fn pages() -> Router<App> {
    people::pages()
        .route(
            "/desk/{city}/lottery",
            get(desk_page::show).post(desk_page::post_new),
        )
        .route("/desk/{city}/lottery/{lottery}", get(desk_one::show))
        .route(
            "/desk/{city}/lottery/{lottery}/edit",
            get(draft_page::show_edit).post(draft_page::post_edit),
        )
        .route(
            "/desk/{city}/lottery/{lottery}/discard",
            get(draft_page::show_discard).post(draft_page::post_discard),
        )
        .route(
            "/desk/{city}/lottery/{lottery}/records",
            post(desk_one::post_record),
        )
        .route(
            "/desk/{city}/lottery/{lottery}/publish",
            post(desk_one::post_publish),
        )
        .route(
            "/desk/{city}/lottery/{lottery}/winners.csv",
            get(sheet::download),
        )
        .route(
            "/cities/{city}/lottery/{lottery}/rules",
            get(rules_page::show),
        )
        .route("/cities/{city}/lottery", get(member_page::show))
        .route(
            "/cities/{city}/lottery/person",
            post(member_page::post_person),
        )
        .route(
            "/cities/{city}/lottery/person/correct",
            post(member_page::post_correction),
        )
        .route(
            "/cities/{city}/lottery/{lottery}/entry",
            post(member_page::post_entry),
        )
        .route(
            "/cities/{city}/lottery/{lottery}/prize",
            post(member_page::post_prize),
        )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
        .merge(member_api::routes())
        .merge(people::api())
}
