//! What moved an account's balance, the newest first.

use store::{Tx, args};

use super::{Account, Unit};
use crate::error::Result;
use crate::ids::TransferId;

store::row! {
    /// One entry of an account, with the transfer that it belongs to.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Moved {
        pub transfer_id: TransferId,
        pub amount: i64,
        pub at_ms: i64,
        pub reason: String,
        /// What it takes back.
        pub reverses: Option<TransferId>,
        /// What it was taken back by.
        pub reversed_by: Option<TransferId>,
    }
}

/// So many entries at most, of transfers before this one.
pub async fn history(
    tx: &mut Tx,
    unit: Unit,
    account: Account,
    before: Option<TransferId>,
    max: i64,
) -> Result<Vec<Moved>> {
    let (unit, unit_id) = unit.columns();
    let before = before.map_or(i64::MAX, TransferId::get);
    let (kind, owner) = (account.kind.name(), account.owner);
    Ok(tx
        .all(
            "select e.transfer_id, e.amount, e.at_ms, t.reason, t.reverses, r.id as reversed_by
             from ledger_account a
               join ledger_entry e on e.account_id = a.id
               join ledger_transfer t on t.id = e.transfer_id
               left join ledger_transfer r on r.reverses = t.id
             where a.unit = $1 and a.unit_id = $2 and a.kind = $3 and a.owner_id = $4
               and e.transfer_id < $5
             order by e.transfer_id desc limit $6",
            args![unit, unit_id, kind, owner, before, max],
        )
        .await?)
}
