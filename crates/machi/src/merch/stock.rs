//! Deliveries: what comes onto the shelf, or was counted and is not there.

use anyhow::Context;
use rules::ledger::{Kind, Transfer};
use store::{Tx, args};

use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result, refuse};
use crate::ids::{MerchItemId, MerchSizeId, TransferId};
use crate::ledger::{self, Account, Order, Unit};

/// Pieces of one delivery.
pub(super) const PIECES_MAX: i64 = 100_000;
const KEY_CHARS_MAX: usize = 64;

/// Adds so many to the shelf; below zero takes so many away. The same key again changes nothing.
///
/// # Errors
/// Refused where fewer are there than are taken away, and beyond the limits.
pub async fn restock(
    tx: &mut Tx,
    by: &CityOperator,
    size: MerchSizeId,
    pieces: i64,
    key: &str,
) -> Result<()> {
    let sql = "select i.id from merch_size s join merch_item i on i.id = s.item_id
               where s.id = $1 and i.city_id = $2";
    let found: Option<(MerchItemId,)> = tx.optional(sql, args![size, by.city.id]).await?;
    let (item,) = found.ok_or(Error::NotFound)?;
    if pieces == 0 || !(-PIECES_MAX..=PIECES_MAX).contains(&pieces) {
        return Err(Refusal::new("merch-pieces")
            .with("max", PIECES_MAX)
            .on("pieces")
            .into());
    }
    if key.is_empty() || key.chars().count() > KEY_CHARS_MAX {
        return refuse("error-malformed", "key");
    }
    let (supply, stock) = (Account::of(Kind::Supply), Account::of(Kind::Stock));
    let (from, to) = if pieces > 0 {
        (supply, stock)
    } else {
        (stock, supply)
    };
    let key = format!("merch-stock:{size}:{pieces}:{key}");
    let ways = (from, to, pieces.abs());
    moves(tx, size, ways, &key, ("delivered", "merch-stock-short")).await?;
    changes::record(tx, by.city.id, Change::MerchChanged { item }).await
}

/// Moves pieces of a size from one account to another.
pub(super) async fn moves(
    tx: &mut Tx,
    size: MerchSizeId,
    (from, to, pieces): (Account, Account, i64),
    key: &str,
    (reason, short): (&'static str, &'static str),
) -> Result<TransferId> {
    let transfer = Transfer::between(from, to, pieces).context("pieces that cannot move")?;
    let order = Order {
        key,
        unit: Unit::Item(size),
        reason,
        transfer: &transfer,
        short,
    };
    ledger::transfer(tx, &order).await
}
