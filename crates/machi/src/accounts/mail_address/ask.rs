//! Entering a mail address, which gets a link to confirm it.

use store::{Tx, args};

use super::confirmed;
use super::mails::CONFIRM;
use crate::accounts::Member;
use crate::app::App;
use crate::error::Result;
use crate::limits::Limit;
use crate::mail::{self, Address, NewMail, To};
use crate::text::Lang;

/// How long the link works.
pub(super) const LINK_MS: i64 = 24 * 60 * 60 * 1_000;

/// Each is a mail to an address that need not be the member's.
static BY_ACCOUNT: Limit = Limit {
    name: "mail-address-by-account",
    burst: 5,
    per_ms: 60 * 60 * 1_000,
};

/// Sends a link to the address, in the language; what is confirmed until now stays. Nothing tells
/// whether another account has the address: only who reads its mail learns that.
pub(in crate::accounts) async fn ask_address(
    app: &App,
    by: &Member,
    typed: &str,
    lang: Lang,
) -> Result<()> {
    mail::must_be_set_up(app)?;
    let address = Address::parse(typed, "address")?;
    app.limits().count(&BY_ACCOUNT, &by.id.to_string())?;
    app.write(async |tx: &mut Tx| ask(tx, by, &address, lang).await)
        .await
}

/// One address waits at a time: an earlier link is void. The address that is confirmed and takes
/// mail needs no other link.
async fn ask(tx: &mut Tx, by: &Member, address: &Address, lang: Lang) -> Result<()> {
    let sql = "delete from account_mail_request where account_id = $1";
    tx.execute(sql, args![by.id]).await?;
    let same = confirmed(tx, by.id).await?.as_deref() == Some(address.as_str());
    if same && !mail::has_bounced(tx, address.as_str()).await? {
        return Ok(());
    }
    let id = tx.new_id();
    tx.execute(
        "insert into account_mail_request (id, account_id, address, expires_at_ms)
         values ($1, $2, $3, $4)",
        args![id, by.id, address.as_str(), tx.now_ms() + LINK_MS],
    )
    .await?;
    let to = To::Address {
        address: address.clone(),
        lang,
    };
    let new = NewMail {
        key: format!("{}/{id}", CONFIRM.name),
        kind: CONFIRM.name,
        to,
        subject_id: id,
    };
    mail::queue(tx, new).await
}
