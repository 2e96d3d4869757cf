//! Calls off an event or one of its dates, or takes that back. Recording the change is left to the
//! caller.

use store::{Tx, args};

use crate::error::Result;
use crate::ids::{EventId, OccurrenceId};

/// False when it is so already.
pub async fn call_off(tx: &mut Tx, event: EventId, off: bool) -> Result<bool> {
    let changed = tx
        .execute(
            "update event set cancelled = $2, sequence = sequence + 1, changed_at_ms = $3
             where id = $1 and cancelled <> $2",
            args![event, off, tx.now_ms()],
        )
        .await?;
    Ok(changed == 1)
}

pub async fn call_off_date(
    tx: &mut Tx,
    event: EventId,
    occurrence: OccurrenceId,
    off: bool,
) -> Result<()> {
    let sql = "update occurrence set cancelled = $2 where id = $1";
    tx.execute(sql, args![occurrence, off]).await?;
    tx.execute(
        "update event set sequence = sequence + 1, changed_at_ms = $2 where id = $1",
        args![event, tx.now_ms()],
    )
    .await?;
    Ok(())
}
