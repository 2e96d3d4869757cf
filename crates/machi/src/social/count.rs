//! How many follow a person, and whom they follow.

use std::collections::HashMap;

use store::{Tx, args};

use crate::error::Result;
use crate::ids::AccountId;

/// How many follow the account.
pub async fn followers(tx: &mut Tx, account: AccountId) -> Result<i64> {
    let sql = "select count(*) from follow where followed_id = $1";
    Ok(tx.one::<(i64,)>(sql, args![account]).await?.0)
}

/// How many follow each account that anybody follows.
pub async fn all_followers(tx: &mut Tx) -> Result<HashMap<AccountId, i64>> {
    let mut all = HashMap::new();
    let sql = "select followed_id, count(*) from follow group by followed_id";
    tx.each(sql, args![], |(account, followers)| {
        all.insert(account, followers);
    })
    .await?;
    Ok(all)
}

/// How many the account follows.
pub async fn following(tx: &mut Tx, account: AccountId) -> Result<i64> {
    let sql = "select count(*) from follow where follower_id = $1";
    Ok(tx.one::<(i64,)>(sql, args![account]).await?.0)
}
