//! Puts photos into a note.

use store::{Tx, args};

use super::{ALT_CHARS_MAX, PHOTOS_MAX, remove};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, NoteId, PhotoId};

/// One of the photos that a note is to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    pub photo: PhotoId,
    /// What is to be seen; empty: nobody wrote it down.
    pub alt: String,
}

/// Makes these the photos of the note, in this order; those that it showed before and that are not
/// among them wait to be used again, and are removed like any unused one.
///
/// # Errors
/// Refused for too many, for a text that is too long, and for a photo that is not the author's, is
/// not yet stored, or is in another note.
pub async fn put_in(tx: &mut Tx, by: AccountId, note: NoteId, chosen: &[Chosen]) -> Result<()> {
    check(chosen, PHOTOS_MAX)?;
    let now_ms = tx.now_ms();
    let sql = "update photo set note_id = null, unused_since_ms = $2 where note_id = $1";
    if tx.execute(sql, args![note, now_ms]).await? > 0 {
        remove::look_later(tx).await?;
    }
    for (at, chosen) in (0i64..).zip(chosen) {
        let put = tx
            .execute(
                "update photo set note_id = $3, position = $4, alt = $5, unused_since_ms = null
                 where id = $1 and account_id = $2 and note_id is null and event_id is null
                   and merch_item_id is null and counter_note_id is null
                   and stored_at_ms is not null",
                args![chosen.photo, by, note, at, chosen.alt.trim()],
            )
            .await?;
        if put != 1 {
            return Err(Refusal::new("photos-gone").on("photos").into());
        }
    }
    Ok(())
}

pub(super) fn check(chosen: &[Chosen], max: usize) -> Result<()> {
    let many =
        (chosen.len() > max).then(|| Refusal::new("photos-many").on("photos").with("max", max));
    let long = chosen
        .iter()
        .any(|chosen| chosen.alt.chars().count() > ALT_CHARS_MAX)
        .then(|| {
            Refusal::new("photos-alt-long")
                .on("photos")
                .with("max", ALT_CHARS_MAX)
        });
    Refusal::join(many.into_iter().chain(long).collect())
}
