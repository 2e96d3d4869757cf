//! Queues a mail, in the transaction of what it tells of.

use store::{Tx, args};

use super::{NewMail, To, send, unwanted};
use crate::error::Result;
use crate::ids::{AccountId, MailId};
use crate::timers;

/// Queues the mail. A key that was queued before changes nothing, and neither does an account
/// without a confirmed address, or one that does not want such mails.
pub async fn queue(tx: &mut Tx, new: NewMail) -> Result<()> {
    let (account, address, lang) = match &new.to {
        To::Account(account) => {
            if !has_address(tx, *account).await? {
                return Ok(());
            }
            if unwanted::by_account(tx, *account, new.kind).await? {
                return Ok(());
            }
            (Some(*account), "", "")
        }
        To::Address { address, lang } => (None, address.as_str(), lang.tag()),
    };
    let (id, now_ms) = (MailId::from(tx.new_id()), tx.now_ms());
    let added = tx
        .execute(
            "insert into mail (id, key, kind, account_id, address, lang, subject_id, queued_at_ms)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (key) do nothing",
            args![
                id,
                new.key,
                new.kind,
                account,
                address,
                lang,
                new.subject_id,
                now_ms
            ],
        )
        .await?;
    if added == 1 {
        timers::schedule(tx, send::TIMER, id.get(), now_ms).await?;
        send::forget_later(tx).await?;
    }
    Ok(())
}

/// Whether a mail of that key was queued, as long as it is remembered.
pub async fn was_queued(tx: &mut Tx, key: &str) -> Result<bool> {
    let sql = "select id from mail where key = $1";
    Ok(tx.optional::<(i64,)>(sql, args![key]).await?.is_some())
}

async fn has_address(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let sql = "select account_id from account_mail where account_id = $1";
    Ok(tx.optional::<(i64,)>(sql, args![account]).await?.is_some())
}
