//! Marks what a member was told as read.

use store::{Tx, args};

use super::place::Place;
use super::subject::Subject;
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Error, Result};
use crate::ids::{AccountId, NotificationId};

/// Marks one as read; answers what it is about. Again, it changes nothing.
///
/// # Errors
/// `NotFound` for another's.
pub(super) async fn read(tx: &mut Tx, by: &Member, id: NotificationId) -> Result<Subject> {
    let subject = about(tx, by, id).await?;
    let sql = "update notification set read_at_ms = $2 where id = $1 and read_at_ms is null";
    let now_ms = tx.now_ms();
    if tx.execute(sql, args![id, now_ms]).await? == 1 {
        changed(tx, by.id).await?;
    }
    Ok(subject)
}

/// What one's own notification is about.
///
/// # Errors
/// `NotFound` for another's.
pub(super) async fn about(tx: &mut Tx, by: &Member, id: NotificationId) -> Result<Subject> {
    let sql = "select about, subject_id, detail_id from notification
               where id = $1 and account_id = $2";
    let row: Option<(String, i64, i64)> = tx.optional(sql, args![id, by.id]).await?;
    let (about, subject, detail) = row.ok_or(Error::NotFound)?;
    Subject::from_columns(&about, subject, detail).ok_or(Error::NotFound)
}

/// Marks everything up to the place as read; what came after it was not seen.
pub(super) async fn read_through(tx: &mut Tx, by: &Member, through: Place) -> Result<()> {
    let read = tx
        .execute(
            "update notification set read_at_ms = $4
             where account_id = $1 and read_at_ms is null
               and (at_ms < $2 or (at_ms = $2 and id <= $3))",
            args![by.id, through.at_ms, through.id, tx.now_ms()],
        )
        .await?;
    if read > 0 {
        changed(tx, by.id).await?;
    }
    Ok(())
}

async fn changed(tx: &mut Tx, account: AccountId) -> Result<()> {
    changes::record(tx, None, Change::NotificationsChanged { account }).await
}
