//! What waits to be sent, as a table for the warehouse.

use axum::extract::State;
use axum::response::Response;
use store::Tx;

use super::own::{FILE_CLAIMS_MAX, waiting};
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::Page;
use crate::frame::sheet::{self, harmless};

/// One line for each claim that is not out yet, with the address of what is shipped.
pub(super) async fn download(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
) -> Result<Response> {
    let city = by.city.id;
    let claims = app
        .read(async |tx: &mut Tx| waiting(tx, city, None, FILE_CLAIMS_MAX).await)
        .await?;
    let heads = [
        "merch-claim",
        "merch-state",
        "merch-item",
        "merch-size",
        "points-give-handle",
        "merch-address-name-label",
        "merch-address-label",
        "merch-address-phone-label",
        "points-given",
    ];
    let mut rows = vec![heads.map(|head| page.t(head)).to_vec()];
    for claim in claims {
        let address = claim.address(app.key())?.unwrap_or_default();
        let pick_up = page.t1("merch-pick-up-at", "place", claim.pick_up.as_str());
        rows.push(vec![
            claim.id.to_string(),
            page.t(&format!("merch-state-{}", claim.state)),
            harmless(claim.names.get(page.lang).to_owned()),
            harmless(claim.size),
            harmless(claim.handle),
            harmless(address.name),
            harmless(if claim.ships { address.text } else { pick_up }),
            harmless(address.phone),
            rfc3339(claim.claimed_at_ms, &by.city.zone),
        ]);
    }
    sheet::download(&format!("merch-{}.csv", by.city.slug), rows)
}
