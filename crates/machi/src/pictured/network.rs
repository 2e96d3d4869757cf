//! Which network an answer came from: a keyed hash that fits one note alone, and is forgotten.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::FutureExt;
use rules::pictured::networks_since_ms;
use store::{Tx, args};

use crate::accounts::Caller;
use crate::app::App;
use crate::error::Result;
use crate::ids::{AccountId, NoteId};
use crate::timers::{self, Timer};

/// Of the hash: enough to tell networks apart.
const FINGERPRINT_BYTES: usize = 12;
/// How often old ones are looked for, while there are any.
const EVERY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Rows that one transaction changes at most.
const BATCH_MAX: i64 = 500;

/// The timer that forgets networks; an answer sets it.
pub const FORGET: timers::Kind = timers::Kind {
    name: "pictured-forget",
    claim_ms: 5 * 60 * 1_000,
    attempts_max: 100,
    run: |app, timer| forget(app, timer).boxed(),
};

/// What is kept of where an answer came from. It tells nothing of the address without the master key, and
/// of two notes it is another.
pub fn fingerprint(app: &App, caller: &Caller, note: NoteId) -> String {
    let purpose = format!("pictured/{note}/{}", caller.key());
    let hash = app.key().derive(&purpose);
    URL_SAFE_NO_PAD.encode(hash.get(..FINGERPRINT_BYTES).unwrap_or(&hash))
}

/// Whether somebody else answered from there.
pub(super) async fn is_taken(
    tx: &mut Tx,
    note: NoteId,
    by: AccountId,
    network: &str,
) -> Result<bool> {
    let sql =
        "select 1 from pictured where note_id = $1 and account_id <> $2 and network = $3 limit 1";
    let taken = tx.optional::<(i64,)>(sql, args![note, by, network]).await?;
    Ok(taken.is_some())
}

/// Sees to it that what was noted now is forgotten.
pub(super) async fn forget_later(tx: &mut Tx) -> Result<()> {
    let due_at_ms = tx.now_ms() + EVERY_MS;
    timers::schedule_unless_set(tx, FORGET.name, 0, due_at_ms).await
}

/// Forgets old ones, a transaction for each batch; the timer stays while others wait.
async fn forget(app: &App, timer: Timer) -> Result<()> {
    while app.write(async |tx: &mut Tx| forget_some(tx).await).await? {}
    app.write(async |tx: &mut Tx| {
        let sql = "select 1 from pictured where network is not null limit 1";
        if tx.optional::<(i64,)>(sql, args![]).await?.is_some() {
            let due_at_ms = tx.now_ms() + EVERY_MS;
            timers::schedule(tx, FORGET.name, 0, due_at_ms).await?;
        } else {
            timer.finish(tx).await?;
        }
        Ok(())
    })
    .await
}

/// True when there may be more.
async fn forget_some(tx: &mut Tx) -> Result<bool> {
    let before_ms = networks_since_ms(tx.now_ms());
    let sql = "select note_id, account_id from pictured
               where network is not null and network_at_ms < $1 order by network_at_ms limit $2";
    let old: Vec<(NoteId, AccountId)> = tx.all(sql, args![before_ms, BATCH_MAX]).await?;
    for (note, account) in &old {
        let sql = "update pictured set network = null where note_id = $1 and account_id = $2";
        tx.execute(sql, args![*note, *account]).await?;
    }
    Ok(i64::try_from(old.len()).is_ok_and(|old| old == BATCH_MAX))
}
