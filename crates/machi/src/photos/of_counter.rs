//! Photos that members hold against another's note: they were there, and it looked like this.

use store::{Tx, args};

use super::put_in::{Chosen, check};
use super::{Photo, remove};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, NoteId};
use crate::timers;

/// The one that this member holds against the note.
pub async fn counter_photo(tx: &mut Tx, note: NoteId, by: AccountId) -> Result<Option<Photo>> {
    let sql =
        "select id, coalesce(note_id, 0) as note_id, content, width, height, widths, thumbhash,
                 alt from photo where counter_note_id = $1 and account_id = $2";
    Ok(tx.optional(sql, args![note, by]).await?)
}

/// Makes this the one that the member holds against the note, or none. What they held against it before
/// waits to be used again, and is removed like any unused one. The same again changes nothing.
///
/// # Errors
/// Refused for a text that is too long, and for a photo that is not theirs, is not yet stored, or stands
/// elsewhere.
pub async fn put_counter(
    tx: &mut Tx,
    by: AccountId,
    note: NoteId,
    chosen: Option<&Chosen>,
) -> Result<()> {
    check(chosen.map_or(&[], std::slice::from_ref), 1)?;
    let kept = chosen.map(|chosen| chosen.photo);
    let now_ms = tx.now_ms();
    let put_away = tx
        .execute(
            "update photo set counter_note_id = null, unused_since_ms = $4
             where counter_note_id = $1 and account_id = $2 and id <> $3",
            args![note, by, kept.map_or(0, |photo| photo.get()), now_ms],
        )
        .await?;
    if put_away > 0 {
        remove::look_later(tx).await?;
    }
    let Some(chosen) = chosen else {
        return Ok(());
    };
    let put = tx
        .execute(
            "update photo set counter_note_id = $3, position = 0, alt = $4, unused_since_ms = null
             where id = $1 and account_id = $2 and stored_at_ms is not null and note_id is null
               and event_id is null and merch_item_id is null
               and (counter_note_id is null or counter_note_id = $3)",
            args![chosen.photo, by, note, chosen.alt.trim()],
        )
        .await?;
    if put != 1 {
        return Err(Refusal::new("photos-gone").on("photos").into());
    }
    Ok(())
}

/// Takes the member's photo away from the note; its files go at the next look. False when there is none.
pub async fn remove_counter(tx: &mut Tx, note: NoteId, of: AccountId) -> Result<bool> {
    let sql = "update photo set counter_note_id = null, unused_since_ms = 0
               where counter_note_id = $1 and account_id = $2";
    let removed = tx.execute(sql, args![note, of]).await? == 1;
    if removed {
        let now_ms = tx.now_ms();
        timers::schedule(tx, remove::UNUSED.name, 0, now_ms).await?;
    }
    Ok(removed)
}
