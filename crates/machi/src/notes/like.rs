//! Likes a note.

use std::collections::HashSet;

use store::{Tx, args};

use super::find::visible_to;
use crate::accounts::Member;
use crate::batch::{BATCH_ROWS, padded};
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::{AccountId, CityId, NoteId};

/// Likes the note. Liking it twice changes nothing and records nothing.
///
/// # Errors
/// `NotFound` for a note that the member may not see.
pub async fn like(tx: &mut Tx, by: &Member, note: NoteId) -> Result<()> {
    // Looks and writes at once: of all commands this one is the most frequent.
    let added = tx
        .optional::<(CityId,)>(
            "insert into note_like (note_id, account_id, liked_at_ms)
             select n.id, $2, $3 from note n
             where n.id = $1 and n.deleted_at_ms is null and not exists
               (select 1 from block b where (b.blocker_id = $2 and b.blocked_id = n.author_id)
                                         or (b.blocker_id = n.author_id and b.blocked_id = $2))
             on conflict do nothing
             returning (select city_id from note where id = $1)",
            args![note, by.id, tx.now_ms()],
        )
        .await?;
    match added {
        Some((city,)) => changes::record(tx, city, Change::NoteLiked { note, by: by.id }).await,
        // Liked before, or not to be seen.
        None => visible_to(tx, Some(by), note).await.map(|_| ()),
    }
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

/// Those of the notes that the account likes.
pub async fn liked(tx: &mut Tx, account: AccountId, notes: &[NoteId]) -> Result<HashSet<NoteId>> {
    let mut liked = HashSet::new();
    for batch in notes.chunks(BATCH_ROWS) {
        let mut args = padded(batch);
        args.extend(args![account]);
        let rows = tx.all::<(NoteId,)>(
            "select note_id from note_like
             where note_id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
               $16, $17, $18, $19, $20, $21, $22, $23, $24) and account_id = $25",
            args,
        );
        liked.extend(rows.await?.into_iter().map(|(note,)| note));
    }
    Ok(liked)
}
