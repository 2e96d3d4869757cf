//! Calling a campaign off: by its operator, or because its date is.

use store::{Tx, args};

use super::fill::{date, return_seats};
use super::found::{self, Campaign};
use super::seats;
use crate::changes::{self, Change, Tried};
use crate::cities::CityOperator;
use crate::error::{Refusal, Result};
use crate::ids::{CampaignId, OccurrenceId};

/// Calls it off: nobody gets a seat by it any more, and seats that nobody has accepted are the event's
/// again. Who accepted one keeps it, with what is owed. Again changes nothing.
///
/// # Errors
/// Refused for a draft, which is thrown away instead, and once every seat was offered.
pub async fn call_off(tx: &mut Tx, by: &CityOperator, id: CampaignId) -> Result<()> {
    let campaign = found::of_city(tx, by.city.id, id).await?;
    if campaign.is_draft() {
        return Err(Refusal::new("campaigns-is-draft").into());
    }
    if campaign.called_off_at_ms.is_some() {
        return Ok(());
    }
    if campaign.selected_at_ms.is_some() {
        return Err(Refusal::new("campaigns-selected").into());
    }
    end(tx, &campaign, false).await
}

/// `date_off`: nobody has a seat any more, whatever they accepted.
async fn end(tx: &mut Tx, campaign: &Campaign, date_off: bool) -> Result<()> {
    let sql = "update campaign set called_off_at_ms = $2 where id = $1";
    tx.execute(sql, args![campaign.id, tx.now_ms()]).await?;
    seats::end_all(tx, campaign, date_off).await?;
    let kept = seats::taken(tx, campaign.id).await?.all;
    let left = campaign.seats - campaign.seats_returned - kept;
    return_seats(tx, campaign, left).await?;
    let change = Change::Tried(Tried::CampaignChanged {
        campaign: campaign.id,
    });
    changes::record(tx, campaign.city_id, change).await
}

/// Those of a date that is called off are.
pub(super) async fn date_called_off(tx: &mut Tx, occurrence: OccurrenceId) -> Result<()> {
    for campaign in found::of_date(tx, occurrence).await? {
        // It may take place again by now.
        let date = date(tx, &campaign).await?;
        if date.is_none_or(|date| date.is_off()) {
            end(tx, &campaign, true).await?;
        }
    }
    Ok(())
}
