//! Deletes one's own note or comment, and takes the deletion back.

use futures_util::FutureExt;
use store::{Tx, args};

use super::find::{any, any_comment, own};
use super::{Comment, Note};
use crate::accounts::Member;
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Error, Refusal, Result};
use crate::ids::{CommentId, NoteId};
use crate::photos;
use crate::timers::{self, Timer};

/// How long a deletion can be taken back; then the rows go for good.
pub const UNDO_MS: i64 = 24 * 60 * 60 * 1_000;
/// Rows of a kind that one sweep removes at most.
const SWEEP_ROWS_MAX: i64 = 500;
/// How often what can no longer be taken back is looked for, while anything is deleted.
const SWEEP_EVERY_MS: i64 = 60 * 60 * 1_000;

/// The timer of [`sweep`]; a deletion sets it.
pub const TIMER: timers::Kind = timers::Kind {
    name: "notes-sweep",
    claim_ms: 5 * 60 * 1_000,
    attempts_max: 100,
    run: |app, timer| sweep_all(app, timer).boxed(),
};

/// Deletes the note: nobody sees it, nor what hangs on it. Deleting twice changes nothing.
///
/// # Errors
/// `NotFound` for another's note.
pub async fn delete(tx: &mut Tx, by: &Member, note: NoteId) -> Result<()> {
    let note = own(tx, by, note).await?;
    let sql = "update note set deleted_at_ms = $2 where id = $1 and deleted_at_ms is null";
    let now_ms = tx.now_ms();
    if tx.execute(sql, args![note.id, now_ms]).await? == 1 {
        timers::schedule_unless_set(tx, TIMER.name, 0, now_ms + SWEEP_EVERY_MS).await?;
        changes::record(tx, note.city_id, Change::NoteDeleted { note: note.id }).await?;
    }
    Ok(())
}

/// Takes the deletion back, with everything that hung on the note.
///
/// # Errors
/// `NotFound` for another's note; refused after [`UNDO_MS`].
pub async fn restore(tx: &mut Tx, by: &Member, note: NoteId) -> Result<Note> {
    let mut note = own(tx, by, note).await?;
    in_time(tx, note.deleted_at_ms)?;
    let sql = "update note set deleted_at_ms = null where id = $1 and deleted_at_ms is not null";
    if tx.execute(sql, args![note.id]).await? == 1 {
        changes::record(tx, note.city_id, Change::NoteRestored { note: note.id }).await?;
    }
    note.deleted_at_ms = None;
    Ok(note)
}

/// One's own deleted note, while it can be brought back.
///
/// # Errors
/// `NotFound` for any other.
pub async fn deleted(tx: &mut Tx, by: &Member, note: NoteId) -> Result<Note> {
    let note = own(tx, by, note).await?;
    match note.deleted_at_ms {
        Some(_) if in_time(tx, note.deleted_at_ms).is_ok() => Ok(note),
        _ => Err(Error::NotFound),
    }
}

/// Whether the member can still bring this comment back.
pub async fn may_restore_comment(tx: &mut Tx, by: &Member, comment: CommentId) -> Result<bool> {
    match deletable(tx, by, comment).await {
        Ok((comment, _)) => {
            let deleted = comment.deleted_at_ms;
            Ok(deleted.is_some() && in_time(tx, deleted).is_ok())
        }
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Deletes the comment: its author may, and the note's. Its answers go out of sight with it.
///
/// # Errors
/// `NotFound` for anybody else's.
pub async fn delete_comment(tx: &mut Tx, by: &Member, comment: CommentId) -> Result<Comment> {
    let (comment, note) = deletable(tx, by, comment).await?;
    let sql = "update comment set deleted_at_ms = $2 where id = $1 and deleted_at_ms is null";
    let now_ms = tx.now_ms();
    if tx.execute(sql, args![comment.id, now_ms]).await? == 1 {
        let (note, city) = (note.id, note.city_id);
        let comment = comment.id;
        timers::schedule_unless_set(tx, TIMER.name, 0, now_ms + SWEEP_EVERY_MS).await?;
        changes::record(tx, city, Change::CommentDeleted { comment, note }).await?;
    }
    Ok(comment)
}

/// Takes the deletion of a comment back; answers with its note.
///
/// # Errors
/// As [`delete_comment`]; refused after [`UNDO_MS`].
pub async fn restore_comment(
    tx: &mut Tx,
    by: &Member,
    comment: CommentId,
) -> Result<(Comment, Note)> {
    let (mut comment, note) = deletable(tx, by, comment).await?;
    in_time(tx, comment.deleted_at_ms)?;
    let sql = "update comment set deleted_at_ms = null where id = $1 and deleted_at_ms is not null";
    if tx.execute(sql, args![comment.id]).await? == 1 {
        let change = Change::CommentRestored {
            comment: comment.id,
            note: note.id,
        };
        changes::record(tx, note.city_id, change).await?;
    }
    comment.deleted_at_ms = None;
    Ok((comment, note))
}

async fn deletable(tx: &mut Tx, by: &Member, comment: CommentId) -> Result<(Comment, Note)> {
    let comment = any_comment(tx, comment).await?;
    let note = any(tx, comment.note_id).await?;
    if comment.author_id == by.id || note.author_id == by.id {
        Ok((comment, note))
    } else {
        Err(Error::NotFound)
    }
}

fn in_time(tx: &Tx, deleted_at_ms: Option<i64>) -> Result<()> {
    match deleted_at_ms {
        Some(at_ms) if tx.now_ms() > at_ms + UNDO_MS => {
            Err(Refusal::new("notes-restore-late").into())
        }
        _ => Ok(()),
    }
}

/// Removes for good what was deleted longer ago than [`UNDO_MS`]; true when there may be more.
/// What a row's deletion takes with it (likes, comments, saves) goes in the same transaction.
pub async fn sweep(tx: &mut Tx) -> Result<bool> {
    let before_ms = tx.now_ms() - UNDO_MS;
    let sql = "select id from note where deleted_at_ms < $1 limit $2";
    let notes: Vec<(NoteId,)> = tx.all(sql, args![before_ms, SWEEP_ROWS_MAX]).await?;
    for (note,) in &notes {
        photos::remove::of_note_that_goes(tx, *note).await?;
        tx.execute("delete from note where id = $1", args![note])
            .await?;
    }
    let sql = "delete from comment where id in
                 (select id from comment where deleted_at_ms < $1 limit $2)";
    let comments = tx.execute(sql, args![before_ms, SWEEP_ROWS_MAX]).await?;
    let full = |rows: u64| i64::try_from(rows).is_ok_and(|rows| rows == SWEEP_ROWS_MAX);
    Ok(full(notes.len() as u64) || full(comments))
}

/// Sweeps, a transaction for each batch, and sets the timer again while something waits for it. Else
/// it ends in the transaction that looked: whoever deletes after that sets a new one.
async fn sweep_all(app: &App, timer: Timer) -> Result<()> {
    while app.write(async |tx: &mut Tx| sweep(tx).await).await? {}
    app.write(async |tx: &mut Tx| {
        let waiting = tx
            .optional::<(i64,)>(
                "select 1 where exists (select 1 from note where deleted_at_ms is not null)
                   or exists (select 1 from comment where deleted_at_ms is not null)",
                args![],
            )
            .await?;
        if waiting.is_some() {
            let due_at_ms = tx.now_ms() + SWEEP_EVERY_MS;
            timers::schedule(tx, TIMER.name, 0, due_at_ms).await?;
        } else {
            timer.finish(tx).await?;
        }
        Ok(())
    })
    .await
}
