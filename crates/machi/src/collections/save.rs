//! Saves a note into a collection.

use store::{Tx, args};

use super::change::insert;
use super::find::own;
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::{CollectionId, NoteId};
use crate::notes::visible_to;

/// Notes in one collection at most.
pub(super) const NOTES_MAX: i64 = 5_000;

/// Saves the note into the collection, or without one into the member's first, which is made when
/// there is none. Saving twice changes nothing and records nothing.
///
/// # Errors
/// `NotFound` for a note or a collection that is not the member's to use; refused when it is full.
pub async fn save(
    tx: &mut Tx,
    by: &Member,
    note: NoteId,
    collection: Option<CollectionId>,
) -> Result<CollectionId> {
    let note = visible_to(tx, Some(by), note).await?;
    let collection = match collection {
        Some(collection) => own(tx, by, collection).await?.id,
        None => first(tx, by).await?,
    };
    let sql = "select count(*) from collection_note where collection_id = $1";
    let (notes,) = tx.one::<(i64,)>(sql, args![collection]).await?;
    if notes >= NOTES_MAX {
        return Err(Refusal::new("collections-full")
            .with("max", NOTES_MAX)
            .into());
    }
    let added = tx
        .execute(
            "insert into collection_note (collection_id, note_id, account_id, saved_at_ms)
             values ($1, $2, $3, $4) on conflict do nothing",
            args![collection, note.id, by.id, tx.now_ms()],
        )
        .await?;
    if added == 1 {
        let change = Change::NoteSaved {
            note: note.id,
            by: by.id,
            collection,
        };
        changes::record(tx, note.city_id, change).await?;
    }
    Ok(collection)
}

/// Takes the note out of the collection, or without one out of all of the member's. It works for
/// a note that has gone out of sight, too.
///
/// # Errors
/// `NotFound` for another's collection.
pub async fn unsave(
    tx: &mut Tx,
    by: &Member,
    note: NoteId,
    collection: Option<CollectionId>,
) -> Result<()> {
    if let Some(collection) = collection {
        own(tx, by, collection).await?;
    }
    let city = "select city_id from note where id = $1";
    let city = tx
        .optional::<(crate::ids::CityId,)>(city, args![note])
        .await?;
    let rows = tx
        .all::<(CollectionId,)>(
            "delete from collection_note
             where account_id = $1 and note_id = $2 and (collection_id = $3 or $3 = 0)
             returning collection_id",
            args![by.id, note, collection.map_or(0, CollectionId::get)],
        )
        .await?;
    for (collection,) in rows {
        let change = Change::NoteUnsaved {
            note,
            by: by.id,
            collection,
        };
        changes::record(tx, city.map(|(city,)| city), change).await?;
    }
    Ok(())
}

async fn first(tx: &mut Tx, by: &Member) -> Result<CollectionId> {
    let sql = "select id from collection where account_id = $1 order by id limit 1";
    match tx.optional::<(CollectionId,)>(sql, args![by.id]).await? {
        Some((collection,)) => Ok(collection),
        None => insert(tx, by, "", false).await,
    }
}
