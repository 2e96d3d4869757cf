//! The server: every route, and what surrounds each request.

mod about;
mod around;
pub mod errors;
mod guard;
mod headers;
mod own_writes;
pub mod serve;
mod surroundings;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::{
    accounts, agenda, calendars, campaigns, cities, collections, communities, covers, desk, door,
    draws, event_photos, events, feed, frame, gallery, going, health, imports, installed, lottery,
    mail, mentions, merch, notes, notifications, obligations, organisers, overview, people, photos,
    pictured, places, points, proofs, public_log, publishing, reference, reliability, sitemap,
    streaks, syndication, tickets,
};

/// The whole server.
pub fn router(app: App) -> Router {
    let (api, openapi) = described_api();
    // From outside to inside. They are layered as one: each `Router::layer` boxes the route again,
    // and every request clones what is in the box.
    let layers = ServiceBuilder::new()
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), around::surround))
        .layer(CatchPanicLayer::custom(errors::panicked));
    Router::new()
        .merge(pages())
        .merge(api)
        .merge(reference::pages(&openapi))
        .fallback(errors::nothing_here)
        .layer(layers)
        .with_state(app)
}

fn pages() -> Router<App> {
    Router::new()
        .route("/assets/{name}", get(frame::assets::serve))
        .route("/about", get(about::about))
        .merge(health::pages())
        .merge(mail::pages())
        .merge(accounts::pages())
        .merge(gallery::pages())
        .merge(desk::pages())
        .merge(communities::pages())
        .merge(covers::pages())
        .merge(organisers::pages())
        .merge(draws::pages())
        .merge(publishing::pages())
        .merge(going::pages())
        .merge(tickets::pages())
        .merge(door::pages())
        .merge(photos::pages())
        .merge(points::pages())
        .merge(merch::pages())
        .merge(pictured::pages())
        .merge(notes::pages())
        .merge(lottery::pages())
        .merge(campaigns::pages())
        .merge(streaks::pages())
        .merge(proofs::pages())
        .merge(reliability::pages())
        .merge(obligations::pages())
        .merge(event_photos::pages())
        .merge(installed::pages())
        .merge(mentions::pages())
        .merge(collections::pages())
        .merge(notifications::pages())
        .merge(agenda::pages())
        .merge(calendars::pages())
        .merge(feed::pages())
        .merge(people::pages())
        .merge(syndication::pages())
        .merge(sitemap::pages())
        .merge(imports::pages())
        .merge(overview::pages())
}

/// The API's description, as `/api/openapi.json` gives it.
pub fn openapi() -> OpenApi {
    described_api().1
}

fn described_api() -> (Router<App>, OpenApi) {
    let (api, openapi) = api().split_for_parts();
    (api, reference::complete(openapi))
}

/// Every route under `/api/v1`.
fn api() -> OpenApiRouter<App> {
    let features = OpenApiRouter::new()
        .merge(accounts::api())
        .merge(cities::api())
        .merge(gallery::api())
        .merge(desk::api())
        .merge(communities::api())
        .merge(places::api())
        .merge(events::api())
        .merge(organisers::api())
        .merge(public_log::api())
        .merge(draws::api())
        .merge(publishing::api())
        .merge(going::api())
        .merge(tickets::api())
        .merge(door::api())
        .merge(mentions::api())
        .merge(collections::api())
        .merge(notifications::api())
        .merge(notes::api())
        .merge(lottery::api())
        .merge(campaigns::api())
        .merge(streaks::api())
        .merge(proofs::api())
        .merge(reliability::api())
        .merge(obligations::api())
        .merge(event_photos::api())
        .merge(photos::api())
        .merge(points::api())
        .merge(merch::api())
        .merge(pictured::api())
        .merge(agenda::api())
        .merge(calendars::api())
        .merge(feed::api())
        .merge(people::api())
        .merge(imports::api());
    OpenApiRouter::new().nest("/api/v1", features)
}

#[cfg(test)]
mod tests;
