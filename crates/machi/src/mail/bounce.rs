//! Addresses that refused mail for good.

use store::{Tx, args};

use super::Address;
use crate::error::Result;

/// Nothing more is sent to it until it is confirmed anew.
pub(super) async fn mark(tx: &mut Tx, address_hash: &str) -> Result<()> {
    tx.execute(
        "insert into mail_bounce (address_hash, bounced_at_ms) values ($1, $2)
         on conflict do nothing",
        args![address_hash, tx.now_ms()],
    )
    .await?;
    Ok(())
}

/// Whether the address refused mail, and was not confirmed since.
pub async fn has_bounced(tx: &mut Tx, address: &str) -> Result<bool> {
    let sql = "select bounced_at_ms from mail_bounce where address_hash = $1";
    let hash = Address::stored(address.to_owned()).hash();
    Ok(tx.optional::<(i64,)>(sql, args![hash]).await?.is_some())
}

/// The address was confirmed: mail arrives there.
pub async fn forget_bounce(tx: &mut Tx, address: &str) -> Result<()> {
    let sql = "delete from mail_bounce where address_hash = $1";
    let hash = Address::stored(address.to_owned()).hash();
    tx.execute(sql, args![hash]).await?;
    Ok(())
}
