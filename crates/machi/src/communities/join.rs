//! Joins and leaves a community.

use store::{Tx, args};

use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Error, Result};
use crate::ids::CommunityId;

/// Joins the community. Joining twice changes nothing and records nothing.
pub async fn join(tx: &mut Tx, by: &Member, community: CommunityId) -> Result<()> {
    let known = tx
        .optional::<(i64,)>("select 1 from community where id = $1", args![community])
        .await?;
    known.ok_or(Error::NotFound)?;
    let added = tx
        .execute(
            "insert into community_member (community_id, account_id, joined_at_ms) values ($1, $2, $3)
             on conflict do nothing",
            args![community, by.id, tx.now_ms()],
        )
        .await?;
    if added == 1 {
        let account = by.id;
        changes::record(tx, None, Change::CommunityJoined { community, account }).await?;
    }
    Ok(())
}

/// Leaves the community.
pub async fn leave(tx: &mut Tx, by: &Member, community: CommunityId) -> Result<()> {
    let removed = tx
        .execute(
            "delete from community_member where community_id = $1 and account_id = $2",
            args![community, by.id],
        )
        .await?;
    if removed == 1 {
        let account = by.id;
        changes::record(tx, None, Change::CommunityLeft { community, account }).await?;
    }
    Ok(())
}
