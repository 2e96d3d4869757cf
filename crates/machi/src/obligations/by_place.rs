//! How long what somebody writes about a place is labelled, where the seat was of a visit to it.

use store::{Tx, args};

use crate::error::Result;
use crate::ids::{AccountId, CampaignId, EventId, ObligationId};
use crate::notes::disclosure;

/// The place obliges as long as anything is owed for the visit, and until the last of it would have been due:
/// whoever writes their one note early writes the next ones out of the same seat.
pub(super) async fn bring_up(tx: &mut Tx, obligation: ObligationId) -> Result<()> {
    let sql = "select campaign_id, account_id, event_id from obligation
               where id = $1 and place_id is not null";
    let row = tx.optional::<(CampaignId, AccountId, EventId)>(sql, args![obligation]);
    let Some((campaign, account, event)) = row.await? else {
        return Ok(());
    };
    let sql = "select count(case when state in ('open', 'submitted', 'refused') then 1 end),
                 coalesce(max(due_at_ms), 0)
               from obligation where campaign_id = $1 and account_id = $2";
    let (open, due_at_ms) = tx.one::<(i64, i64)>(sql, args![campaign, account]).await?;
    let until_ms = (open == 0).then_some(due_at_ms);
    disclosure::place_until(tx, (account, event), until_ms).await
}
