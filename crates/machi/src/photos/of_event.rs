//! The photos of an event that is published here.

use store::{Tx, args};

use super::put_in::{Chosen, check};
use super::{Photo, remove};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, EventId, PhotoId};

/// Photos of one event.
pub const EVENT_PHOTOS_MAX: usize = 6;

/// In their order.
pub async fn of_event(tx: &mut Tx, event: EventId) -> Result<Vec<Photo>> {
    let sql =
        "select id, coalesce(note_id, 0) as note_id, content, width, height, widths, thumbhash,
                 alt from photo where event_id = $1 order by position";
    Ok(tx.all(sql, args![event]).await?)
}

/// Makes these the photos of the event, in this order: of those that it shows, whoever put them
/// there, and of one's own that wait. Those that it shows no more are removed like any unused one.
///
/// # Errors
/// Refused for too many, for a text that is too long, and for a photo that is neither.
pub async fn put_in_event(
    tx: &mut Tx,
    by: AccountId,
    event: EventId,
    chosen: &[Chosen],
) -> Result<()> {
    check(chosen, EVENT_PHOTOS_MAX)?;
    let now_ms = tx.now_ms();
    let sql = "select id from photo where event_id = $1";
    let shown: Vec<(PhotoId,)> = tx.all(sql, args![event]).await?;
    for (photo,) in shown {
        if chosen.iter().all(|chosen| chosen.photo != photo) {
            let sql = "update photo set event_id = null, unused_since_ms = $2 where id = $1";
            tx.execute(sql, args![photo, now_ms]).await?;
            remove::look_later(tx).await?;
        }
    }
    for (at, chosen) in (0i64..).zip(chosen) {
        let put = tx
            .execute(
                "update photo set event_id = $3, position = $4, alt = $5, unused_since_ms = null
                 where id = $1 and stored_at_ms is not null and (event_id = $3
                   or (account_id = $2 and note_id is null and event_id is null
                     and merch_item_id is null and counter_note_id is null))",
                args![chosen.photo, by, event, at, chosen.alt.trim()],
            )
            .await?;
        if put != 1 {
            return Err(Refusal::new("photos-gone").on("photos").into());
        }
    }
    Ok(())
}
