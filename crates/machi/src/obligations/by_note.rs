//! Notes that meet what is owed: about the event, or the place of a visit, by that member, posted after they came in.

use store::{Tx, args};

use super::settle::{reopen, tell};
use super::{Kind, Obligation, obligations_where};
use crate::error::Result;
use crate::ids::{AccountId, NoteId};
use crate::notes::disclosure;

/// Of one person, all over the installation.
const OPEN_MAX: i64 = 200;

/// Meets it by the first of the notes that count. `happened_at_ms` is when a note that was there came to
/// count: after it was due, that decides, not when it was posted.
pub(super) async fn look(
    tx: &mut Tx,
    obligation: &Obligation,
    happened_at_ms: Option<i64>,
) -> Result<()> {
    let (Some(came_at_ms), Some(due_at_ms)) = (obligation.started_at_ms, obligation.due_at_ms)
    else {
        return Ok(());
    };
    if obligation.kind()? != Kind::Note {
        return Ok(());
    }
    // `note` and `note_later` belong to notes: what is told later of a note is its author's to know.
    let sql = "select n.id, n.created_at_ms from note n
               left join note_later l on l.note_id = n.id
               where n.author_id = $1 and n.created_at_ms >= $3 and n.deleted_at_ms is null
                 and (n.event_id = $2 or l.event_id = $2 or n.place_id = $4 or l.place_id = $4)
               order by n.created_at_ms, n.id limit 1";
    let found = tx.optional::<(NoteId, i64)>(
        sql,
        args![
            obligation.account_id,
            obligation.event_id,
            came_at_ms,
            obligation.place_id
        ],
    );
    let Some((note, created_at_ms)) = found.await? else {
        return Ok(());
    };
    let late = happened_at_ms.filter(|at_ms| *at_ms > due_at_ms);
    let sql = "update obligation set state = 'met', note_id = $2, submitted_at_ms = $3,
                 settled_at_ms = $4, reason = ''
               where id = $1 and state = 'open'";
    let submitted_at_ms = late.unwrap_or(created_at_ms).max(created_at_ms);
    let now_ms = tx.now_ms();
    let met = tx.execute(sql, args![obligation.id, note, submitted_at_ms, now_ms]);
    if met.await? == 1 {
        // Whoever came in was perhaps told late, when the place obliged to nothing any more.
        disclosure::carry(tx, (obligation.account_id, obligation.event_id), note).await?;
        tell(tx, obligation).await?;
    }
    Ok(())
}

/// A note was posted, changed, deleted or brought back.
pub(super) async fn note_changed(
    tx: &mut Tx,
    note: NoteId,
    happened_at_ms: Option<i64>,
    at_ms: i64,
) -> Result<()> {
    let sql = obligations_where!("note_id = $1 and state = 'met' order by id limit $2");
    let met: Vec<Obligation> = tx.all(sql, args![note, OPEN_MAX]).await?;
    for obligation in &met {
        if !counts(tx, obligation, note).await? {
            lost(tx, obligation, at_ms).await?;
        }
    }
    let sql = "select author_id from note where id = $1 and deleted_at_ms is null";
    let Some((author,)) = tx.optional::<(AccountId,)>(sql, args![note]).await? else {
        return Ok(());
    };
    let sql = obligations_where!(
        "account_id = $1 and kind = 'note' and state = 'open' and started_at_ms is not null
         order by id limit $2"
    );
    let open: Vec<Obligation> = tx.all(sql, args![author, OPEN_MAX]).await?;
    for obligation in &open {
        look(tx, obligation, happened_at_ms).await?;
    }
    Ok(())
}

/// Whether the note is there, and about the event, or the place of the visit.
async fn counts(tx: &mut Tx, obligation: &Obligation, note: NoteId) -> Result<bool> {
    let sql = "select 1 from note n left join note_later l on l.note_id = n.id
               where n.id = $1 and n.deleted_at_ms is null
                 and (n.event_id = $2 or l.event_id = $2 or n.place_id = $3 or l.place_id = $3)";
    let about = args![note, obligation.event_id, obligation.place_id];
    let there = tx.optional::<(i64,)>(sql, about);
    Ok(there.await?.is_some())
}

/// Until it is due it is open again, unless another note meets it; after that it stays as it was.
async fn lost(tx: &mut Tx, obligation: &Obligation, at_ms: i64) -> Result<()> {
    if obligation
        .due_at_ms
        .is_some_and(|due_at_ms| at_ms > due_at_ms)
    {
        return Ok(());
    }
    if reopen(tx, obligation).await? {
        look(tx, obligation, None).await?;
    }
    Ok(())
}
