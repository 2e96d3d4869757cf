//! A decision takes effect: once it can be undone no more, the obligation is settled, which tells the member.

use futures_util::FutureExt;
use store::{Tx, args};

use super::decide::ACCEPTED;
use super::{Proof, UNDO_MS, by_id, reason, tell};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{AccountId, ProofId};
use crate::obligations::{self, Verdict};
use crate::text::Lang;
use crate::timers::{self, Timer};

const TIMER: &str = "proof-settles";

pub const SETTLE: timers::Kind = timers::Kind {
    name: TIMER,
    claim_ms: 30_000,
    attempts_max: 1_000,
    run: |app, timer| run(app, timer).boxed(),
};

pub(super) async fn later(tx: &mut Tx, proof: ProofId, due_at_ms: i64) -> Result<()> {
    timers::schedule(tx, TIMER, proof.get(), due_at_ms).await
}

pub(super) async fn never(tx: &mut Tx, proof: ProofId) -> Result<()> {
    timers::cancel(tx, TIMER, proof.get()).await
}

async fn run(app: &App, timer: Timer) -> Result<()> {
    app.write(async |tx: &mut Tx| {
        let proof = by_id(tx, ProofId::from(timer.subject_id)).await?;
        let decided = proof.filter(|proof| proof.settled_at_ms.is_none() && !proof.waits());
        let now_ms = tx.now_ms();
        let too_early = |proof: &Proof| {
            let decided_at_ms = proof.decided_at_ms.unwrap_or(0);
            now_ms < decided_at_ms + UNDO_MS
        };
        if decided.as_ref().is_some_and(too_early) {
            // A clock that went back: tried again, since the same time again would end the timer.
            return Err(Error::Busy);
        }
        let ours = timer.finish(tx).await?;
        match decided {
            Some(proof) if ours => settle(tx, &proof).await,
            _ => Ok(()),
        }
    })
    .await
}

async fn settle(tx: &mut Tx, proof: &Proof) -> Result<()> {
    let sql = "update proof set settled_at_ms = $2 where id = $1 and settled_at_ms is null";
    tx.execute(sql, args![proof.id, tx.now_ms()]).await?;
    let obligation = obligations::by_id(tx, proof.obligation_id).await?;
    let words = reason::in_words(
        lang_of(tx, proof.account_id).await?,
        &proof.reason,
        &proof.reason_words,
    );
    let verdict = match proof.decision == ACCEPTED {
        true => Verdict::Met,
        false => Verdict::Refused(&words),
    };
    // One that was excused meanwhile stays so.
    obligations::settle(tx, &obligation, proof.decided_by, verdict).await?;
    tell(tx, proof.city_id, proof.id, proof.account_id).await
}

async fn lang_of(tx: &mut Tx, account: AccountId) -> Result<Lang> {
    // `account` belongs to accounts.
    let sql = "select lang from account where id = $1";
    let (lang,) = tx.one::<(String,)>(sql, args![account]).await?;
    Ok(lang.parse().unwrap_or_default())
}
