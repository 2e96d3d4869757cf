//! Taking a scan back that was a mistake.

use store::{Tx, args};

use super::scan::{Outcome, check_in_changed};
use crate::error::Result;
use crate::ids::{DoorId, EventId, ScanId, TicketId};

/// Takes it back: the ticket lets one in again. When another was let in by the same ticket meanwhile,
/// it is their scan that counts. Twice, or for a scan that was never told, changes nothing.
pub(super) async fn undo(tx: &mut Tx, door: DoorId, nonce: &str) -> Result<()> {
    let undone = tx
        .optional::<(ScanId, TicketId)>(
            "update scan set undone_at_ms = $3
             where door_id = $1 and nonce = $2 and undone_at_ms is null returning id, ticket_id",
            args![door, nonce, tx.now_ms()],
        )
        .await?;
    let Some((scan, ticket)) = undone else {
        return Ok(());
    };
    let sql = "update ticket set admitted_scan_id = null where id = $1 and admitted_scan_id = $2";
    if tx.execute(sql, args![ticket, scan]).await? == 0 {
        return Ok(());
    }
    // `ticket` belongs to seats.
    let (event,) = tx
        .one::<(EventId,)>("select event_id from ticket where id = $1", args![ticket])
        .await?;
    check_in_changed(tx, event, ticket).await?;
    let next = tx
        .optional::<(ScanId,)>(
            "select id from scan where ticket_id = $1 and result = $2 and undone_at_ms is null
             order by at_ms, id limit 1",
            args![ticket, Outcome::Conflict.name()],
        )
        .await?;
    let Some((next,)) = next else {
        return Ok(());
    };
    let sql = "update scan set result = $2 where id = $1";
    let admitted = Outcome::Admitted.name();
    tx.execute(sql, args![next, admitted]).await?;
    let sql = "update ticket set admitted_scan_id = $2 where id = $1";
    tx.execute(sql, args![ticket, next]).await?;
    Ok(())
}
