//! Takes an event out of all lists.

use store::{Tx, args};

use crate::error::Result;
use crate::ids::EventId;

/// From now on its link alone leads to it: no page, feed, calendar, map or search names it. Recording the
/// change is left to the caller.
pub async fn unlist(tx: &mut Tx, event: EventId) -> Result<()> {
    let sql = "update event set listed = false where id = $1";
    tx.execute(sql, args![event]).await?;
    Ok(())
}
