//! Tells of campaigns: that a seat is one's to accept, or that it is off.

use store::{Tx, args};

use super::kinds::{CAMPAIGN_SEAT_OFF, CAMPAIGN_SEAT_OFFERED, Kind};
use super::notify::{Notice, notify};
use super::subject::Subject;
use crate::changes::{Change, Logged, Tried};
use crate::error::Result;
use crate::ids::{AccountId, CampaignId, CampaignSeatId, CityId};

/// What follows from a change; nothing for one that is not about campaigns.
pub(super) async fn read_one(tx: &mut Tx, logged: &Logged) -> Result<()> {
    let Some(city) = logged.city else {
        return Ok(());
    };
    let (seat, campaign) = match logged.change {
        Change::Tried(
            Tried::CampaignSeatOffered { seat, campaign, .. }
            | Tried::CampaignSeatAnswered { seat, campaign },
        ) => (seat, campaign),
        _ => return Ok(()),
    };
    let Some((account, kind)) = told(tx, seat).await? else {
        return Ok(());
    };
    tell(tx, (city, logged.at_ms), (seat, campaign), account, kind).await
}

/// Whom, as the seat is now.
async fn told(tx: &mut Tx, seat: CampaignSeatId) -> Result<Option<(AccountId, &'static Kind)>> {
    // `campaign_seat` belongs to campaigns.
    let sql =
        "select account_id, state from campaign_seat where id = $1 and account_id is not null";
    let row = tx.optional::<(AccountId, String)>(sql, args![seat]).await?;
    Ok(row.and_then(|(account, state)| match state.as_str() {
        "offered" => Some((account, &CAMPAIGN_SEAT_OFFERED)),
        "called-off" => Some((account, &CAMPAIGN_SEAT_OFF)),
        _ => None,
    }))
}

async fn tell(
    tx: &mut Tx,
    (city, at_ms): (CityId, i64),
    (seat, campaign): (CampaignSeatId, CampaignId),
    account: AccountId,
    kind: &'static Kind,
) -> Result<()> {
    let notice = Notice {
        kind,
        actor: None,
        subject: Subject::Campaign { city, campaign },
        city: Some(city),
        at_ms,
        key: format!("{}:{seat}", kind.name),
    };
    notify(tx, account, &notice).await
}
