//! Taking a mail address away.

use store::{Tx, args};

use super::confirmed;
use super::mails::ADDRESS_LEFT;
use crate::accounts::Member;
use crate::accounts::reset;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::AccountId;
use crate::mail::{self, Address, NewMail, To};

/// Takes the member's address away, confirmed or waiting. Without one it changes nothing.
pub(in crate::accounts) async fn remove_address(tx: &mut Tx, by: &Member) -> Result<()> {
    cancel_request(tx, by).await?;
    let Some(before) = confirmed(tx, by.id).await? else {
        return Ok(());
    };
    let sql = "delete from account_mail where account_id = $1";
    tx.execute(sql, args![by.id]).await?;
    tell_address_left(tx, by.id, &before).await?;
    let account = by.id;
    changes::record(tx, None, Change::MailAddressChanged { account }).await
}

/// Takes back the address that waits, and its link with it.
pub(in crate::accounts) async fn cancel_request(tx: &mut Tx, by: &Member) -> Result<()> {
    let sql = "delete from account_mail_request where account_id = $1";
    tx.execute(sql, args![by.id]).await?;
    Ok(())
}

/// Whoever reads that mailbox can still object. Links that were sent there open nothing any more.
pub(super) async fn tell_address_left(
    tx: &mut Tx,
    account: AccountId,
    address: &str,
) -> Result<()> {
    reset::void(tx, account).await?;
    let sql = "select lang from account where id = $1";
    let (lang,) = tx.one::<(String,)>(sql, args![account]).await?;
    let to = To::Address {
        address: Address::parse(address, "address")?,
        lang: lang.parse().unwrap_or_default(),
    };
    let number = tx.new_id();
    let new = NewMail {
        key: format!("{}/{account}/{number}", ADDRESS_LEFT.name),
        kind: ADDRESS_LEFT.name,
        to,
        subject_id: account.get(),
    };
    mail::queue(tx, new).await
}
