//! The share of sponsored notes, for programs.

use axum::Json;
use axum::extract::State;
use rules::feed::SPONSORED_EVERY;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::shares::{DAYS, Shares};
use crate::app::App;
use crate::cities::InCity;
use crate::error::Result;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(sponsored_share))
}

/// How many of the cards that a city's feeds answered were sponsored.
#[derive(Serialize, ToSchema)]
struct SponsoredShareJson {
    /// So many days, today among them (UTC).
    days: i64,
    /// Cards of notes, whoever asked for them.
    cards: usize,
    /// Those of them that carry a label.
    sponsored: usize,
    /// Thousandths, rounded up.
    per_mille: usize,
    /// By the rule of the feeds, one of so many at most.
    one_in: usize,
}

/// The share of sponsored notes
///
/// As measured over the last 28 days, in For you, Following and Latest of the city. It is at most a
/// minute old.
#[utoipa::path(get, path = "/cities/{city}/sponsored-share", tag = "notes", security(()),
    params(("city" = String, Path, description = "The city's slug")),
    responses((status = 200, body = SponsoredShareJson)))]
async fn sponsored_share(
    State(app): State<App>,
    InCity(city): InCity,
) -> Result<Json<SponsoredShareJson>> {
    let share = app.view::<Shares>()?.of(city.id);
    Ok(Json(SponsoredShareJson {
        days: DAYS,
        cards: share.cards,
        sponsored: share.sponsored,
        per_mille: share.per_mille(),
        one_in: SPONSORED_EVERY,
    }))
}
