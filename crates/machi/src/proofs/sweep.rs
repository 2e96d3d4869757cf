//! Removes screenshots: those that nobody handed in, and those that were decided about a while ago.

use futures_util::FutureExt;
use store::{Tx, args};

use super::picture::UNUSED_MS;
use crate::app::App;
use crate::error::Result;
use crate::ids::ProofPictureId;
use crate::timers::{self, Timer};

/// How long a screenshot is kept after the decision, for a member who asks again.
pub(super) const KEPT_DAYS: i64 = 30;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// How often it is looked, while there is any.
const LOOK_EVERY_MS: i64 = 60 * 60 * 1_000;
/// Longer than a screenshot may wait to be handed in, so that none goes while it is.
const GRACE_MS: i64 = 60 * 60 * 1_000;
/// Of one look's part.
const BATCH: i64 = 50;
const TIMER: &str = "proof-pictures";

pub const PICTURES: timers::Kind = timers::Kind {
    name: TIMER,
    claim_ms: 5 * 60 * 1_000,
    attempts_max: 1_000,
    run: |app, timer| sweep(app, timer).boxed(),
};

/// There is a screenshot: it is looked later whether it goes.
pub(super) async fn look_later(tx: &mut Tx) -> Result<()> {
    let due_at_ms = tx.now_ms() + LOOK_EVERY_MS;
    timers::schedule_unless_set(tx, TIMER, 0, due_at_ms).await
}

async fn sweep(app: &App, timer: Timer) -> Result<()> {
    loop {
        let gone = app.read(async |tx: &mut Tx| to_remove(tx).await).await?;
        for (id, file) in &gone {
            app.objects().delete(file).await?;
            app.write(async |tx: &mut Tx| removed(tx, *id).await)
                .await?;
        }
        if gone.is_empty() {
            break;
        }
    }
    app.write(async |tx: &mut Tx| {
        let sql = "select id from proof_picture where file <> '' limit 1";
        if tx.optional::<(i64,)>(sql, args![]).await?.is_some() {
            let due_at_ms = tx.now_ms() + LOOK_EVERY_MS;
            timers::schedule(tx, TIMER, 0, due_at_ms).await
        } else {
            timer.finish(tx).await?;
            Ok(())
        }
    })
    .await
}

async fn to_remove(tx: &mut Tx) -> Result<Vec<(ProofPictureId, String)>> {
    // `obligation` belongs to obligations: one that is excused is settled without a decision.
    let sql = "select p.id, p.file from proof_picture p
                 left join proof r on r.id = p.proof_id
                 left join obligation o on o.id = r.obligation_id
               where p.file <> '' and (
                 (p.proof_id is null and (p.account_id is null or p.created_at_ms <= $1))
                 or r.settled_at_ms <= $2
                 or (r.decision = '' and o.state <> 'submitted' and o.settled_at_ms <= $2))
               order by p.created_at_ms, p.id limit $3";
    let (unused_ms, kept_ms) = (UNUSED_MS + GRACE_MS, KEPT_DAYS * DAY_MS);
    let now_ms = tx.now_ms();
    let rows = tx.all(sql, args![now_ms - unused_ms, now_ms - kept_ms, BATCH]);
    Ok(rows.await?)
}

/// The row of a proof's stays: the same screenshot is known when it comes again.
async fn removed(tx: &mut Tx, id: ProofPictureId) -> Result<()> {
    let sql = "update proof_picture set file = '' where id = $1";
    tx.execute(sql, args![id]).await?;
    let sql = "delete from proof_picture where id = $1 and proof_id is null";
    tx.execute(sql, args![id]).await?;
    Ok(())
}
