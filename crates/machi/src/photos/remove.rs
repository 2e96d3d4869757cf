//! Removes photos that no note shows, and the files that no photo has any more.

use futures_util::FutureExt;
use store::{Tx, args};

use super::stored;
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{AccountId, NoteId, PhotoId};
use crate::timers::{self, Timer};

/// How long a photo waits for a note.
pub const UNUSED_MS: i64 = 24 * 60 * 60 * 1_000;
/// How often it is looked for those that waited so long, while any waits.
const LOOK_EVERY_MS: i64 = 60 * 60 * 1_000;
/// Rows that one transaction removes at most.
const ROWS_MAX: i64 = 100;

/// The timer that removes photos that no note shows; a photo that waits for a note sets it.
pub const UNUSED: timers::Kind = timers::Kind {
    name: "photos-unused",
    claim_ms: 5 * 60 * 1_000,
    attempts_max: 100,
    run: |app, timer| remove_unused(app, timer).boxed(),
};

/// The timer that removes the files of one content. It is set in the transaction that removes the
/// last photo of it, and ends in the one that forgets about it: whatever dies between, the files go.
pub const FILES: timers::Kind = timers::Kind {
    name: "photos-files",
    claim_ms: 5 * 60 * 1_000,
    attempts_max: 100,
    run: |app, timer| remove_files(app, timer).boxed(),
};

/// Removes one's own photo that no note shows.
///
/// # Errors
/// `NotFound` for any other.
pub async fn take_back(tx: &mut Tx, by: AccountId, photo: PhotoId) -> Result<()> {
    let sql = "delete from photo where id = $1 and account_id = $2 and note_id is null
                 and event_id is null and merch_item_id is null and counter_note_id is null returning content";
    let removed = tx.optional::<(String,)>(sql, args![photo, by]).await?;
    let (content,) = removed.ok_or(Error::NotFound)?;
    let_go(tx, &content).await
}

/// The photos of a note that goes for good, and those that are held against it, are removed at the next
/// look.
pub async fn of_note_that_goes(tx: &mut Tx, note: NoteId) -> Result<()> {
    let sql = "update photo set unused_since_ms = 0
               where note_id = $1 or counter_note_id = $1";
    if tx.execute(sql, args![note]).await? > 0 {
        let now_ms = tx.now_ms();
        timers::schedule_unless_set(tx, UNUSED.name, 0, now_ms).await?;
    }
    Ok(())
}

/// A photo waits for a note: it is looked later whether it still does.
pub(super) async fn look_later(tx: &mut Tx) -> Result<()> {
    let due_at_ms = tx.now_ms() + LOOK_EVERY_MS;
    timers::schedule_unless_set(tx, UNUSED.name, 0, due_at_ms).await
}

/// A photo of this content is no more: when it was the last, the files go. Until they are gone
/// nobody may store the same bytes, since theirs would go too.
pub(super) async fn let_go(tx: &mut Tx, content: &str) -> Result<()> {
    let sql = "select id from photo where content = $1 limit 1";
    if tx.optional::<(i64,)>(sql, args![content]).await?.is_some() {
        return Ok(());
    }
    let (id, now_ms) = (tx.new_id(), tx.now_ms());
    let sql = "insert into photo_removal (content, id, since_ms) values ($1, $2, $3)
               on conflict do nothing";
    if tx.execute(sql, args![content, id, now_ms]).await? == 1 {
        timers::schedule(tx, FILES.name, id, now_ms).await?;
    }
    Ok(())
}

async fn remove_unused(app: &App, timer: Timer) -> Result<()> {
    while app.write(async |tx: &mut Tx| remove_some(tx).await).await? {}
    app.write(async |tx: &mut Tx| {
        let sql = "select id from photo where unused_since_ms is not null limit 1";
        if tx.optional::<(i64,)>(sql, args![]).await?.is_some() {
            let due_at_ms = tx.now_ms() + LOOK_EVERY_MS;
            timers::schedule(tx, UNUSED.name, 0, due_at_ms).await?;
        } else {
            // Whoever uploads after this sets a new one.
            timer.finish(tx).await?;
        }
        Ok(())
    })
    .await
}

/// True when there may be more.
async fn remove_some(tx: &mut Tx) -> Result<bool> {
    let sql = "select id, content from photo where unused_since_ms <= $1
               order by unused_since_ms limit $2";
    let before_ms = tx.now_ms() - UNUSED_MS;
    let due = tx
        .all::<(PhotoId, String)>(sql, args![before_ms, ROWS_MAX])
        .await?;
    let more = i64::try_from(due.len()).is_ok_and(|found| found == ROWS_MAX);
    for (photo, content) in due {
        tx.execute("delete from photo where id = $1", args![photo])
            .await?;
        let_go(tx, &content).await?;
    }
    Ok(more)
}

async fn remove_files(app: &App, timer: Timer) -> Result<()> {
    let removal = timer.subject_id;
    let content = app
        .read(async |tx: &mut Tx| {
            let sql = "select content from photo_removal where id = $1";
            Ok(tx.optional::<(String,)>(sql, args![removal]).await?)
        })
        .await?;
    if let Some((content,)) = content {
        stored::remove(app.objects(), &content).await?;
    }
    app.write(async |tx: &mut Tx| {
        // Not when another node took it over: it has the files, and says when they are gone.
        if timer.finish(tx).await? {
            let sql = "delete from photo_removal where id = $1";
            tx.execute(sql, args![removal]).await?;
        }
        Ok(())
    })
    .await
}
