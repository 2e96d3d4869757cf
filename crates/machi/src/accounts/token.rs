//! Bearer tokens for programs that act for an account.

use serde::Serialize;
use store::{Tx, args};

use super::Member;
use crate::changes::{self, Change};
use crate::error::{Error, Refusal, Result, refuse};
use crate::ids::{AccountId, SessionId, TokenId};
use crate::secrets::{random_token, token_hash};

/// By which people and scanners know one that was left lying about.
const PREFIX: &str = "machi_";
const TOKEN_MS: i64 = 365 * 24 * 60 * 60 * 1_000;
const TOKENS_MAX: i64 = 50;
const NAME_CHARS_MAX: usize = 50;

store::row! {
    /// A token as its owner lists it; the secret itself is known to nobody any more.
    #[derive(Debug, Serialize, utoipa::ToSchema)]
    pub struct ApiToken {
        #[schema(value_type = String)]
        pub id: TokenId,
        pub name: String,
        pub created_at_ms: i64,
        pub expires_at_ms: i64,
    }
}

/// What tokens that came from signing in are called, and no other is.
const SIGN_IN: &str = "sign-in";

/// Makes a token that may do all that the member may; answers the secret, which is shown once.
pub async fn create_token(tx: &mut Tx, by: &Member, name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return refuse("accounts-token-name-missing", "name");
    }
    if name == SIGN_IN {
        return refuse("accounts-token-name-kept", "name");
    }
    if name.chars().count() > NAME_CHARS_MAX {
        let refusal = Refusal::new("accounts-token-name-long").with("n", NAME_CHARS_MAX);
        return Err(refusal.on("name").into());
    }
    if let Some(session) = by.session {
        // A session that was ended meanwhile must not leave a token behind.
        tx.optional::<(SessionId,)>("select id from session where id = $1", args![session])
            .await?
            .ok_or(Error::SignedOut)?;
    }
    if is_full(tx, by.id).await? {
        return Err(many());
    }
    issue(tx, by.id, name).await
}

/// A token for an account that has just proven itself. It takes the place of the oldest such token
/// where there is no room; those that the member made stay.
pub(super) async fn sign_in_token(tx: &mut Tx, account: AccountId) -> Result<String> {
    if is_full(tx, account).await? {
        let replaced = tx
            .execute(
                "delete from api_token where id in
                     (select min(id) from api_token where account_id = $1 and name = $2)",
                args![account, SIGN_IN],
            )
            .await?;
        if replaced == 0 {
            return Err(many());
        }
        changes::record(tx, None, Change::SessionsEnded { account }).await?;
    }
    issue(tx, account, SIGN_IN).await
}

/// Whether the account has as many tokens as it may; those that have expired go.
async fn is_full(tx: &mut Tx, account: AccountId) -> Result<bool> {
    tx.execute(
        "delete from api_token where account_id = $1 and expires_at_ms <= $2",
        args![account, tx.now_ms()],
    )
    .await?;
    let (count,) = tx
        .one::<(i64,)>(
            "select count(*) from api_token where account_id = $1",
            args![account],
        )
        .await?;
    Ok(count >= TOKENS_MAX)
}

fn many() -> Error {
    Refusal::new("accounts-tokens-many")
        .with("n", TOKENS_MAX)
        .into()
}

async fn issue(tx: &mut Tx, account: AccountId, name: &str) -> Result<String> {
    let now_ms = tx.now_ms();
    let secret = format!("{PREFIX}{}", random_token());
    let id = TokenId::from(tx.new_id());
    tx.execute(
        "insert into api_token (id, account_id, name, token_hash, created_at_ms, expires_at_ms)
         values ($1, $2, $3, $4, $5, $6)",
        args![
            id,
            account,
            name,
            token_hash(&secret),
            now_ms,
            now_ms + TOKEN_MS
        ],
    )
    .await?;
    changes::record(tx, None, Change::SessionStarted { account }).await?;
    Ok(secret)
}

/// The member's tokens, the newest first.
pub async fn tokens(tx: &mut Tx, by: &Member) -> Result<Vec<ApiToken>> {
    Ok(tx
        .all::<ApiToken>(
            "select id, name, created_at_ms, expires_at_ms from api_token
             where account_id = $1 and expires_at_ms > $2 order by id desc",
            args![by.id, tx.now_ms()],
        )
        .await?)
}

/// Ends a token of the member. One that has ended changes nothing.
pub async fn revoke_token(tx: &mut Tx, by: &Member, token: TokenId) -> Result<()> {
    let ended = tx
        .execute(
            "delete from api_token where id = $1 and account_id = $2",
            args![token, by.id],
        )
        .await?;
    if ended == 1 {
        changes::record(tx, None, Change::SessionsEnded { account: by.id }).await?;
    }
    Ok(())
}

/// Ends the token that the request itself carried.
pub(super) async fn revoke_secret(tx: &mut Tx, by: &Member, secret: &str) -> Result<()> {
    let ended = tx
        .execute(
            "delete from api_token where token_hash = $1 and account_id = $2",
            args![token_hash(secret), by.id],
        )
        .await?;
    if ended == 1 {
        changes::record(tx, None, Change::SessionsEnded { account: by.id }).await?;
    }
    Ok(())
}
