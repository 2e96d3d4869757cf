//! Forgets names and addresses of visitors; how many there were stays known.

use futures_util::FutureExt;
use store::{Tx, args};

use crate::app::App;
use crate::error::Result;
use crate::ids::VisitorId;
use crate::timers::{self, Kind, Timer};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// After the date, for questions that come up then.
const KEPT_MS: i64 = 30 * DAY_MS;
/// Of an address whose link nobody used: somebody else may have typed it.
const UNCONFIRMED_KEPT_MS: i64 = DAY_MS;

/// Its subject is a visitor.
pub const FORGET: Kind = Kind {
    name: "visitor-forget",
    claim_ms: 30_000,
    attempts_max: 100,
    run: |app, timer| run(app, timer).boxed(),
};

/// A visitor came: they are forgotten later.
pub(super) async fn set(tx: &mut Tx, id: VisitorId) -> Result<()> {
    let due_at_ms = tx.now_ms() + UNCONFIRMED_KEPT_MS;
    timers::schedule(tx, FORGET.name, id.get(), due_at_ms).await
}

async fn run(app: &App, timer: Timer) -> Result<()> {
    let id = VisitorId::from(timer.subject_id);
    app.write(async |tx: &mut Tx| {
        let row: Option<(Option<i64>, i64)> = tx
            .optional(
                "select v.confirmed_at_ms, o.starts_at_ms from visitor v
                 join occurrence o on o.id = v.occurrence_id where v.id = $1",
                args![id],
            )
            .await?;
        match row {
            // The date may have moved since the timer was set.
            Some((Some(_), starts_at_ms)) if starts_at_ms + KEPT_MS > tx.now_ms() => {
                timers::schedule(tx, FORGET.name, id.get(), starts_at_ms + KEPT_MS).await
            }
            Some(_) => forget_now(tx, id).await,
            None => Ok(()),
        }
    })
    .await
}

/// Forgets who it was. Twice is once.
pub async fn forget_now(tx: &mut Tx, id: VisitorId) -> Result<()> {
    let sql = "update visitor set name = '', address = '', folded = '' where id = $1";
    tx.execute(sql, args![id]).await?;
    Ok(())
}
