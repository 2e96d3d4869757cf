//! Seats that end by what happens elsewhere: a block, and an answer at the event.

use store::{Tx, args};

use super::fill::count_returned;
use super::found;
use super::seats::{ENDED_MAX, OFFERED, end, released};
use crate::error::Result;
use crate::ids::{AccountId, CampaignId, CampaignSeatId, CityId, OccurrenceId};
use crate::seats;
use crate::social::is_blocked;

/// Ends the open offers of seats at dates that one of the two publishes to the other: they go on.
pub(super) async fn block(tx: &mut Tx, one: AccountId, other: AccountId) -> Result<()> {
    if !is_blocked(tx, one, other).await? {
        return Ok(());
    }
    // `event` belongs to events.
    let sql = "select s.id, s.campaign_id, c.city_id from campaign_seat s
               join campaign c on c.id = s.campaign_id join event e on e.id = c.event_id
               where s.state = 'offered' and s.account_id in ($1, $2) and e.host_id in ($1, $2)
                 and e.host_id <> s.account_id
               order by s.id limit $3";
    let open: Vec<(CampaignSeatId, CampaignId, CityId)> =
        tx.all(sql, args![one, other, ENDED_MAX]).await?;
    for (seat, campaign, city) in open {
        let campaign = found::of_city(tx, city, campaign).await?;
        end(tx, &campaign, (seat, OFFERED), "blocked").await?;
    }
    Ok(())
}

/// Somebody who accepted a seat does not go any more, or has it no more: the event has given it to who
/// waits there.
pub(super) async fn left(tx: &mut Tx, occurrence: OccurrenceId, account: AccountId) -> Result<()> {
    // `rsvp` belongs to going.
    let sql = "select s.id, s.campaign_id, c.city_id from campaign_seat s
               join campaign c on c.id = s.campaign_id
               where c.occurrence_id = $1 and s.account_id = $2 and s.state = 'accepted'
                 and not exists (select 1 from rsvp r where r.occurrence_id = c.occurrence_id
                                   and r.account_id = s.account_id and r.state = 'going')
               order by s.id limit $3";
    let gone: Vec<(CampaignSeatId, CampaignId, CityId)> =
        tx.all(sql, args![occurrence, account, ENDED_MAX]).await?;
    for (seat, campaign, city) in gone {
        let campaign = found::of_city(tx, city, campaign).await?;
        // To a visit nobody else answers: there the seat is the campaign's again.
        if !campaign.is_visit() || !seats::take(tx, occurrence, None, 1).await? {
            count_returned(tx, &campaign, 1).await?;
        }
        released(tx, &campaign, (seat, account)).await?;
    }
    Ok(())
}
