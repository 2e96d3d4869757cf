//! The photos of an item of merch.

use store::{Tx, args};

use super::put_in::{Chosen, check};
use super::{Photo, remove};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, MerchItemId, PhotoId};

/// Photos of one item.
pub const MERCH_PHOTOS_MAX: usize = 4;

/// In their order.
pub async fn of_merch(tx: &mut Tx, item: MerchItemId) -> Result<Vec<Photo>> {
    let sql =
        "select id, coalesce(note_id, 0) as note_id, content, width, height, widths, thumbhash,
                 alt from photo where merch_item_id = $1 order by position";
    Ok(tx.all(sql, args![item]).await?)
}

/// Makes these the photos of the item, in this order: of those that it shows, whoever put them
/// there, and of one's own that wait. Those that it shows no more are removed like any unused one.
///
/// # Errors
/// Refused for too many, for a text that is too long, and for a photo that is neither.
pub async fn put_in_merch(
    tx: &mut Tx,
    by: AccountId,
    item: MerchItemId,
    chosen: &[Chosen],
) -> Result<()> {
    check(chosen, MERCH_PHOTOS_MAX)?;
    let now_ms = tx.now_ms();
    let sql = "select id from photo where merch_item_id = $1";
    let shown: Vec<(PhotoId,)> = tx.all(sql, args![item]).await?;
    for (photo,) in shown {
        if chosen.iter().all(|chosen| chosen.photo != photo) {
            let sql = "update photo set merch_item_id = null, unused_since_ms = $2 where id = $1";
            tx.execute(sql, args![photo, now_ms]).await?;
            remove::look_later(tx).await?;
        }
    }
    for (at, chosen) in (0i64..).zip(chosen) {
        let put = tx
            .execute(
                "update photo set merch_item_id = $3, position = $4, alt = $5, unused_since_ms = null
                 where id = $1 and stored_at_ms is not null and (merch_item_id = $3
                   or (account_id = $2 and note_id is null and event_id is null
                     and merch_item_id is null and counter_note_id is null))",
                args![chosen.photo, by, item, at, chosen.alt.trim()],
            )
            .await?;
        if put != 1 {
            return Err(Refusal::new("photos-gone").on("photos").into());
        }
    }
    Ok(())
}
