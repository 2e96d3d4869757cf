//! Finds collections and what is in them, for those who may see it.

use store::{Tx, args};

use super::Collection;
use crate::accounts::Member;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CollectionId, NoteId};
use crate::notes::in_sight;

/// The collection: its owner's own, or a public one whose owner and the reader do not block each
/// other.
pub async fn visible_to(
    tx: &mut Tx,
    reader: Option<&Member>,
    collection: CollectionId,
) -> Result<Collection> {
    let found = any(tx, collection).await?;
    if reader.is_some_and(|reader| reader.id == found.account_id) {
        return Ok(found);
    }
    if !found.is_public {
        return Err(Error::NotFound);
    }
    in_sight(tx, reader, found.account_id).await?;
    Ok(found)
}

/// One's own; another's is `NotFound`.
pub(super) async fn own(tx: &mut Tx, by: &Member, collection: CollectionId) -> Result<Collection> {
    let found = any(tx, collection).await?;
    (found.account_id == by.id)
        .then_some(found)
        .ok_or(Error::NotFound)
}

async fn any(tx: &mut Tx, collection: CollectionId) -> Result<Collection> {
    let sql = "select c.id, c.account_id, c.name, c.is_public, c.created_at_ms,
                 (select count(*) from collection_note s join note n on n.id = s.note_id
                  where s.collection_id = c.id and n.deleted_at_ms is null) as notes
               from collection c where c.id = $1";
    tx.optional(sql, args![collection])
        .await?
        .ok_or(Error::NotFound)
}

/// An account's collections, the first one first: all of them for itself, else the public ones.
pub async fn of_account(
    tx: &mut Tx,
    reader: Option<&Member>,
    account: AccountId,
) -> Result<Vec<Collection>> {
    let own = reader.is_some_and(|reader| reader.id == account);
    Ok(tx
        .all(
            "select c.id, c.account_id, c.name, c.is_public, c.created_at_ms,
               (select count(*) from collection_note s join note n on n.id = s.note_id
                where s.collection_id = c.id and n.deleted_at_ms is null) as notes
             from collection c where c.account_id = $1 and (c.is_public or $2) order by c.id",
            args![account, own],
        )
        .await?)
}

/// The notes of a collection, the last posted first, before the note at which a page ended. What
/// was deleted, and what the reader and its author block from each other, is left out; of those
/// whom the reader mutes, what the reader saved stays.
pub async fn notes_in(
    tx: &mut Tx,
    reader: Option<&Member>,
    collection: CollectionId,
    before: Option<NoteId>,
    limit: i64,
) -> Result<Vec<NoteId>> {
    let rows = tx
        .all::<(NoteId,)>(
            "select s.note_id from collection_note s join note n on n.id = s.note_id
             where s.collection_id = $1 and s.note_id < $2 and n.deleted_at_ms is null
               and not exists (select 1 from block b
                 where (b.blocker_id = $3 and b.blocked_id = n.author_id)
                    or (b.blocker_id = n.author_id and b.blocked_id = $3))
               and (s.account_id = $3 or not exists
                 (select 1 from mute m where m.muter_id = $3 and m.muted_id = n.author_id))
             order by s.note_id desc limit $4",
            args![
                collection,
                before.map_or(i64::MAX, NoteId::get),
                reader.map_or(0, |reader| reader.id.get()),
                limit
            ],
        )
        .await?;
    Ok(rows.into_iter().map(|(note,)| note).collect())
}
