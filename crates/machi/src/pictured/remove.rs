//! Whoever keeps the city healthy takes a counter-photo down; its owner reads why.

use rules::text::is_blank;
use store::{Tx, args};

use super::at::Keeper;
use crate::changes::{self, Change, Pictured};
use crate::error::{Error, Refusal, Result, refuse};
use crate::ids::{AccountId, NoteId};
use crate::photos;

pub(super) const REASON_CHARS_MAX: usize = 500;

/// Takes the photo down for good. What its owner answered stays; they add no other photo to the note.
///
/// # Errors
/// `NotFound` for a photo that is held against no such note; refused without a reason or for one that is
/// too long.
pub(super) async fn remove(tx: &mut Tx, by: &Keeper, reason: &str) -> Result<()> {
    let reason = reason.trim();
    if is_blank(reason) {
        return refuse("pictured-reason-empty", "reason");
    }
    if reason.chars().count() > REASON_CHARS_MAX {
        let refusal = Refusal::new("pictured-reason-long").on("reason");
        return Err(refusal.with("max", REASON_CHARS_MAX).into());
    }
    // `photo` belongs to photos.
    let sql = "select account_id from photo where id = $1 and counter_note_id = $2";
    let of = tx.optional::<(AccountId,)>(sql, args![by.photo, by.note]);
    let (of,) = of.await?.ok_or(Error::NotFound)?;
    photos::remove_counter(tx, by.note, of).await?;
    tx.execute(
        "insert into counter_photo_removal (note_id, account_id, reason, removed_by, removed_at_ms)
         values ($1, $2, $3, $4, $5) on conflict do nothing",
        args![by.note, of, reason, by.member.id, tx.now_ms()],
    )
    .await?;
    let change = Change::Pictured(Pictured::CounterPhotoRemoved {
        note: by.note,
        account: of,
        by: by.member.id,
    });
    changes::record(tx, by.city, change).await
}

/// Why a photo of theirs was taken away from the note; none when none was.
pub(super) async fn removed_because(
    tx: &mut Tx,
    account: AccountId,
    note: NoteId,
) -> Result<Option<String>> {
    let sql = "select reason from counter_photo_removal where note_id = $1 and account_id = $2";
    let found = tx.optional::<(String,)>(sql, args![note, account]).await?;
    Ok(found.map(|(reason,)| reason))
}
