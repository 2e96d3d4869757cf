//! Likes a note.

use store::{Tx, args};

use super::find::visible_to;
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::NoteId;

/// Likes the note. Liking it twice changes nothing and records nothing.
///
/// # Errors
/// `NotFound` for a note that the member may not see.
pub async fn like(tx: &mut Tx, by: &Member, note: NoteId) -> Result<()> {
    let note = visible_to(tx, Some(by), note).await?;
    let added = tx
        .execute(
            "insert into note_like (note_id, account_id, liked_at_ms) values ($1, $2, $3)
             on conflict do nothing",
            args![note.id, by.id, tx.now_ms()],
        )
        .await?;
    if added == 1 {
        let change = Change::NoteLiked {
            note: note.id,
            by: by.id,
        };
        changes::record(tx, note.city_id, change).await?;
    }
    Ok(())
}

/// Likes the note no longer.
pub async fn unlike(tx: &mut Tx, by: &Member, note: NoteId) -> Result<()> {
    let note = visible_to(tx, Some(by), note).await?;
    let removed = tx
        .execute(
            "delete from note_like where note_id = $1 and account_id = $2",
            args![note.id, by.id],
        )
        .await?;
    if removed == 1 {
        let change = Change::NoteUnliked {
            note: note.id,
            by: by.id,
        };
        changes::record(tx, note.city_id, change).await?;
    }
    Ok(())
}
