//! Tells a member of something, and takes it back.

use store::{Tx, args};

use super::kinds::{Channel, Kind};
use super::settings::wanted;
use super::subject::Subject;
use super::{digest, mails, prune};
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::{AccountId, CityId, NotificationId};

/// What a member is to be told.
#[derive(Debug)]
pub struct Notice {
    pub kind: &'static Kind,
    /// Who did it; none for what nobody did.
    pub actor: Option<AccountId>,
    pub subject: Subject,
    pub city: Option<CityId>,
    /// When it happened.
    pub at_ms: i64,
    /// Begins with a name of its feature. The same recipient is told of the same key once.
    pub key: String,
}

/// Tells the recipient, unless they were told, did it themselves or do not want to be told. For
/// readers of the log.
pub async fn notify(tx: &mut Tx, recipient: AccountId, notice: &Notice) -> Result<()> {
    if write(tx, recipient, notice).await? {
        changed(tx, recipient).await?;
    }
    Ok(())
}

/// Takes back what was told under the key, as long as it is unread.
pub async fn withdraw(tx: &mut Tx, recipient: AccountId, key: &str) -> Result<()> {
    if remove(tx, recipient, key).await? {
        changed(tx, recipient).await?;
    }
    Ok(())
}

/// Keeps the recipient's list within its bounds and records that it is another.
pub(super) async fn changed(tx: &mut Tx, account: AccountId) -> Result<()> {
    prune::keep_newest(tx, account).await?;
    changes::record(tx, None, Change::NotificationsChanged { account }).await
}

/// True when the recipient is told now. [`changed`] is to follow.
pub(super) async fn write(tx: &mut Tx, recipient: AccountId, notice: &Notice) -> Result<bool> {
    if notice.actor == Some(recipient) || was_told(tx, recipient, &notice.key).await? {
        return Ok(false);
    }
    let wanted = wanted(tx, recipient, notice.kind).await?;
    if wanted.is_empty() {
        return Ok(false);
    }
    let notification = match gathered(tx, recipient, notice).await? {
        Some(notification) => notification,
        None => insert(tx, recipient, notice, &wanted).await?,
    };
    tx.execute(
        "insert into notification_part (account_id, part_key, notification_id, actor_id, at_ms)
         values ($1, $2, $3, $4, $5)",
        args![
            recipient,
            notice.key,
            notification,
            notice.actor,
            notice.at_ms
        ],
    )
    .await?;
    Ok(true)
}

/// Whether the recipient was told under the key, also if they have read it since.
async fn was_told(tx: &mut Tx, recipient: AccountId, key: &str) -> Result<bool> {
    let sql = "select 1 from notification_part where account_id = $1 and part_key = $2";
    let told = tx.optional::<(i64,)>(sql, args![recipient, key]).await?;
    Ok(told.is_some())
}

/// The unread notification that this one joins, brought up to its time.
async fn gathered(
    tx: &mut Tx,
    recipient: AccountId,
    notice: &Notice,
) -> Result<Option<NotificationId>> {
    if !notice.kind.gathers {
        return Ok(None);
    }
    let (about, subject, detail) = notice.subject.columns();
    let joined = tx.optional::<(NotificationId,)>(
        "update notification set at_ms = case when at_ms < $6 then $6 else at_ms end
         where account_id = $1 and kind = $2 and about = $3 and subject_id = $4 and detail_id = $5
           and read_at_ms is null
         returning id",
        args![
            recipient,
            notice.kind.name,
            about,
            subject,
            detail,
            notice.at_ms
        ],
    );
    Ok(joined.await?.map(|(id,)| id))
}

/// A new one, with the mails that are to tell of it.
async fn insert(
    tx: &mut Tx,
    recipient: AccountId,
    notice: &Notice,
    wanted: &[Channel],
) -> Result<NotificationId> {
    let id = NotificationId::from(tx.new_id());
    let (about, subject, detail) = notice.subject.columns();
    tx.execute(
        "insert into notification (id, account_id, kind, about, subject_id, detail_id, city_id,
           in_app, at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            id,
            recipient,
            notice.kind.name,
            about,
            subject,
            detail,
            notice.city,
            wanted.contains(&Channel::InApp),
            notice.at_ms
        ],
    )
    .await?;
    if wanted.contains(&Channel::Mail) {
        mails::queue(tx, recipient, id).await?;
    }
    if wanted.contains(&Channel::Digest) {
        digest::set(tx, recipient).await?;
    }
    Ok(id)
}

/// True when something unread went. [`changed`] is to follow.
pub(super) async fn remove(tx: &mut Tx, recipient: AccountId, key: &str) -> Result<bool> {
    let removed = tx.optional::<(NotificationId,)>(
        "delete from notification_part where account_id = $1 and part_key = $2
           and notification_id in
             (select id from notification where account_id = $1 and read_at_ms is null)
         returning notification_id",
        args![recipient, key],
    );
    let Some((notification,)) = removed.await? else {
        return Ok(false);
    };
    let sql = "select max(at_ms) from notification_part where notification_id = $1";
    let (latest_ms,) = tx.one::<(Option<i64>,)>(sql, args![notification]).await?;
    let (sql, args) = match latest_ms {
        Some(at_ms) => (
            "update notification set at_ms = $2 where id = $1",
            args![notification, at_ms],
        ),
        None => (
            "delete from notification where id = $1",
            args![notification],
        ),
    };
    tx.execute(sql, args).await?;
    Ok(true)
}
