//! Asking for a link to set a new password. No answer tells whether there is such an account, or
//! whether it has a mail address.

use rules::handle;
use store::{Tx, args};

use super::mails::RESET;
use crate::accounts::Caller;
use crate::app::App;
use crate::error::Result;
use crate::ids::AccountId;
use crate::limits::Limit;
use crate::mail::{self, NewMail, To};

/// How long the link works.
pub(super) const LINK_MS: i64 = 60 * 60 * 1_000;
/// Longer ones are no address; they are counted as one, so that keys stay small.
const KEY_CHARS_MAX: usize = 254;

static BY_CALLER: Limit = Limit {
    name: "password-reset-by-caller",
    burst: 10,
    per_ms: 10 * 60 * 1_000,
};
/// Each is a mail to one person. By handle and by address together they stay below the mails that
/// an address gets in a day, so that nobody else can use those up.
static BY_NAME: Limit = Limit {
    name: "password-reset-by-name",
    burst: 5,
    per_ms: 8 * 60 * 60 * 1_000,
};

/// Sends the link, if `who` is the handle or the confirmed address of an account.
pub(super) async fn ask(app: &App, caller: &Caller, who: &str) -> Result<()> {
    mail::must_be_set_up(app)?;
    let name: String = handle::fold(who).chars().take(KEY_CHARS_MAX).collect();
    app.limits().count(&BY_CALLER, &caller.0)?;
    app.limits().count(&BY_NAME, &name)?;
    app.write(async |tx: &mut Tx| match with_address(tx, &name).await? {
        Some(account) => send(tx, account).await,
        None => Ok(()),
    })
    .await
}

/// The account of that folded handle or address, if it has an address.
async fn with_address(tx: &mut Tx, name: &str) -> Result<Option<AccountId>> {
    let sql = "select a.id from account_mail m join account a on a.id = m.account_id
               where a.handle = $1 or m.folded = $1";
    let found = tx.optional::<(AccountId,)>(sql, args![name]).await?;
    Ok(found.map(|(account,)| account))
}

async fn send(tx: &mut Tx, account: AccountId) -> Result<()> {
    let (id, now_ms) = (tx.new_id(), tx.now_ms());
    let sql = "delete from password_reset where account_id = $1 and expires_at_ms <= $2";
    tx.execute(sql, args![account, now_ms]).await?;
    let sql = "insert into password_reset (id, account_id, expires_at_ms) values ($1, $2, $3)";
    tx.execute(sql, args![id, account, now_ms + LINK_MS])
        .await?;
    let new = NewMail {
        key: format!("{}/{id}", RESET.name),
        kind: RESET.name,
        to: To::Account(account),
        subject_id: id,
    };
    mail::queue(tx, new).await
}
