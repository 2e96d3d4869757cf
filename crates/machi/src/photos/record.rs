//! The rows of photos while they come in: entered before their files are put, marked after.

use std::time::Duration;

use store::{Tx, args};

use super::decoded::Decoded;
use super::keep::Kept;
use super::remove;
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, PhotoId};

/// Of one person.
pub(super) const UNUSED_MAX: i64 = 100;
/// How long it is waited for the removal of the same bytes, and how often is looked.
const REMOVAL_WAIT: Duration = Duration::from_secs(15);
const LOOK_EVERY: Duration = Duration::from_millis(250);

store::row! {
    struct Row {
        id: PhotoId,
        content: String,
        width: i64,
        height: i64,
        widths: String,
        thumbhash: String,
        stored_at_ms: Option<i64>,
    }
}

impl Row {
    fn kept(self) -> Kept {
        Kept {
            id: self.id,
            content: self.content,
            width: self.width,
            height: self.height,
            widths: self.widths,
            thumbhash: self.thumbhash,
            created: false,
            place: None,
            taken: None,
        }
    }
}

/// What is there of a photo before its files are put.
#[derive(Clone)]
pub(super) enum Entered {
    /// Another request with the same key was quicker.
    Stored(Kept),
    /// The row waits for its files.
    Waits(PhotoId),
}

/// The photo that the key brought before, when all of it is stored.
pub(super) async fn stored(app: &App, by: AccountId, key: &str) -> Result<Option<Kept>> {
    let row = app
        .read(async |tx: &mut Tx| by_key(tx, by, key).await)
        .await?;
    Ok(row.filter(|row| row.stored_at_ms.is_some()).map(Row::kept))
}

/// Looks before anything is received; [`enter`] looks again.
pub(super) async fn check_room(app: &App, by: AccountId, key: &str) -> Result<()> {
    app.read(async |tx: &mut Tx| room(tx, by, key).await).await
}

/// Enters the row, once no removal of the same bytes is under way.
pub(super) async fn enter(
    app: &App,
    by: AccountId,
    key: &str,
    decoded: &Decoded,
) -> Result<Entered> {
    let entered = async {
        loop {
            let entered = app
                .write(async |tx: &mut Tx| try_enter(tx, by, key, decoded).await)
                .await?;
            match entered {
                Some(entered) => return Ok(entered),
                None => tokio::time::sleep(LOOK_EVERY).await,
            }
        }
    };
    tokio::time::timeout(REMOVAL_WAIT, entered)
        .await
        .map_err(|_| Error::Busy)?
}

/// None while the files of the same bytes are being removed.
async fn try_enter(
    tx: &mut Tx,
    by: AccountId,
    key: &str,
    decoded: &Decoded,
) -> Result<Option<Entered>> {
    let sql = "select id from photo_removal where content = $1";
    let removing = tx.optional::<(i64,)>(sql, args![decoded.content]).await?;
    if removing.is_some() {
        return Ok(None);
    }
    room(tx, by, key).await?;
    let entered = match by_key(tx, by, key).await? {
        Some(row) if row.stored_at_ms.is_some() => Entered::Stored(row.kept()),
        Some(row) => Entered::Waits(enter_again(tx, &row, decoded).await?),
        None => Entered::Waits(insert(tx, by, key, decoded).await?),
    };
    Ok(Some(entered))
}

async fn insert(tx: &mut Tx, by: AccountId, key: &str, decoded: &Decoded) -> Result<PhotoId> {
    let id = PhotoId::from(tx.new_id());
    let now_ms = tx.now_ms();
    tx.execute(
        "insert into photo (id, account_id, upload_key, content, width, height, widths, thumbhash,
           created_at_ms, unused_since_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        args![
            id,
            by,
            key,
            decoded.content,
            decoded.width,
            decoded.height,
            decoded.widths,
            decoded.thumbhash,
            now_ms,
        ],
    )
    .await?;
    remove::look_later(tx).await?;
    Ok(id)
}

/// A row whose files never came: it is used again, also for other bytes.
async fn enter_again(tx: &mut Tx, row: &Row, decoded: &Decoded) -> Result<PhotoId> {
    let now_ms = tx.now_ms();
    tx.execute(
        "update photo set content = $2, width = $3, height = $4, widths = $5, thumbhash = $6,
           unused_since_ms = $7 where id = $1",
        args![
            row.id,
            decoded.content,
            decoded.width,
            decoded.height,
            decoded.widths,
            decoded.thumbhash,
            now_ms,
        ],
    )
    .await?;
    if row.content != decoded.content {
        remove::let_go(tx, &row.content).await?;
    }
    remove::look_later(tx).await?;
    Ok(row.id)
}

/// Marks the row whose files now lie in the store.
pub(super) async fn mark_stored(
    app: &App,
    by: AccountId,
    key: &str,
    id: PhotoId,
    decoded: &Decoded,
) -> Result<Kept> {
    let (marked, row) = app
        .write(async |tx: &mut Tx| {
            let sql = "update photo set stored_at_ms = $3
                       where id = $1 and content = $2 and stored_at_ms is null";
            let now_ms = tx.now_ms();
            let marked = tx.execute(sql, args![id, decoded.content, now_ms]).await?;
            let row = by_key(tx, by, key).await?;
            if row.is_none() {
                // Taken back meanwhile: the files that were just put go as well.
                remove::let_go(tx, &decoded.content).await?;
            }
            Ok((marked == 1, row))
        })
        .await?;
    // Otherwise it was removed meanwhile, or is another's turn: sent again, it will be there.
    let row = row.filter(|row| row.stored_at_ms.is_some());
    Ok(Kept {
        created: marked,
        place: decoded.place,
        taken: decoded.taken,
        ..row.ok_or(Error::Busy)?.kept()
    })
}

async fn by_key(tx: &mut Tx, by: AccountId, key: &str) -> Result<Option<Row>> {
    let sql = "select id, content, width, height, widths, thumbhash, stored_at_ms from photo
               where account_id = $1 and upload_key = $2";
    Ok(tx.optional(sql, args![by, key]).await?)
}

async fn room(tx: &mut Tx, by: AccountId, key: &str) -> Result<()> {
    let sql = "select count(*) from photo
               where account_id = $1 and upload_key <> $2 and unused_since_ms is not null";
    let (unused,) = tx.one::<(i64,)>(sql, args![by, key]).await?;
    if unused >= UNUSED_MAX {
        return Err(Refusal::new("photos-waiting")
            .with("max", UNUSED_MAX)
            .into());
    }
    Ok(())
}
