//! Cancelling a claim: the piece goes back onto the shelf, what was paid goes back to the member, and
//! the address is erased.

use store::{Tx, args};

use super::grant;
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, CityId, MerchClaimId, MerchGrantId, TransferId};
use crate::{ledger, points};

pub(super) const REASON_CHARS_MAX: usize = 200;
/// How long a right that came back can be used at least.
const AGAIN_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// Cancels one's own claim, as long as it is not packed. Doing it again changes nothing.
///
/// # Errors
/// Refused for what is packed or gone; `NotFound` for another's.
pub(super) async fn cancel_own(tx: &mut Tx, by: &Member, claim: MerchClaimId) -> Result<()> {
    let sql = "select state from merch_claim where id = $1 and account_id = $2";
    let found: Option<(String,)> = tx.optional(sql, args![claim, by.id]).await?;
    let (state,) = found.ok_or(Error::NotFound)?;
    if state == "cancelled" {
        return Ok(());
    }
    if state != "claimed" {
        return Err(Refusal::new("merch-too-late").into());
    }
    cancel(tx, claim, None, "").await
}

/// Cancels a claim of the city that is not out yet, with a reason that the member reads. Doing it
/// again changes nothing.
///
/// # Errors
/// Refused without a reason, and for what is out.
pub(super) async fn cancel_at_desk(
    tx: &mut Tx,
    by: &CityOperator,
    claim: MerchClaimId,
    reason: &str,
) -> Result<()> {
    let sql = "select state from merch_claim where id = $1 and city_id = $2";
    let found: Option<(String,)> = tx.optional(sql, args![claim, by.city.id]).await?;
    let (state,) = found.ok_or(Error::NotFound)?;
    if state == "cancelled" {
        return Ok(());
    }
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_CHARS_MAX {
        let refusal = Refusal::new("merch-reason").with("n", REASON_CHARS_MAX);
        return Err(refusal.on("reason").into());
    }
    if !matches!(state.as_str(), "claimed" | "packed") {
        return Err(Refusal::new("merch-out").into());
    }
    cancel(tx, claim, Some(by.member.id), reason).await
}

store::row! {
    struct Cancelled {
        city_id: CityId,
        account_id: AccountId,
        paid_transfer_id: Option<TransferId>,
        stock_transfer_id: TransferId,
        grant_id: Option<MerchGrantId>,
    }
}

async fn cancel(
    tx: &mut Tx,
    claim: MerchClaimId,
    by: Option<AccountId>,
    reason: &str,
) -> Result<()> {
    let now_ms = tx.now_ms();
    let was: Cancelled = tx
        .one(
            "update merch_claim set state = 'cancelled', address = null, reason = $2,
               cancelled_by = $3, changed_at_ms = $4
             where id = $1 and state in ('claimed', 'packed')
             returning city_id, account_id, paid_transfer_id, stock_transfer_id, grant_id",
            args![claim, reason, by, now_ms],
        )
        .await?;
    ledger::reverse(tx, was.stock_transfer_id, "unclaimed", "merch-out").await?;
    if let Some(paid) = was.paid_transfer_id {
        points::give_back(tx, paid, by.is_some()).await?;
    }
    if let Some(used) = was.grant_id {
        // Who thinks better of it has no longer for it; whom the city refuses has.
        let until_ms = if by.is_some() { now_ms + AGAIN_MS } else { 0 };
        grant::give_back(tx, used, until_ms).await?;
    }
    let account = was.account_id;
    changes::record(
        tx,
        was.city_id,
        Change::MerchClaimChanged { claim, account },
    )
    .await
}
