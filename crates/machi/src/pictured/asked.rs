//! A note of which it is asked whether it is as pictured.

use store::{Tx, args};

use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, NoteId};
use crate::social::is_blocked;

store::row! {
    /// A note with photos, about a place or an event.
    pub(super) struct Asked {
        pub(super) id: NoteId,
        pub(super) city_id: CityId,
        pub(super) author_id: AccountId,
        pub(super) author: String,
    }
}

/// The note, for a reader who may see it.
///
/// # Errors
/// `NotFound` also for a note without photos, for one that names neither place nor event, and across a
/// block.
pub(super) async fn asked(tx: &mut Tx, reader: Option<AccountId>, note: NoteId) -> Result<Asked> {
    // `note` belongs to notes, `photo` to photos, `account` to accounts.
    let asked = tx
        .optional::<Asked>(
            "select n.id, n.city_id, n.author_id, a.display_name author
             from note n join account a on a.id = n.author_id
             where n.id = $1 and n.deleted_at_ms is null
               and (n.place_id is not null or n.event_id is not null)
               and exists (select 1 from photo f where f.note_id = n.id)",
            args![note],
        )
        .await?;
    let asked = asked.ok_or(Error::NotFound)?;
    match reader {
        Some(reader)
            if reader != asked.author_id && is_blocked(tx, reader, asked.author_id).await? =>
        {
            Err(Error::NotFound)
        }
        _ => Ok(asked),
    }
}
