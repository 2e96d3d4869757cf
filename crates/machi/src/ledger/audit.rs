//! Whether the book is right: what each statement keeps true is added up again, a part at a time, so
//! that a book of any size is read while it is in use.

use store::{Store, Tx, args};

use crate::error::Result;
use crate::ids::{LedgerAccountId, TransferId};

/// A part is read at one snapshot, within a command's time: one account, which may have very many entries…
const ACCOUNTS_MAX: i64 = 1;
/// …or the transfers of so many entries.
const ENTRIES_MAX: i64 = 20_000;
/// More complaints than this say nothing more.
const COMPLAINTS_MAX: usize = 100;

/// How many transfers there are, and what is wrong with the book.
pub async fn complaints(store: &Store) -> Result<(i64, Vec<String>)> {
    let mut complaints = Vec::new();
    let mut after = LedgerAccountId::from(0);
    loop {
        let part = store.read(async |tx: &mut Tx| accounts(tx, after).await);
        let part = part.await?;
        let Some(last) = part.last() else { break };
        after = last.id;
        let wrong = part.iter().filter(|one| one.balance != one.entries);
        complaints.extend(wrong.map(Held::complaint));
        complaints.truncate(COMPLAINTS_MAX);
    }
    let (mut transfers, mut after) = (0, TransferId::from(0));
    loop {
        let part = store.read(async |tx: &mut Tx| moved(tx, after).await);
        let part = part.await?;
        let Some(last) = part.last() else { break };
        after = last.transfer_id;
        transfers += i64::try_from(part.len()).unwrap_or(0);
        complaints.extend(part.iter().flat_map(Sum::complaints));
        complaints.truncate(COMPLAINTS_MAX);
    }
    Ok((transfers, complaints))
}

store::row! {
    struct Held {
        id: LedgerAccountId,
        balance: i64,
        entries: i64,
    }
}

impl Held {
    fn complaint(&self) -> String {
        let Self {
            id,
            balance,
            entries,
        } = self;
        format!("account {id} holds {balance}, and its entries sum to {entries}")
    }
}

async fn accounts(tx: &mut Tx, after: LedgerAccountId) -> Result<Vec<Held>> {
    Ok(tx
        .all(
            "select a.id, a.balance,
               (select cast(coalesce(sum(e.amount), 0) as bigint) from ledger_entry e
                where e.account_id = a.id) as entries
             from ledger_account a where a.id > $1 order by a.id limit $2",
            args![after, ACCOUNTS_MAX],
        )
        .await?)
}

store::row! {
    struct Sum {
        transfer_id: TransferId,
        left_over: i64,
        /// Entries that are of no transfer of their account's unit.
        apart: i64,
    }
}

impl Sum {
    fn complaints(&self) -> Vec<String> {
        let (id, left, apart) = (self.transfer_id, self.left_over, self.apart);
        let unequal = format!("transfer {id} leaves {left} over");
        let lost = format!("{apart} entries of {id} are of no transfer of their unit");
        let found = [(left != 0, unequal), (apart != 0, lost)];
        let found = found.into_iter().filter(|(wrong, _)| *wrong);
        found.map(|(_, complaint)| complaint).collect()
    }
}

async fn moved(tx: &mut Tx, after: TransferId) -> Result<Vec<Sum>> {
    Ok(tx
        .all(
            "select e.transfer_id, cast(sum(e.amount) as bigint) as left_over,
               count(case when t.id is null then 1 end) as apart
             from ledger_entry e join ledger_account a on a.id = e.account_id
               left join ledger_transfer t on t.id = e.transfer_id
                 and t.unit = a.unit and t.unit_id = a.unit_id
             where e.transfer_id > $1 and e.transfer_id <= (select max(part.transfer_id)
                 from (select transfer_id from ledger_entry where transfer_id > $1
                       order by transfer_id limit $2) part)
             group by e.transfer_id order by e.transfer_id limit $2",
            args![after, ENTRIES_MAX],
        )
        .await?)
}
