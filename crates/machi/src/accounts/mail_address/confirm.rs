//! Confirming a mail address by the link that was sent to it.

use store::{Tx, args};

use super::confirmed;
use super::remove::tell_address_left;
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Error, Result, refuse};
use crate::ids::AccountId;
use crate::mail;

const LINK: &str = "mail-address";

store::row! {
    /// An address that waits, as its link shows it.
    #[derive(Debug)]
    pub(super) struct Request {
        pub(super) id: i64,
        pub(super) account_id: AccountId,
        pub(super) handle: String,
        pub(super) address: String,
    }
}

/// The signed part of the link.
pub(super) fn link(app: &App, request: i64) -> String {
    app.key().sign(LINK, &request.to_string())
}

/// What the link is for.
///
/// # Errors
/// `NotFound` for one that was used, that another replaced, that is a day old, or that is not ours.
pub(super) async fn request(app: &App, tx: &mut Tx, link: &str) -> Result<Request> {
    let id: Option<i64> = app.key().verify(LINK, link).and_then(|id| id.parse().ok());
    waiting(tx, id.ok_or(Error::NotFound)?)
        .await?
        .ok_or(Error::NotFound)
}

pub(super) async fn waiting(tx: &mut Tx, id: i64) -> Result<Option<Request>> {
    let sql = "select r.id, r.account_id, a.handle, r.address
               from account_mail_request r join account a on a.id = r.account_id
               where r.id = $1 and r.expires_at_ms > $2";
    let now_ms = tx.now_ms();
    Ok(tx.optional::<Request>(sql, args![id, now_ms]).await?)
}

/// Makes it the account's address; the link is used up. Refused when another account has it, which
/// only the owner of the mailbox learns.
pub(super) async fn confirm(app: &App, tx: &mut Tx, link: &str) -> Result<()> {
    let Request {
        id,
        account_id: account,
        address,
        ..
    } = request(app, tx, link).await?;
    let folded = address.to_lowercase();
    let sql = "select account_id from account_mail where folded = $1 and account_id <> $2";
    if tx
        .optional::<(i64,)>(sql, args![folded, account])
        .await?
        .is_some()
    {
        return refuse("accounts-mail-taken", "address");
    }
    let before = confirmed(tx, account).await?;
    tx.execute(
        "insert into account_mail (account_id, address, folded, confirmed_at_ms)
         values ($1, $2, $3, $4)
         on conflict (account_id) do update set address = excluded.address,
             folded = excluded.folded, confirmed_at_ms = excluded.confirmed_at_ms",
        args![account, address, folded, tx.now_ms()],
    )
    .await?;
    let sql = "delete from account_mail_request where id = $1";
    tx.execute(sql, args![id]).await?;
    mail::forget_bounce(tx, &address).await?;
    if let Some(before) = before.filter(|before| before.to_lowercase() != folded) {
        tell_address_left(tx, account, &before).await?;
    }
    changes::record(tx, None, Change::MailAddressChanged { account }).await
}
