//! Finding people over all cities, and their profiles.

mod api;
mod at;
mod block_page;
mod directory;
mod fold;
mod follow_button;
mod index;
mod lists_page;
mod me_api;
mod page_of;
mod profile_page;
mod row;
mod search_page;
mod seen;
mod settings_page;
mod slots;
mod view;

use axum::routing::{get, post};
use axum::{Extension, Router};
use utoipa_axum::router::OpenApiRouter;

use self::profile_page::Belonging;
use crate::app::App;
use crate::social::lists::FollowList;

pub use view::{People, Row};

pub fn pages() -> Router<App> {
    Router::new()
        .route("/search", get(search_page::show))
        .route("/people/{handle}", get(profile_page::posted))
        .route(
            "/people/{handle}/cities",
            get(profile_page::belongs).layer(Extension(Belonging::Cities)),
        )
        .route(
            "/people/{handle}/communities",
            get(profile_page::belongs).layer(Extension(Belonging::Communities)),
        )
        .route(
            "/people/{handle}/followers",
            get(lists_page::show).layer(Extension(FollowList::Followers)),
        )
        .route(
            "/people/{handle}/following",
            get(lists_page::show).layer(Extension(FollowList::Following)),
        )
        .route("/people/{handle}/follow", post(follow_button::set_follow))
        .route(
            "/people/{handle}/block",
            get(block_page::ask).post(block_page::set_block),
        )
        .route("/people/{handle}/mute", post(block_page::set_mute))
        .route(
            "/settings/people",
            get(settings_page::show).post(settings_page::save),
        )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes().merge(me_api::routes())
}

#[cfg(test)]
mod tests;
