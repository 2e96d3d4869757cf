//! Timers: what is to be done at a time, done once, on one of the nodes.

#[cfg(test)]
mod tests;

use std::time::Duration;

use futures_util::future::BoxFuture;
use store::{Tx, args};
use tokio_util::sync::CancellationToken;
use tracing::{error, warn};

use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::TimerId;

/// How long a node sleeps between two looks at what is due.
const POLL: Duration = Duration::from_secs(2);
/// How many timers one look does before it lets others have a turn.
const BATCH_MAX: usize = 100;
/// The pause after the first failure; each further one is four times as long.
const PAUSE_MS: i64 = 60_000;
const PAUSE_MS_MAX: i64 = 6 * 60 * 60 * 1000;
const ERROR_CHARS_MAX: usize = 500;
/// How many failed timers are listed.
const FAILED_MAX: i64 = 100;

/// One kind of timer, and what is done when it is due.
#[derive(Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    /// How long a node may work on one before another takes it for lost.
    pub claim_ms: i64,
    /// After so many attempts it stays failed until somebody schedules it again.
    pub attempts_max: i64,
    /// Does it, for one subject. Work that must happen exactly once ends with [`Timer::finish`] in
    /// its own transaction; anything else is repeated when a node dies in the middle.
    pub run: for<'a> fn(&'a App, Timer) -> BoxFuture<'a, Result<()>>,
}

/// A timer that this node claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    pub id: TimerId,
    pub subject_id: i64,
    /// From 1.
    pub attempt: i64,
    claimed_until_ms: i64,
}

impl Timer {
    /// Ends the timer inside the transaction that does its work. False when another node took it
    /// over meanwhile: then this transaction must not be kept.
    pub async fn finish(&self, tx: &mut Tx) -> Result<bool> {
        let ended = tx
            .execute(
                "delete from timer where id = $1 and claimed_until_ms = $2",
                args![self.id, self.claimed_until_ms],
            )
            .await?;
        Ok(ended == 1)
    }
}

/// A timer that nobody tries any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    pub kind: String,
    pub subject_id: i64,
    pub failed_at_ms: i64,
    pub reason: String,
}

/// Sets the timer of this kind for this subject: a new one, or the one that is there to another
/// time. The same time again changes nothing.
pub async fn schedule(
    tx: &mut Tx,
    kind: &'static str,
    subject_id: i64,
    due_at_ms: i64,
) -> Result<()> {
    let id = tx.new_id();
    tx.execute(
        "insert into timer (id, kind, subject_id, due_at_ms) values ($1, $2, $3, $4)
         on conflict (kind, subject_id) do update set
             due_at_ms = excluded.due_at_ms, claimed_until_ms = 0, attempts = 0,
             last_error = '', failed_at_ms = null
         where timer.due_at_ms <> excluded.due_at_ms or timer.failed_at_ms is not null",
        args![id, kind, subject_id, due_at_ms],
    )
    .await?;
    Ok(())
}

/// Sets the timer unless one is there that will still be tried.
pub async fn schedule_unless_set(
    tx: &mut Tx,
    kind: &'static str,
    subject_id: i64,
    due_at_ms: i64,
) -> Result<()> {
    let sql = "select 1 from timer where kind = $1 and subject_id = $2 and failed_at_ms is null";
    let set = tx.optional::<(i64,)>(sql, args![kind, subject_id]).await?;
    match set {
        Some(_) => Ok(()),
        None => schedule(tx, kind, subject_id, due_at_ms).await,
    }
}

/// Takes the timer away, if there is one.
pub async fn cancel(tx: &mut Tx, kind: &'static str, subject_id: i64) -> Result<()> {
    tx.execute(
        "delete from timer where kind = $1 and subject_id = $2",
        args![kind, subject_id],
    )
    .await?;
    Ok(())
}

/// The timers that no attempt is left for, oldest first.
pub async fn failed(tx: &mut Tx) -> Result<Vec<Failed>> {
    let rows: Vec<(String, i64, i64, String)> = tx
        .all(
            "select kind, subject_id, failed_at_ms, last_error from timer
             where failed_at_ms is not null order by failed_at_ms, id limit $1",
            args![FAILED_MAX],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(kind, subject_id, failed_at_ms, reason)| Failed {
            kind,
            subject_id,
            failed_at_ms,
            reason,
        })
        .collect())
}

