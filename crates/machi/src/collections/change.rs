//! Makes, names, shows and removes a collection.

use rules::text::{has_bidi_control, is_blank};
use store::{Tx, args};

use super::find::own;
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::CollectionId;

pub(super) const NAME_CHARS_MAX: usize = 60;
/// Collections of one member at most.
pub(super) const COLLECTIONS_MAX: i64 = 200;

/// What a member says of a collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub is_public: bool,
}

impl Named {
    fn checked(&self) -> Result<String> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if is_blank(&name) || has_bidi_control(&name) {
            return Err(Refusal::new("collections-name-empty").on("name").into());
        }
        if name.chars().count() > NAME_CHARS_MAX {
            return Err(Refusal::new("collections-name-long")
                .on("name")
                .with("max", NAME_CHARS_MAX)
                .into());
        }
        Ok(name)
    }
}

/// Makes a collection; one of the same name is answered instead of a second one.
///
/// # Errors
/// Refused for a name that says nothing or is too long, and beyond [`COLLECTIONS_MAX`].
pub async fn create(tx: &mut Tx, by: &Member, named: &Named) -> Result<CollectionId> {
    let name = named.checked()?;
    let sql = "select id from collection where account_id = $1 and name = $2 order by id limit 1";
    if let Some((known,)) = tx.optional(sql, args![by.id, name]).await? {
        return Ok(known);
    }
    insert(tx, by, &name, named.is_public).await
}

pub(super) async fn insert(
    tx: &mut Tx,
    by: &Member,
    name: &str,
    is_public: bool,
) -> Result<CollectionId> {
    let sql = "select count(*) from collection where account_id = $1";
    let (count,) = tx.one::<(i64,)>(sql, args![by.id]).await?;
    if count >= COLLECTIONS_MAX {
        return Err(Refusal::new("collections-many")
            .with("max", COLLECTIONS_MAX)
            .into());
    }
    let collection = CollectionId::from(tx.new_id());
    tx.execute(
        "insert into collection (id, account_id, name, is_public, created_at_ms, changed_at_ms)
         values ($1, $2, $3, $4, $5, $5)",
        args![collection, by.id, name, is_public, tx.now_ms()],
    )
    .await?;
    let by = by.id;
    changes::record(tx, None, Change::CollectionChanged { collection, by }).await?;
    Ok(collection)
}

/// Names one's collection and says who may see it; the same again changes nothing. The first one
/// may go without a name of its own.
///
/// # Errors
/// `NotFound` for another's; refused as [`create`].
pub async fn edit(tx: &mut Tx, by: &Member, collection: CollectionId, named: &Named) -> Result<()> {
    let before = own(tx, by, collection).await?;
    let name = if before.name.is_empty() && named.name.trim().is_empty() {
        String::new()
    } else {
        named.checked()?
    };
    if (before.name, before.is_public) == (name.clone(), named.is_public) {
        return Ok(());
    }
    tx.execute(
        "update collection set name = $2, is_public = $3, changed_at_ms = $4 where id = $1",
        args![collection, name, named.is_public, tx.now_ms()],
    )
    .await?;
    let by = by.id;
    changes::record(tx, None, Change::CollectionChanged { collection, by }).await
}

/// Removes one's collection; the notes stay where they are, saved or not elsewhere.
///
/// # Errors
/// `NotFound` for another's.
pub async fn remove(tx: &mut Tx, by: &Member, collection: CollectionId) -> Result<()> {
    own(tx, by, collection).await?;
    let sql = "select n.id, n.city_id from collection_note c join note n on n.id = c.note_id
               where c.collection_id = $1";
    let notes = tx
        .all::<(crate::ids::NoteId, crate::ids::CityId)>(sql, args![collection])
        .await?;
    let sql = "delete from collection where id = $1";
    tx.execute(sql, args![collection]).await?;
    let by = by.id;
    for (note, city) in notes {
        let change = Change::NoteUnsaved {
            note,
            by,
            collection,
        };
        changes::record(tx, city, change).await?;
    }
    changes::record(tx, None, Change::CollectionChanged { collection, by }).await
}
