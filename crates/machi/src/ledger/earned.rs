//! What members earned of a unit, and when: by it one tells what is left of it.

use store::{Tx, args};

use super::{Account, Unit};
use crate::error::Result;

/// Entries `e` by which something was earned for good: what was taken back counts as never earned,
/// and what came back as never spent.
macro_rules! earned {
    () => {
        "ledger_entry e join ledger_transfer t on t.id = e.transfer_id
         where e.account_id = a.id and e.amount > 0 and t.reverses is null
           and not exists (select 1 from ledger_transfer r where r.reverses = t.id)"
    };
}

/// When the last thing came back to the account `a` by a reversal for the reason `$6`.
macro_rules! returned {
    () => {
        "(select max(e.at_ms) from ledger_entry e join ledger_transfer t on t.id = e.transfer_id
          where e.account_id = a.id and e.amount > 0 and t.reverses is not null and t.reason = "
    };
}

store::row! {
    /// What a member has, and how much of what they earned is younger.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Held {
        pub owner_id: i64,
        pub balance: i64,
        pub earned_since: i64,
        /// When something came back to them for that reason.
        pub returned_at_ms: Option<i64>,
    }
}

/// Members who have something, those after `owner`, so many at most.
pub async fn held_by_members(
    tx: &mut Tx,
    unit: Unit,
    owner: i64,
    since_ms: i64,
    (returned, max): (&'static str, i64),
) -> Result<Vec<Held>> {
    let (unit, unit_id) = unit.columns();
    let sql = concat!(
        "select a.owner_id, a.balance, (select cast(coalesce(sum(e.amount), 0) as bigint) from ",
        earned!(),
        " and e.at_ms >= $4) as earned_since, ",
        returned!(),
        "$6) as returned_at_ms from ledger_account a
         where a.unit = $1 and a.unit_id = $2 and a.kind = 'member' and a.owner_id > $3
           and a.balance > 0
         order by a.owner_id limit $5"
    );
    let args = args![unit, unit_id, owner, since_ms, max, returned];
    Ok(tx.all(sql, args).await?)
}

/// Of one account: when what was earned, the newest first, so many at most; and when something came
/// back for that reason.
pub async fn earned(
    tx: &mut Tx,
    unit: Unit,
    account: Account,
    (returned, max): (&'static str, i64),
) -> Result<(Vec<(i64, i64)>, Option<i64>)> {
    let (unit, unit_id) = unit.columns();
    let (kind, owner) = (account.kind.name(), account.owner);
    let sql = "select id from ledger_account
               where unit = $1 and unit_id = $2 and kind = $3 and owner_id = $4";
    let found: Option<(i64,)> = tx.optional(sql, args![unit, unit_id, kind, owner]).await?;
    let Some((id,)) = found else {
        return Ok((Vec::new(), None));
    };
    let sql = concat!(
        "select e.at_ms, e.amount from ledger_account a, ",
        earned!(),
        " and a.id = $1 order by e.transfer_id desc limit $2"
    );
    let lots = tx.all(sql, args![id, max]).await?;
    let sql = concat!(
        "select ",
        returned!(),
        "$2) as at_ms from ledger_account a where a.id = $1"
    );
    let (back,): (Option<i64>,) = tx.one(sql, args![id, returned]).await?;
    Ok((lots, back))
}
