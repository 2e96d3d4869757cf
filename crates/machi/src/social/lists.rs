//! Whom people follow, block and mute, a page at a time.
//!
//! Lists go by the accounts' ids, the newest account first: whoever comes or goes meanwhile moves
//! nobody else over a page's end.

use store::{Tx, args};

use crate::accounts::Member;
use crate::error::Result;
use crate::ids::AccountId;

/// One of the lists of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FollowList {
    Followers,
    Following,
}

/// Who follows the account, or whom it follows: those after `before`, so many at most.
pub async fn follow_list(
    tx: &mut Tx,
    list: FollowList,
    account: AccountId,
    before: AccountId,
    max: i64,
) -> Result<Vec<AccountId>> {
    let sql = match list {
        FollowList::Followers => {
            "select follower_id from follow where followed_id = $1 and follower_id < $2
             order by follower_id desc limit $3"
        }
        FollowList::Following => {
            "select followed_id from follow where follower_id = $1 and followed_id < $2
             order by followed_id desc limit $3"
        }
    };
    accounts(tx, sql, account, before, max).await
}

/// Whom the member blocks.
pub async fn blocks(
    tx: &mut Tx,
    by: &Member,
    before: AccountId,
    max: i64,
) -> Result<Vec<AccountId>> {
    let sql = "select blocked_id from block where blocker_id = $1 and blocked_id < $2
               order by blocked_id desc limit $3";
    accounts(tx, sql, by.id, before, max).await
}

/// Whom the member mutes.
pub async fn mutes(
    tx: &mut Tx,
    by: &Member,
    before: AccountId,
    max: i64,
) -> Result<Vec<AccountId>> {
    let sql = "select muted_id from mute where muter_id = $1 and muted_id < $2
               order by muted_id desc limit $3";
    accounts(tx, sql, by.id, before, max).await
}

async fn accounts(
    tx: &mut Tx,
    sql: &'static str,
    of: AccountId,
    before: AccountId,
    max: i64,
) -> Result<Vec<AccountId>> {
    let rows = tx.all::<(AccountId,)>(sql, args![of, before, max]).await?;
    Ok(rows.into_iter().map(|(account,)| account).collect())
}