/// Does what is due until told to stop. Every node runs this; each timer is done by one of them.
pub async fn run(app: App, kinds: Vec<Kind>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let pause = match run_due(&app, &kinds).await {
            Ok(done) if done > 0 => Duration::ZERO,
            Ok(_) => POLL,
            Err(error) => {
                error!(%error, "timers could not be read; trying again");
                POLL
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Does what is due now, at most a batch; answers how many were tried.
pub async fn run_due(app: &App, kinds: &[Kind]) -> Result<usize> {
    let mut tried = 0;
    for kind in kinds {
        give_up(app, kind).await?;
        while tried < BATCH_MAX {
            let Some(timer) = claim(app, kind).await? else {
                break;
            };
            tried += 1;
            attempt(app, kind, timer).await?;
        }
    }
    Ok(tried)
}

/// Marks those that a node took for its last attempt and never came back from.
async fn give_up(app: &App, kind: &Kind) -> Result<()> {
    let &Kind {
        name, attempts_max, ..
    } = kind;
    let stuck = app
        .read(async |tx: &mut Tx| {
            Ok(tx
                .optional::<(i64,)>(
                    "select id from timer where kind = $1 and attempts >= $2
                     and failed_at_ms is null and claimed_until_ms <= $3 limit 1",
                    args![name, attempts_max, tx.now_ms()],
                )
                .await?)
        })
        .await?;
    if stuck.is_none() {
        return Ok(());
    }
    app.write(async |tx: &mut Tx| {
        tx.execute(
            "update timer set failed_at_ms = $3
             where kind = $1 and attempts >= $2 and failed_at_ms is null and claimed_until_ms <= $3",
            args![name, attempts_max, tx.now_ms()],
        )
        .await?;
        Ok(())
    })
    .await
}

/// The next one that is due, if this node gets it.
async fn claim(app: &App, kind: &Kind) -> Result<Option<Timer>> {
    let &Kind {
        name,
        claim_ms,
        attempts_max,
        ..
    } = kind;
    // Looking costs no write: on most looks nothing is due.
    let due = app
        .read(async |tx: &mut Tx| {
            Ok(tx
                .optional::<(i64,)>(
                    "select id from timer
                     where kind = $1 and due_at_ms <= $2 and claimed_until_ms <= $2
                       and failed_at_ms is null and attempts < $3
                     order by due_at_ms, id limit 1",
                    args![name, tx.now_ms(), attempts_max],
                )
                .await?)
        })
        .await?;
    let Some((id,)) = due else {
        return Ok(None);
    };
    app.write(async |tx: &mut Tx| {
        let now_ms = tx.now_ms();
        let claimed: Option<(TimerId, i64, i64, i64)> = tx
            .optional(
                "update timer set claimed_until_ms = $2, attempts = attempts + 1
                 where id = $1 and due_at_ms <= $3 and claimed_until_ms <= $3
                   and failed_at_ms is null
                 returning id, subject_id, attempts, claimed_until_ms",
                args![id, now_ms + claim_ms, now_ms],
            )
            .await?;
        Ok(
            claimed.map(|(id, subject_id, attempt, claimed_until_ms)| Timer {
                id,
                subject_id,
                attempt,
                claimed_until_ms,
            }),
        )
    })
    .await
}

async fn attempt(app: &App, kind: &Kind, timer: Timer) -> Result<()> {
    let time = Duration::from_millis(u64::try_from(kind.claim_ms).unwrap_or(0));
    let done = tokio::time::timeout(time, (kind.run)(app, timer))
        .await
        .unwrap_or_else(|_| Err(Error::Broken(anyhow::anyhow!("time is up"))));
    match done {
        Ok(()) => {
            app.write(async |tx: &mut Tx| timer.finish(tx).await)
                .await?;
            Ok(())
        }
        Err(error) => put_off(app, kind, timer, &error).await,
    }
}

/// Lets it rest for a while that grows with each attempt; after the last one it stays failed.
async fn put_off(app: &App, kind: &Kind, timer: Timer, error: &Error) -> Result<()> {
    let last = timer.attempt >= kind.attempts_max;
    if last {
        error!(kind = kind.name, subject = timer.subject_id, %error, "a timer failed for good");
    } else {
        warn!(kind = kind.name, subject = timer.subject_id, %error, "a timer failed; trying again later");
    }
    let reason: String = error.to_string().chars().take(ERROR_CHARS_MAX).collect();
    app.write(async |tx: &mut Tx| {
        let now_ms = tx.now_ms();
        tx.execute(
            "update timer set claimed_until_ms = $3, last_error = $4, failed_at_ms = $5
             where id = $1 and claimed_until_ms = $2",
            args![
                timer.id,
                timer.claimed_until_ms,
                now_ms + pause_ms(timer.attempt),
                reason,
                last.then_some(now_ms)
            ],
        )
        .await?;
        Ok(())
    })
    .await
}

/// After the given attempt (from 1).
fn pause_ms(attempt: i64) -> i64 {
    let doublings = u32::try_from((attempt - 1).clamp(0, 10) * 2).unwrap_or(0);
    PAUSE_MS.saturating_mul(1 << doublings).min(PAUSE_MS_MAX)
}
