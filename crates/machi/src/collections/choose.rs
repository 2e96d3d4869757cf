//! Chooses the collections that a note is in.

use std::collections::HashSet;

use store::{Tx, args};

use super::{Named, create, save, unsave};
use crate::accounts::Member;
use crate::error::Result;
use crate::ids::{CollectionId, NoteId};
use crate::notes::visible_to;

/// Puts the note into these collections of the member, and into a new one if it is named, and
/// takes it out of all others.
///
/// # Errors
/// `NotFound` for a note or a collection that is not the member's to use; refused as [`create`]
/// and [`save`].
pub async fn choose(
    tx: &mut Tx,
    by: &Member,
    note: NoteId,
    chosen: &[CollectionId],
    new: Option<&Named>,
) -> Result<()> {
    let before = with_note(tx, by, note).await?;
    let mut chosen: HashSet<CollectionId> = chosen.iter().copied().collect();
    if let Some(new) = new {
        chosen.insert(create(tx, by, new).await?);
    }
    visible_to(tx, Some(by), note).await?;
    for &collection in chosen.difference(&before) {
        save(tx, by, note, Some(collection)).await?;
    }
    for &collection in before.difference(&chosen) {
        unsave(tx, by, note, Some(collection)).await?;
    }
    Ok(())
}

/// The member's collections that the note is in.
pub async fn with_note(tx: &mut Tx, by: &Member, note: NoteId) -> Result<HashSet<CollectionId>> {
    let sql = "select collection_id from collection_note where account_id = $1 and note_id = $2";
    let rows = tx.all::<(CollectionId,)>(sql, args![by.id, note]).await?;
    Ok(rows.into_iter().map(|(collection,)| collection).collect())
}
