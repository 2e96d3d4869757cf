//! A new password, which ends every other session and every token.

use store::{Tx, args};

use super::sign_out::end_all_but;
use super::{Member, password, reset};
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Error, Result, refuse};
use crate::ids::AccountId;
use crate::limits::Limit;

/// Somebody at an open browser may not guess on.
static BY_ACCOUNT: Limit = Limit {
    name: "change-password-by-account",
    burst: 10,
    per_ms: 10 * 60 * 1_000,
};

/// Changes the member's password, given the one until now.
pub async fn change_password(app: &App, by: &Member, old: &str, new: &str) -> Result<()> {
    if let Some(problem) = password::problem(new, "new_password") {
        return Err(problem.into());
    }
    app.limits().count(&BY_ACCOUNT, &by.id.to_string())?;
    let known = app
        .read(async |tx: &mut Tx| {
            let sql = "select password_hash from account where id = $1";
            Ok(tx.one::<(Option<String>,)>(sql, args![by.id]).await?.0)
        })
        .await?;
    if !password::matches(old, known.clone()).await? {
        return refuse("accounts-password-wrong", "old_password");
    }
    let hash = password::hash(new).await?;
    app.write(async |tx: &mut Tx| {
        let sql = "select password_hash from account where id = $1";
        let now = tx.one::<(Option<String>,)>(sql, args![by.id]).await?.0;
        if now != known {
            // Somebody else set it while this one was checked.
            return refuse("accounts-password-wrong", "old_password");
        }
        set(tx, by.id, &hash).await?;
        end_all_but(tx, by.id, by.session).await
    })
    .await
}

/// Gives the account a new password without asking for the old one, and ends its sessions and
/// tokens: for a mailed link, and for the command line.
pub async fn reset_password(tx: &mut Tx, account: AccountId, hash: &str) -> Result<()> {
    set(tx, account, hash).await?;
    end_all_but(tx, account, None).await
}

async fn set(tx: &mut Tx, account: AccountId, hash: &str) -> Result<()> {
    let set = tx
        .execute(
            "update account set password_hash = $2, changed_at_ms = $3 where id = $1",
            args![account, hash, tx.now_ms()],
        )
        .await?;
    if set == 0 {
        return Err(Error::NotFound);
    }
    reset::void(tx, account).await?;
    changes::record(tx, None, Change::PasswordChanged { account }).await?;
    changes::record(tx, None, Change::AccountChanged { account }).await
}
