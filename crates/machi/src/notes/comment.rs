//! Comments on a note, and answers a comment.

use rules::text::is_blank;
use store::{Tx, args};

use super::find::{visible_comment, visible_to};
use super::written::{MENTIONS_MAX, detect, mentioned, too_long, too_many, unreadable};
use super::{Comment, Note, marked};
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, CommentId, NoteId};

pub const COMMENT_CHARS_MAX: usize = 1_000;

/// Comments on the note. An answer to an answer answers the comment above both: there is one
/// level.
///
/// # Errors
/// `NotFound` for a note or a comment that the member may not see; refused with everything that is
/// wrong with the text.
pub async fn comment(
    tx: &mut Tx,
    by: &Member,
    note: NoteId,
    parent: Option<CommentId>,
    body: &str,
) -> Result<CommentId> {
    let note = visible_to(tx, Some(by), note).await?;
    let parent = match parent {
        Some(parent) => {
            let (parent, on) = visible_comment(tx, Some(by), parent).await?;
            if on.id != note.id {
                return Err(Error::NotFound);
            }
            Some(parent.parent_id.unwrap_or(parent.id))
        }
        None => None,
    };
    let now_ms = tx.now_ms();
    comment_at(tx, by.id, &note, parent, body, now_ms).await
}

/// The same, as of a time: for what was written before it was brought here.
pub(crate) async fn comment_at(
    tx: &mut Tx,
    author: AccountId,
    note: &Note,
    parent: Option<CommentId>,
    body: &str,
    created_at_ms: i64,
) -> Result<CommentId> {
    let body = checked(body)?;
    let comment = CommentId::from(tx.new_id());
    tx.execute(
        "insert into comment (id, note_id, parent_id, author_id, body, lang, created_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            comment,
            note.id,
            parent,
            author,
            body,
            detect(&body),
            created_at_ms
        ],
    )
    .await?;
    name(tx, note.id, comment, &body).await?;
    let change = Change::CommentPosted {
        comment,
        note: note.id,
        by: author,
    };
    changes::record(tx, note.city_id, change).await?;
    Ok(comment)
}

/// Changes one's own comment, and answers with its note; the same again changes nothing.
///
/// # Errors
/// `NotFound` for another's; refused as [`comment`].
pub async fn edit_comment(
    tx: &mut Tx,
    by: &Member,
    comment: CommentId,
    body: &str,
) -> Result<(Comment, Note)> {
    let (mut comment, note) = visible_comment(tx, Some(by), comment).await?;
    if comment.author_id != by.id {
        return Err(Error::NotFound);
    }
    let body = checked(body)?;
    if body == comment.body {
        return Ok((comment, note));
    }
    let now_ms = tx.now_ms();
    tx.execute(
        "update comment set body = $2, lang = $3, edited_at_ms = $4 where id = $1",
        args![comment.id, body, detect(&body), now_ms],
    )
    .await?;
    let sql = "delete from mention where note_id = $1 and comment_id = $2";
    tx.execute(sql, args![note.id, comment.id]).await?;
    name(tx, note.id, comment.id, &body).await?;
    let change = Change::CommentChanged {
        comment: comment.id,
        note: note.id,
    };
    changes::record(tx, note.city_id, change).await?;
    comment.body = body;
    comment.edited_at_ms = Some(now_ms);
    Ok((comment, note))
}

fn checked(body: &str) -> Result<String> {
    let body = body.trim().replace("\r\n", "\n");
    let mentions = marked::mentions(&body).len();
    Refusal::join(
        [
            is_blank(&body).then(|| Refusal::new("notes-comment-empty").on("text")),
            too_long(&body, COMMENT_CHARS_MAX, "notes-comment-long", "text"),
            unreadable(&body, "text"),
            too_many(mentions, MENTIONS_MAX, "notes-mentions-many", "text"),
        ]
        .into_iter()
        .flatten()
        .collect(),
    )?;
    Ok(body)
}

async fn name(tx: &mut Tx, note: NoteId, comment: CommentId, body: &str) -> Result<()> {
    for account in mentioned(tx, marked::mentions(body)).await? {
        let sql = "insert into mention (account_id, note_id, comment_id) values ($1, $2, $3)";
        tx.execute(sql, args![account, note, comment]).await?;
    }
    Ok(())
}
