//! Signing in by handle and password. No answer tells whether a handle exists: the same words,
//! the same status, the same work.

use rules::handle;
use store::{Tx, args};

use super::{Caller, password};
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::ids::AccountId;
use crate::limits::{Limit, Limits};

/// Guesses at one handle from one address.
static BY_BOTH: Limit = Limit {
    name: "sign-in-by-handle-and-address",
    burst: 10,
    per_ms: 10 * 60 * 1_000,
};
/// Guesses at one handle from everywhere: so many that nobody locks a person out from a few
/// addresses, and too few to guess a password (NIST SP 800-63B allows 100 failures).
static BY_HANDLE: Limit = Limit {
    name: "sign-in-by-handle",
    burst: 100,
    per_ms: 60 * 60 * 1_000,
};
/// Every try, right ones too: each costs a hash.
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
/// One refusal for an unknown handle and for a wrong password; `TooMany` tries by the address, or
/// failures by the handle.
pub async fn sign_in(
    app: &App,
    caller: &Caller,
    typed_handle: &str,
    password: &str,
) -> Result<Proven> {
    let handle = handle::fold(typed_handle);
    app.limits().count(&BY_ADDRESS, &caller.0)?;
    let guess = Guess::count(app.limits(), caller, &handle)?;
    let proven = prove(app, &handle, password).await;
    if !matches!(proven, Err(Error::Refused(_))) {
        guess.take_back(app.limits());
    }
    proven
}

async fn prove(app: &App, handle: &str, password: &str) -> Result<Proven> {
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

/// A try that counts as a failure until it turns out to be none.
struct Guess {
    both: String,
    handle: String,
}

impl Guess {
    /// The strict limit first: what it refuses must not use up the loose one.
    fn count(limits: &Limits, caller: &Caller, handle: &str) -> Result<Self> {
        let handle: String = handle.chars().take(KEY_CHARS_MAX).collect();
        let both = format!("{} {handle}", caller.0);
        limits.count(&BY_BOTH, &both)?;
        limits
            .count(&BY_HANDLE, &handle)
            .inspect_err(|_| limits.take_back(&BY_BOTH, &both))?;
        Ok(Self { both, handle })
    }

    fn take_back(self, limits: &Limits) {
        limits.take_back(&BY_BOTH, &self.both);
        limits.take_back(&BY_HANDLE, &self.handle);
    }
}

fn wrong() -> Error {
    Refusal::new("accounts-sign-in-wrong").into()
}
