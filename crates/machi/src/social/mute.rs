//! Mutes a person: one's own lists leave them out, and they never learn of it.

use store::{Tx, args};

use super::block::not_blocked;
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::AccountId;

/// So many one account may mute.
pub const MUTED_MAX: i64 = 5_000;

/// Mutes the person. Muting twice changes nothing and records nothing.
///
/// # Errors
/// `NotFound` for nobody and across a block; refused for oneself and beyond [`MUTED_MAX`].
pub async fn mute(tx: &mut Tx, by: &Member, account: AccountId) -> Result<()> {
    if account == by.id {
        return Err(Refusal::new("social-mute-yourself").into());
    }
    not_blocked(tx, by.id, account).await?;
    let sql = "select count(*) from mute where muter_id = $1";
    let (muted,) = tx.one::<(i64,)>(sql, args![by.id]).await?;
    if muted >= MUTED_MAX {
        return Err(Refusal::new("social-mutes-full")
            .with("max", MUTED_MAX)
            .into());
    }
    let added = tx
        .execute(
            "insert into mute (muter_id, muted_id, muted_at_ms) values ($1, $2, $3)
             on conflict do nothing",
            args![by.id, account, tx.now_ms()],
        )
        .await?;
    if added == 1 {
        changes::record(tx, None, Change::Muted { by: by.id, account }).await?;
    }
    Ok(())
}

/// Mutes the person no longer.
pub async fn unmute(tx: &mut Tx, by: &Member, account: AccountId) -> Result<()> {
    let removed = tx
        .execute(
            "delete from mute where muter_id = $1 and muted_id = $2",
            args![by.id, account],
        )
        .await?;
    if removed == 1 {
        changes::record(tx, None, Change::Unmuted { by: by.id, account }).await?;
    }
    Ok(())
}
