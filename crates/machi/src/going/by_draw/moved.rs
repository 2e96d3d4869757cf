//! A date that moves keeps its draw, unless it would begin before the draw can be held: then another one
//! closes in time, with everybody who took part.

use futures_util::FutureExt;
use store::Tx;

use super::{closes_at_ms, of, plan, takes_place};
use crate::app::App;
use crate::changes::{Change, Logged};
use crate::draws::{self, Issuer};
use crate::error::{Error, Result};
use crate::going::rsvp;
use crate::ids::{EventId, OccurrenceId};
use crate::publishing::Way;
use crate::readers::Reader;

/// From the close of entries until seats are given: three minutes of notice, a round, and what is done
/// before and after it.
const HELD_MS: i64 = 15 * 60 * 1000;

/// Reads of dates that moved.
pub const MOVED: Reader = Reader {
    name: "draws-of-dates",
    read: |app, tx, changes| read(app, tx, changes).boxed(),
};

async fn read(app: &App, tx: &mut Tx, changes: &[Logged]) -> Result<()> {
    for logged in changes {
        if let Change::OccurrenceMoved { event, occurrence } = logged.change {
            match moved(app, tx, (event, occurrence)).await {
                // The event is in nobody's hands here any more.
                Ok(()) | Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

/// What was announced stands as long as it leaves time for the draw. Else the draw closes when the date's
/// seats are to be drawn now, at once if that is over.
async fn moved(app: &App, tx: &mut Tx, (event, occurrence): (EventId, OccurrenceId)) -> Result<()> {
    let Some(draw) = of(tx, occurrence).await? else {
        return Ok(());
    };
    let at = rsvp::at(tx, event, occurrence).await?;
    let in_time = draw.closes_at_ms + HELD_MS <= at.starts_at_ms;
    let takes_entries = draw.takes_entries(tx.now_ms());
    // One that has begun is not drawn: that is told when the draw would close.
    if in_time || !takes_entries || !takes_place(tx, &at) || at.hosted.way != Way::Draw {
        return Ok(());
    }
    let now_ms = tx.now_ms();
    let closes_at_ms = closes_at_ms(at.starts_at_ms, at.hosted.draw_hours);
    let plan = plan(tx, &at, (now_ms, closes_at_ms.max(now_ms + 1))).await?;
    draws::replace(Issuer::of(app), tx, &draw, plan).await
}
