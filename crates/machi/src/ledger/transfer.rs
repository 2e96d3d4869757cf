//! Moving things: all entries of a transfer, or none.

use anyhow::{Context, anyhow};
use rules::ledger::{Entry, Kind, Transfer};
use store::{Tx, args};

use super::{Account, Unit};
use crate::changes::{self, Change};
use crate::error::{Error, Refusal, Result};
use crate::ids::{LedgerAccountId, TransferId};

/// A key names its feature and what it is for: `merch-claim:42`.
const KEY_CHARS_MAX: usize = 200;

/// What is to be moved, and why.
#[derive(Debug)]
pub struct Order<'o> {
    /// By which a repeat is the same transfer, for ever.
    pub key: &'o str,
    pub unit: Unit,
    /// A word that programs know: stored for ever.
    pub reason: &'static str,
    pub transfer: &'o Transfer<Account>,
    /// What is said when an account has not enough: a locale key.
    pub short: &'static str,
}

/// Moves it. The same order again changes nothing and answers the same.
///
/// # Errors
/// Refused with the order's `short` where an account has not enough; the command has to fail with
/// it. Broken for a key that was used for something else.
pub async fn transfer(tx: &mut Tx, order: &Order<'_>) -> Result<TransferId> {
    write(tx, order, None).await
}

pub(super) async fn write(
    tx: &mut Tx,
    order: &Order<'_>,
    reverses: Option<TransferId>,
) -> Result<TransferId> {
    if order.key.chars().count() > KEY_CHARS_MAX {
        return Err(Error::Broken(anyhow!("a transfer's key is too long")));
    }
    if let Some(done) = done_before(tx, order, reverses).await? {
        return Ok(done);
    }
    let (id, now_ms) = (TransferId::from(tx.new_id()), tx.now_ms());
    for entry in order.transfer.entries() {
        let account = add(tx, order, *entry).await?;
        tx.execute(
            "insert into ledger_entry (transfer_id, account_id, amount, at_ms)
             values ($1, $2, $3, $4)",
            args![id, account, entry.amount, now_ms],
        )
        .await?;
    }
    let (unit, unit_id) = order.unit.columns();
    // Last, so that the database itself adds up what was written, and refuses what is not zero.
    tx.execute(
        "insert into ledger_transfer (id, key, unit, unit_id, reason, reverses, at_ms, sum)
         values ($1, $2, $3, $4, $5, $6, $7,
           (select cast(sum(amount) as bigint) from ledger_entry where transfer_id = $1))",
        args![id, order.key, unit, unit_id, order.reason, reverses, now_ms],
    )
    .await?;
    changes::record(tx, order.unit.city(), Change::Transferred { transfer: id }).await?;
    Ok(id)
}

/// Adds to the account, or takes from it if it has as much: one conditional update. An account that
/// is not there yet is opened.
async fn add(tx: &mut Tx, order: &Order<'_>, entry: Entry<Account>) -> Result<LedgerAccountId> {
    let (unit, unit_id) = order.unit.columns();
    let Account { kind, owner } = entry.account;
    let known = if entry.amount < 0 && !kind.may_owe() {
        // The constraint would refuse the row that an upsert tries first.
        tx.optional(
            "update ledger_account set balance = balance + $5
             where unit = $1 and unit_id = $2 and kind = $3 and owner_id = $4
               and balance + $5 >= 0
             returning id",
            args![unit, unit_id, kind.name(), owner, entry.amount],
        )
        .await?
    } else {
        let id = tx.new_id();
        tx.optional(
            "insert into ledger_account (id, unit, unit_id, kind, owner_id, balance)
             values ($6, $1, $2, $3, $4, $5)
             on conflict (unit, unit_id, kind, owner_id)
               do update set balance = ledger_account.balance + excluded.balance
             returning id",
            args![unit, unit_id, kind.name(), owner, entry.amount, id],
        )
        .await?
    };
    let (id,) = known.ok_or_else(|| Refusal::new(order.short))?;
    Ok(id)
}

store::row! {
    struct Done {
        id: TransferId,
        unit: String,
        unit_id: i64,
        reason: String,
        reverses: Option<TransferId>,
    }
}

/// The transfer of this key, if it was made before.
async fn done_before(
    tx: &mut Tx,
    order: &Order<'_>,
    reverses: Option<TransferId>,
) -> Result<Option<TransferId>> {
    let sql = "select id, unit, unit_id, reason, reverses from ledger_transfer where key = $1";
    let Some(done) = tx.optional::<Done>(sql, args![order.key]).await? else {
        return Ok(None);
    };
    let same = (done.unit.as_str(), done.unit_id) == order.unit.columns()
        && done.reason == order.reason
        && done.reverses == reverses
        && entries(tx, done.id).await? == *order.transfer;
    if !same {
        let complaint = anyhow!("the key of transfer {} is used for another", done.id);
        return Err(Error::Broken(complaint));
    }
    Ok(Some(done.id))
}

/// What the transfer moved.
pub(super) async fn entries(tx: &mut Tx, of: TransferId) -> Result<Transfer<Account>> {
    let rows: Vec<(String, i64, i64)> = tx
        .all(
            "select a.kind, a.owner_id, e.amount
             from ledger_entry e join ledger_account a on a.id = e.account_id
             where e.transfer_id = $1",
            args![of],
        )
        .await?;
    let entry = |(kind, owner, amount): (String, i64, i64)| {
        let kind = Kind::parse(&kind).with_context(|| format!("no account is a {kind}"))?;
        let account = Account { kind, owner };
        anyhow::Ok(Entry { account, amount })
    };
    let entries: anyhow::Result<Vec<_>> = rows.into_iter().map(entry).collect();
    let transfer = Transfer::new(entries?).context("an entry of the book is missing")?;
    Ok(transfer)
}
