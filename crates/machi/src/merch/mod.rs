//! Merch: things that members of a city get for points, or as a prize, while stock lasts.

mod address;
mod api;
mod at;
mod cancel;
mod claim;
mod claims_page;
mod desk_api;
mod desk_page;
mod gallery_page;
mod grant;
mod hand_out;
mod item;
mod item_form;
mod item_page;
mod list;
mod mine_page;
mod own;
mod photos_page;
mod save;
mod sheet;
mod stock;

use axum::Router;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use address::Address;
pub use claim::{Claiming, Pays, claim};
pub use grant::{grant, prizes_left};
pub use item::{ItemState, Size};
pub use save::{ItemInput, SizeInput, save};
pub use stock::restock;

pub fn pages() -> Router<App> {
    Router::new()
        .route("/cities/{city}/merch", get(gallery_page::show))
        .route("/merch/{item}", get(item_page::show))
        .route("/merch/{item}/claims", post(item_page::post_claim))
        .route("/me/merch", get(mine_page::show))
        .route("/me/merch/{claim}/cancel", post(mine_page::post_cancel))
        .route("/desk/{city}/merch", get(desk_page::show))
        .route("/desk/{city}/merch/new", get(item_form::new))
        .route("/desk/{city}/merch/items", post(item_form::post_new))
        .route(
            "/desk/{city}/merch/items/{item}",
            get(item_form::edit).post(item_form::post_edit),
        )
        .route(
            "/desk/{city}/merch/items/{item}/stock",
            post(item_form::post_stock),
        )
        .route("/desk/{city}/merch/grants", post(desk_page::post_grant))
        .route("/desk/{city}/merch/claims", get(claims_page::show))
        .route("/desk/{city}/merch/claims.csv", get(sheet::download))
        .route(
            "/desk/{city}/merch/claims/{claim}",
            post(claims_page::post_step),
        )
        .merge(photos_page::routes())
}

pub fn api() -> OpenApiRouter<App> {
    api::routes().merge(desk_api::routes())
}

#[cfg(test)]
pub(crate) mod tests;
