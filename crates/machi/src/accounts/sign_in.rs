//! Signing in by handle and password. No answer tells whether a handle exists: the same words,
//! the same status, the same work.

use rules::handle;
use store::{Tx, args};

use super::{Caller, password};
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::ids::AccountId;
use crate::limits::Limit;

static BY_HANDLE: Limit = Limit {
    name: "sign-in-by-handle",
    burst: 10,
    per_ms: 10 * 60 * 1_000,
};
static BY_ADDRESS: Limit = Limit {
    name: "sign-in-by-address",
    burst: 30,
    per_ms: 10 * 60 * 1_000,
};
/// Longer ones are no handle; they are counted as one, so that keys stay small.
const KEY_CHARS_MAX: usize = 2 * handle::CHARS_MAX;

/// An account whose password was typed, and the hash that it was found to match.
#[derive(Debug)]
pub struct Proven {
    account: AccountId,
    hash: String,
}

impl Proven {
    /// The account, for the transaction that signs it in. Refused like a wrong password when the
    /// password was changed since: a change ends every session, and none may slip in after it.
    pub async fn account(&self, tx: &mut Tx) -> Result<AccountId> {
        let unchanged = tx
            .optional::<(AccountId,)>(
                "select id from account where id = $1 and password_hash = $2",
                args![self.account, self.hash],
            )
            .await?;
        Ok(unchanged.ok_or_else(wrong)?.0)
    }
}

/// Whose handle and password these are.
///
/// # Errors
/// One refusal for an unknown handle and for a wrong password; `TooMany` by account and by address.
pub async fn sign_in(
    app: &App,
    caller: &Caller,
    typed_handle: &str,
    password: &str,
) -> Result<Proven> {
    let handle = handle::fold(typed_handle);
    let key: String = handle.chars().take(KEY_CHARS_MAX).collect();
    app.limits().count(&BY_ADDRESS, &caller.0)?;
    app.limits().count(&BY_HANDLE, &key)?;
    let known = app
        .read(async |tx: &mut Tx| {
            Ok(tx
                .optional::<(AccountId, Option<String>)>(
                    "select id, password_hash from account where handle = $1",
                    args![handle],
                )
                .await?)
        })
        .await?;
    let known = known.and_then(|(account, hash)| Some((account, hash?)));
    let hash = known.as_ref().map(|(_, hash)| hash.clone());
    let matches = password::matches(password, hash).await?;
    let (account, hash) = known.filter(|_| matches).ok_or_else(wrong)?;
    Ok(Proven { account, hash })
}

fn wrong() -> Error {
    Refusal::new("accounts-sign-in-wrong").into()
}
