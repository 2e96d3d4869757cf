//! Taking a transfer back: by another one, since what was written stays.

use anyhow::anyhow;
use store::{Tx, args};

use super::Unit;
use super::transfer::{Order, entries, write};
use crate::error::{Error, Result};
use crate::ids::{CityId, MerchSizeId, TransferId};

/// Moves everything back, once: doing it again changes nothing and answers the same.
///
/// # Errors
/// Refused with `short` where what came has been used since; the command has to fail with it.
/// `NotFound` for a transfer that is not there. Broken for a reversal, and for one that was reversed
/// for another reason.
pub async fn reverse(
    tx: &mut Tx,
    of: TransferId,
    reason: &'static str,
    short: &'static str,
) -> Result<TransferId> {
    let sql = "select unit, unit_id, reverses from ledger_transfer where id = $1";
    let found: Option<(String, i64, Option<i64>)> = tx.optional(sql, args![of]).await?;
    let (unit, unit_id, reverses) = found.ok_or(Error::NotFound)?;
    if reverses.is_some() {
        return Err(Error::Broken(anyhow!("{of} is a reversal itself")));
    }
    let unit = match unit.as_str() {
        "points" => Unit::Points(CityId::from(unit_id)),
        "item" => Unit::Item(MerchSizeId::from(unit_id)),
        other => return Err(Error::Broken(anyhow!("nothing is counted in {other}"))),
    };
    let back = entries(tx, of).await?.reversed();
    let order = Order {
        key: &format!("reverse:{of}"),
        unit,
        reason,
        transfer: &back,
        short,
    };
    write(tx, &order, Some(of)).await
}
