//! Follows and unfollows a person.

use store::{Tx, args};

use super::block::not_blocked;
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::AccountId;

/// So many one account may follow: more is no feed any more, and a node holds them for each reader.
pub const FOLLOWED_MAX: i64 = 5_000;

/// Follows the person. Following twice changes nothing and records nothing.
///
/// # Errors
/// `NotFound` for nobody and across a block; refused for oneself and beyond [`FOLLOWED_MAX`].
pub async fn follow(tx: &mut Tx, by: &Member, account: AccountId) -> Result<()> {
    if account == by.id {
        return Err(Refusal::new("social-follow-yourself").into());
    }
    not_blocked(tx, by.id, account).await?;
    let sql = "select count(*) from follow where follower_id = $1";
    let (followed,) = tx.one::<(i64,)>(sql, args![by.id]).await?;
    if followed >= FOLLOWED_MAX {
        return Err(Refusal::new("social-follows-full")
            .with("max", FOLLOWED_MAX)
            .into());
    }
    let added = tx
        .execute(
            "insert into follow (follower_id, followed_id, followed_at_ms) values ($1, $2, $3)
             on conflict do nothing",
            args![by.id, account, tx.now_ms()],
        )
        .await?;
    if added == 1 {
        changes::record(tx, None, Change::Followed { by: by.id, account }).await?;
    }
    Ok(())
}

/// Follows the person no longer.
pub async fn unfollow(tx: &mut Tx, by: &Member, account: AccountId) -> Result<()> {
    let removed = tx
        .execute(
            "delete from follow where follower_id = $1 and followed_id = $2",
            args![by.id, account],
        )
        .await?;
    if removed == 1 {
        changes::record(tx, None, Change::Unfollowed { by: by.id, account }).await?;
    }
    Ok(())
}
