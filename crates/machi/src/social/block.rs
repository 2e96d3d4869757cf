//! Blocks a person: neither sees anything of the other from then on.

use store::{Tx, args};

use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Error, Refusal, Result};
use crate::ids::AccountId;

/// So many one account may block, and so many may block it before a list of them is cut.
pub const BLOCKED_MAX: i64 = 5_000;

/// Blocks the person; neither follows the other any longer. Blocking twice changes nothing.
///
/// # Errors
/// `NotFound` for nobody; refused for oneself and beyond [`BLOCKED_MAX`].
pub async fn block(tx: &mut Tx, by: &Member, account: AccountId) -> Result<()> {
    if account == by.id {
        return Err(Refusal::new("social-block-yourself").into());
    }
    exists(tx, account).await?;
    let sql = "select count(*) from block where blocker_id = $1";
    let (blocked,) = tx.one::<(i64,)>(sql, args![by.id]).await?;
    if blocked >= BLOCKED_MAX {
        return Err(Refusal::new("social-blocks-full")
            .with("max", BLOCKED_MAX)
            .into());
    }
    let added = tx
        .execute(
            "insert into block (blocker_id, blocked_id, blocked_at_ms) values ($1, $2, $3)
             on conflict do nothing",
            args![by.id, account, tx.now_ms()],
        )
        .await?;
    if added == 0 {
        return Ok(());
    }
    tx.execute(
        "delete from follow where (follower_id = $1 and followed_id = $2)
            or (follower_id = $2 and followed_id = $1)",
        args![by.id, account],
    )
    .await?;
    changes::record(tx, None, Change::Blocked { by: by.id, account }).await
}

/// Takes the block back; who followed whom before stays forgotten.
pub async fn unblock(tx: &mut Tx, by: &Member, account: AccountId) -> Result<()> {
    let removed = tx
        .execute(
            "delete from block where blocker_id = $1 and blocked_id = $2",
            args![by.id, account],
        )
        .await?;
    if removed == 1 {
        changes::record(tx, None, Change::Unblocked { by: by.id, account }).await?;
    }
    Ok(())
}

/// Whether either blocks the other.
pub async fn is_blocked(tx: &mut Tx, one: AccountId, other: AccountId) -> Result<bool> {
    let row = tx
        .optional::<(i64,)>(
            "select 1 from block where (blocker_id = $1 and blocked_id = $2)
                or (blocker_id = $2 and blocked_id = $1)",
            args![one, other],
        )
        .await?;
    Ok(row.is_some())
}

/// Across a block, and for nobody at all, `NotFound`.
pub async fn not_blocked(tx: &mut Tx, one: AccountId, other: AccountId) -> Result<()> {
    exists(tx, other).await?;
    if is_blocked(tx, one, other).await? {
        return Err(Error::NotFound);
    }
    Ok(())
}

async fn exists(tx: &mut Tx, account: AccountId) -> Result<()> {
    let sql = "select 1 from account where id = $1";
    let row = tx.optional::<(i64,)>(sql, args![account]).await?;
    row.map(|_| ()).ok_or(Error::NotFound)
}
