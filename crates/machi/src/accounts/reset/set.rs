//! Setting the new password by the link.

use store::{Tx, args};

use crate::accounts::{password, reset_password};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::AccountId;

const LINK: &str = "password-reset";

/// The signed part of the link.
pub(super) fn link(app: &App, reset: i64) -> String {
    app.key().sign(LINK, &reset.to_string())
}

/// Whose password the link sets.
///
/// # Errors
/// `NotFound` for one that was used, that is an hour old, that a new password or address made void,
/// or that is not ours.
pub(super) async fn account(app: &App, tx: &mut Tx, link: &str) -> Result<(i64, AccountId)> {
    let id: Option<i64> = app.key().verify(LINK, link).and_then(|id| id.parse().ok());
    let account = open(tx, id.ok_or(Error::NotFound)?).await?;
    account.ok_or(Error::NotFound)
}

/// The reset with its account, while it is open.
pub(super) async fn open(tx: &mut Tx, id: i64) -> Result<Option<(i64, AccountId)>> {
    let sql = "select id, account_id from password_reset where id = $1 and expires_at_ms > $2";
    let now_ms = tx.now_ms();
    Ok(tx.optional(sql, args![id, now_ms]).await?)
}

/// Sets the password and ends every session and token of the account. The link is used up.
pub(super) async fn set(app: &App, link: &str, new: &str) -> Result<()> {
    // Before the hash: whoever has no link costs no core.
    app.read(async |tx: &mut Tx| account(app, tx, link).await)
        .await?;
    if let Some(problem) = password::problem(new, "new_password") {
        return Err(problem.into());
    }
    let hash = password::hash(new).await?;
    app.write(async |tx: &mut Tx| {
        let (_, account) = account(app, tx, link).await?;
        reset_password(tx, account, &hash).await
    })
    .await
}
