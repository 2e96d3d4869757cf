//! The secret address of a member's own calendar: one at a time, known to nobody but them.

use store::{Tx, args};

use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Error, Result};
use crate::ids::AccountId;
use crate::secrets::{random_token, token_hash};
use crate::text::Lang;

/// Makes the address, in place of the one before, which ends; answers its secret, shown once.
pub async fn renew(tx: &mut Tx, by: &Member) -> Result<String> {
    let secret = random_token();
    let account = by.id;
    tx.execute(
        "insert into calendar_link (account_id, token_hash, created_at_ms) values ($1, $2, $3)
         on conflict (account_id) do update set
             token_hash = excluded.token_hash, created_at_ms = excluded.created_at_ms",
        args![account, token_hash(&secret), tx.now_ms()],
    )
    .await?;
    changes::record(tx, None, Change::CalendarLinkChanged { account }).await?;
    Ok(secret)
}

/// Ends the address. Where there is none, nothing changes.
pub async fn revoke(tx: &mut Tx, by: &Member) -> Result<()> {
    let account = by.id;
    let ended = tx
        .execute(
            "delete from calendar_link where account_id = $1",
            args![account],
        )
        .await?;
    if ended == 1 {
        changes::record(tx, None, Change::CalendarLinkChanged { account }).await?;
    }
    Ok(())
}

/// Since when there is one.
pub async fn since_ms(tx: &mut Tx, by: &Member) -> Result<Option<i64>> {
    let sql = "select created_at_ms from calendar_link where account_id = $1";
    let row = tx.optional::<(i64,)>(sql, args![by.id]).await?;
    Ok(row.map(|(since_ms,)| since_ms))
}

/// Whose calendar it is, and their language.
pub(super) async fn owner(tx: &mut Tx, secret: &str) -> Result<(AccountId, Lang)> {
    let row = tx
        .optional::<(AccountId, String)>(
            "select a.id, a.lang from calendar_link l join account a on a.id = l.account_id
             where l.token_hash = $1",
            args![token_hash(secret)],
        )
        .await?;
    let (account, lang) = row.ok_or(Error::NotFound)?;
    Ok((account, lang.parse().unwrap_or_default()))
}
