//! Finds a note, for those who may see it.

use store::{Tx, args};

use super::{Comment, Note};
use crate::accounts::Member;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CommentId, NoteId};
use crate::social::is_blocked;

const NOTE: &str = "select id, city_id, author_id, title, body, lang, place_id, event_id,
    neighbourhood_id, lat_e6, lon_e6, is_exact, disclosure, disclosure_texts, created_at_ms,
    edited_at_ms, deleted_at_ms
    from note where id = $1";
const COMMENT: &str = "select id, note_id, parent_id, author_id, body, lang, created_at_ms,
    edited_at_ms, deleted_at_ms from comment where id = $1";

/// The note, for a reader who may see it: it is not deleted, and neither its author nor the reader
/// blocks the other.
pub async fn visible_to(tx: &mut Tx, reader: Option<&Member>, note: NoteId) -> Result<Note> {
    let note = any(tx, note).await?;
    if note.deleted_at_ms.is_some() {
        return Err(Error::NotFound);
    }
    in_sight(tx, reader, note.author_id).await?;
    Ok(note)
}

/// Across a block, `NotFound`.
pub async fn in_sight(tx: &mut Tx, reader: Option<&Member>, author: AccountId) -> Result<()> {
    match reader {
        Some(reader) if reader.id != author && is_blocked(tx, reader.id, author).await? => {
            Err(Error::NotFound)
        }
        _ => Ok(()),
    }
}

/// One's own note, deleted or not; another's is `NotFound`.
pub(super) async fn own(tx: &mut Tx, by: &Member, note: NoteId) -> Result<Note> {
    let note = any(tx, note).await?;
    (note.author_id == by.id)
        .then_some(note)
        .ok_or(Error::NotFound)
}

/// One's own note; a deleted one is `NotFound`, as another's is.
pub(super) async fn own_standing(tx: &mut Tx, by: &Member, note: NoteId) -> Result<Note> {
    let note = own(tx, by, note).await?;
    match note.deleted_at_ms {
        None => Ok(note),
        Some(_) => Err(Error::NotFound),
    }
}

/// The note, whoever asks and also while its deletion can be taken back.
pub(super) async fn any(tx: &mut Tx, note: NoteId) -> Result<Note> {
    tx.optional(NOTE, args![note]).await?.ok_or(Error::NotFound)
}

/// The comment with its note, for a reader who may see both, and what the comment answers.
pub async fn visible_comment(
    tx: &mut Tx,
    reader: Option<&Member>,
    comment: CommentId,
) -> Result<(Comment, Note)> {
    let comment = any_comment(tx, comment).await?;
    if comment.deleted_at_ms.is_some() {
        return Err(Error::NotFound);
    }
    in_sight(tx, reader, comment.author_id).await?;
    if let Some(parent) = comment.parent_id {
        let parent = any_comment(tx, parent).await?;
        if parent.deleted_at_ms.is_some() {
            return Err(Error::NotFound);
        }
        in_sight(tx, reader, parent.author_id).await?;
    }
    let note = visible_to(tx, reader, comment.note_id).await?;
    Ok((comment, note))
}

/// The comment, also while its deletion can be taken back.
pub(super) async fn any_comment(tx: &mut Tx, comment: CommentId) -> Result<Comment> {
    tx.optional(COMMENT, args![comment])
        .await?
        .ok_or(Error::NotFound)
}
