//! From the shelf into somebody's hands: packed, then shipped or picked up.

use rules::ledger::Kind;
use store::{Tx, args};

use super::stock;
use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, MerchClaimId, MerchSizeId};
use crate::ledger::Account;

pub(super) const TRACKING_CHARS_MAX: usize = 200;

/// What the desk does with a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Step {
    Pack,
    /// With a number or a link by which the member follows it.
    Ship,
    HandOver,
    /// With a reason.
    Cancel,
}

store::row! {
    struct Found {
        size_id: MerchSizeId,
        account_id: AccountId,
        state: String,
        ships: bool,
        tracking: String,
    }
}

/// Packs, ships (with `tracking`) or hands over. Doing it again changes nothing, but the tracking.
/// What is shipped or handed over has no address any more.
///
/// # Errors
/// Refused for what is out or cancelled, and for shipping what is picked up or the other way round.
pub(super) async fn step(
    tx: &mut Tx,
    by: &CityOperator,
    claim: MerchClaimId,
    step: Step,
    tracking: &str,
) -> Result<()> {
    let sql = "select size_id, account_id, state, ships, tracking from merch_claim
               where id = $1 and city_id = $2";
    let found: Option<Found> = tx.optional(sql, args![claim, by.city.id]).await?;
    let found = found.ok_or(Error::NotFound)?;
    let tracking = tracking.trim();
    if tracking.chars().count() > TRACKING_CHARS_MAX {
        let refusal = Refusal::new("merch-tracking-long").with("n", TRACKING_CHARS_MAX);
        return Err(refusal.on("tracking").into());
    }
    let to = match step {
        Step::Pack => "packed",
        Step::Ship => "shipped",
        Step::HandOver | Step::Cancel => "picked_up",
    };
    if found.state == to && (step != Step::Ship || found.tracking == tracking) {
        return Ok(());
    }
    let state = found.state.as_str();
    let allowed = match step {
        Step::Pack => state == "claimed",
        Step::Ship => found.ships && matches!(state, "claimed" | "packed" | "shipped"),
        Step::HandOver => !found.ships && matches!(state, "claimed" | "packed"),
        Step::Cancel => false,
    };
    if !allowed {
        return Err(Refusal::new("merch-out").into());
    }
    let sql = "update merch_claim set state = $2, tracking = $3, changed_at_ms = $4,
                 address = case when $2 = 'packed' then address else null end
               where id = $1";
    let now_ms = tx.now_ms();
    tx.execute(sql, args![claim, to, tracking, now_ms]).await?;
    if step != Step::Pack {
        let ways = (Account::of(Kind::Claimed), Account::of(Kind::HandedOut), 1);
        let key = format!("merch-out:{claim}");
        stock::moves(tx, found.size_id, ways, &key, ("handed-out", "merch-out")).await?;
    }
    let account = found.account_id;
    changes::record(tx, by.city.id, Change::MerchClaimChanged { claim, account }).await
}
