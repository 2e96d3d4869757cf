//! Keeps what members were told within bounds: so many a person, and so long.

use std::collections::BTreeSet;

use futures_util::FutureExt;
use store::{Tx, args};

use crate::app::App;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::AccountId;
use crate::timers::{self, Timer};

/// Of each person the newest are kept.
pub const KEPT_MAX: i64 = 1_000;
/// How long a notification is kept.
pub const KEPT_MS: i64 = 90 * 24 * 60 * 60 * 1_000;
/// How often old ones are looked for, while there are any at all.
const EVERY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Rows that one transaction removes at most.
const BATCH_MAX: i64 = 500;

/// The timer that removes old ones; telling somebody sets it.
pub const TIMER: timers::Kind = timers::Kind {
    name: "notifications-prune",
    claim_ms: 5 * 60 * 1_000,
    attempts_max: 100,
    run: |app, timer| prune(app, timer).boxed(),
};

/// Removes what is beyond the account's newest, and sees to it that old ones go.
pub(super) async fn keep_newest(tx: &mut Tx, account: AccountId) -> Result<()> {
    tx.execute(
        "delete from notification where id in
           (select id from notification where account_id = $1
            order by at_ms desc, id desc limit $2 offset $3)",
        args![account, BATCH_MAX, KEPT_MAX],
    )
    .await?;
    let due_at_ms = tx.now_ms() + EVERY_MS;
    timers::schedule_unless_set(tx, TIMER.name, 0, due_at_ms).await
}

/// Removes old ones, a transaction for each batch; the timer stays while there are others.
async fn prune(app: &App, timer: Timer) -> Result<()> {
    while app.write(async |tx: &mut Tx| remove_old(tx).await).await? {}
    app.write(async |tx: &mut Tx| {
        let sql = "select 1 from notification limit 1";
        let kept = tx.optional::<(i64,)>(sql, args![]).await?;
        if kept.is_some() {
            let due_at_ms = tx.now_ms() + EVERY_MS;
            timers::schedule(tx, TIMER.name, 0, due_at_ms).await?;
        } else {
            timer.finish(tx).await?;
        }
        Ok(())
    })
    .await
}

/// True when there may be more.
async fn remove_old(tx: &mut Tx) -> Result<bool> {
    let before_ms = tx.now_ms() - KEPT_MS;
    let removed: Vec<(AccountId,)> = tx
        .all(
            "delete from notification where id in
               (select id from notification where at_ms < $1 order by at_ms limit $2)
             returning account_id",
            args![before_ms, BATCH_MAX],
        )
        .await?;
    let accounts: BTreeSet<AccountId> = removed.iter().map(|&(account,)| account).collect();
    for account in accounts {
        changes::record(tx, None, Change::NotificationsChanged { account }).await?;
    }
    Ok(i64::try_from(removed.len()).is_ok_and(|removed| removed == BATCH_MAX))
}
