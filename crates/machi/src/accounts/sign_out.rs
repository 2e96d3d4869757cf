//! Signing out: here, in one other place, or everywhere.

use store::{Tx, args};

use super::Member;
use crate::changes::{self, Change};
use crate::error::{Error, Result};
use crate::ids::{AccountId, SessionId};

/// Ends one session of the member. One that has ended already changes nothing.
pub async fn sign_out(tx: &mut Tx, by: &Member, session: SessionId) -> Result<()> {
    let ended = tx
        .execute(
            "delete from session where id = $1 and account_id = $2",
            args![session, by.id],
        )
        .await?;
    if ended == 1 {
        changes::record(tx, None, Change::SessionsEnded { account: by.id }).await?;
    }
    Ok(())
}

/// Ends every session and every token of the member, this one too. Each node knows within
/// `sessions::MEMORY_S`.
pub async fn sign_out_everywhere(tx: &mut Tx, by: &Member) -> Result<()> {
    end_all_but(tx, by.id, None).await
}

/// Ends every session and token of the account but the session that is kept.
pub(super) async fn end_all_but(
    tx: &mut Tx,
    account: AccountId,
    kept: Option<SessionId>,
) -> Result<()> {
    let kept = kept.map_or(0, SessionId::get);
    let sessions = tx
        .execute(
            "delete from session where account_id = $1 and id <> $2",
            args![account, kept],
        )
        .await?;
    let tokens = tx
        .execute(
            "delete from api_token where account_id = $1",
            args![account],
        )
        .await?;
    if sessions + tokens > 0 {
        changes::record(tx, None, Change::SessionsEnded { account }).await?;
    }
    Ok(())
}

/// The session of the browser that asks. A program with a token has none.
pub fn own_session(by: &Member) -> Result<SessionId> {
    by.session.ok_or(Error::NotFound)
}
