//! Tells of merch: a prize that one may choose, what is on its way, what the desk cancelled.

use store::{Tx, args};

use super::kinds::{MERCH_CANCELLED, MERCH_GRANTED, MERCH_SHIPPED};
use super::notify::{Notice, notify};
use super::subject::Subject;
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::ids::{AccountId, CityId, MerchClaimId, MerchGrantId};

/// What follows from a change; nothing for one that is not about merch.
pub(super) async fn read_one(tx: &mut Tx, city: CityId, logged: &Logged) -> Result<()> {
    match logged.change {
        Change::MerchGranted { grant, account } => {
            granted(tx, (city, logged.at_ms), grant, account).await
        }
        Change::MerchClaimChanged { claim, account } => {
            changed(tx, (city, logged.at_ms), claim, account).await
        }
        _ => Ok(()),
    }
}

/// Unless it is used already.
async fn granted(
    tx: &mut Tx,
    (city, at_ms): (CityId, i64),
    grant: MerchGrantId,
    account: AccountId,
) -> Result<()> {
    let sql = "select 1 from merch_grant where id = $1 and claim_id is null";
    let open: Option<(i64,)> = tx.optional(sql, args![grant]).await?;
    if open.is_none() {
        return Ok(());
    }
    let notice = Notice {
        kind: &MERCH_GRANTED,
        actor: None,
        subject: Subject::Prize(grant),
        city: Some(city),
        at_ms,
        key: format!("merch-granted:{grant}"),
    };
    notify(tx, account, &notice).await
}

/// Of what is shipped, and of what somebody else cancelled.
async fn changed(
    tx: &mut Tx,
    (city, at_ms): (CityId, i64),
    claim: MerchClaimId,
    account: AccountId,
) -> Result<()> {
    let sql = "select state, cancelled_by from merch_claim where id = $1";
    let found: Option<(String, Option<AccountId>)> = tx.optional(sql, args![claim]).await?;
    let kind = match found {
        Some((state, _)) if state == "shipped" => &MERCH_SHIPPED,
        Some((state, Some(_))) if state == "cancelled" => &MERCH_CANCELLED,
        _ => return Ok(()),
    };
    let notice = Notice {
        kind,
        actor: None,
        subject: Subject::Claim(claim),
        city: Some(city),
        at_ms,
        key: format!("{}:{claim}", kind.name),
    };
    notify(tx, account, &notice).await
}
