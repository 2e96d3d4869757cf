//! Offering seats: to those who were chosen, in their order, then in the order of the draw.

use rules::obligation::over_at_ms;
use store::{Tx, args};

use super::HOUR_MS;
use super::choose::asks;
use super::found::{Campaign, Selection};
use super::seats::{self, CALLED_OFF, OFFERED, Way};
use crate::changes::{self, Change, Tried};
use crate::draws;
use crate::error::Result;
use crate::going;
use crate::ids::AccountId;
use crate::social::is_blocked;

/// Places of the draw that are looked at in one query.
const PLACES_MAX: i64 = 100;

store::row! {
    /// The date whose seats are given.
    pub(super) struct Date {
        pub(super) starts_at_ms: i64,
        ends_at_ms: Option<i64>,
        all_day: bool,
        cancelled: bool,
        /// The whole event is.
        event_cancelled: bool,
        host_id: Option<AccountId>,
    }
}

impl Date {
    pub(super) fn is_off(&self) -> bool {
        self.cancelled || self.event_cancelled
    }

    /// Until when one can come.
    pub(super) fn ends_at_ms(&self) -> i64 {
        over_at_ms(self.starts_at_ms, self.ends_at_ms, self.all_day)
    }
}

/// None for one that is gone.
pub(super) async fn date(tx: &mut Tx, campaign: &Campaign) -> Result<Option<Date>> {
    // `occurrence` and `event` belong to events.
    let sql = "select o.starts_at_ms, o.ends_at_ms, o.all_day, o.cancelled,
                 e.cancelled as event_cancelled, e.host_id
               from occurrence o join event e on e.id = o.event_id where o.id = $1";
    Ok(tx.optional(sql, args![campaign.occurrence_id]).await?)
}

/// Whether its seats are of a date that is ahead and not called off.
pub(super) async fn takes_place(tx: &mut Tx, campaign: &Campaign) -> Result<bool> {
    let date = date(tx, campaign).await?;
    let ahead = |date: Date| !date.is_off() && date.starts_at_ms > tx.now_ms();
    Ok(campaign.called_off_at_ms.is_none() && date.is_some_and(ahead))
}

/// Offers seats that nobody has to the next in order. Seats for which nobody is left go back to the event,
/// unless an operator is still choosing.
pub(super) async fn fill(tx: &mut Tx, campaign: &Campaign) -> Result<()> {
    let taken = seats::taken(tx, campaign.id).await?;
    let mut free = campaign.seats - campaign.seats_returned - taken.all;
    if let Some(date) = date(tx, campaign).await?
        && takes_place(tx, campaign).await?
    {
        let until_ms = date
            .starts_at_ms
            .min(tx.now_ms() + campaign.accept_hours * HOUR_MS);
        let by_hand = free.min(campaign.seats_by_hand()? - taken.by_hand);
        free -= chosen(tx, campaign, (&date, until_ms), by_hand).await?;
        free -= drawn(tx, campaign, (&date, until_ms), free).await?;
    }
    if is_selected(tx, campaign).await? {
        return_seats(tx, campaign, free).await?;
    }
    Ok(())
}

/// Whether nobody else is chosen: then it is written down, once.
async fn is_selected(tx: &mut Tx, campaign: &Campaign) -> Result<bool> {
    if campaign.selected_at_ms.is_some() || campaign.called_off_at_ms.is_some() {
        return Ok(true);
    }
    if campaign.selection()? == Selection::Hand {
        return Ok(false);
    }
    let sql = "update campaign set selected_at_ms = $2 where id = $1 and selected_at_ms is null";
    tx.execute(sql, args![campaign.id, tx.now_ms()]).await?;
    let change = Change::Tried(Tried::CampaignChanged {
        campaign: campaign.id,
    });
    changes::record(tx, campaign.city_id, change).await?;
    Ok(true)
}

/// Offers so many seats to those who were chosen and had no offer; answers how many.
async fn chosen(
    tx: &mut Tx,
    campaign: &Campaign,
    (date, until_ms): (&Date, i64),
    at_most: i64,
) -> Result<i64> {
    let mut offered = 0;
    while offered < at_most {
        let sql = "select h.position, h.account_id from campaign_choice h
                   where h.campaign_id = $1 and not exists (select 1 from campaign_seat s
                     where s.campaign_id = h.campaign_id and s.account_id = h.account_id)
                   order by h.position limit 1";
        let next = tx.optional::<(i64, AccountId)>(sql, args![campaign.id]);
        let Some((place, account)) = next.await? else {
            break;
        };
        let state = state_of(tx, campaign, date, Some(account)).await?;
        let offer = (Way::Hand, place, Some(account));
        seats::put(tx, campaign, offer, (state, until_ms)).await?;
        offered += i64::from(state == OFFERED);
    }
    Ok(offered)
}

/// The same in the order of the draw.
async fn drawn(
    tx: &mut Tx,
    campaign: &Campaign,
    (date, until_ms): (&Date, i64),
    at_most: i64,
) -> Result<i64> {
    let Some(draw) = campaign.draw(tx).await? else {
        return Ok(0);
    };
    let sql =
        "select coalesce(max(place), 0) from campaign_seat where campaign_id = $1 and way = 'draw'";
    let (mut last,) = tx.one::<(i64,)>(sql, args![campaign.id]).await?;
    let mut offered = 0;
    while offered < at_most {
        let places = draws::owners_drawn(tx, draw.id, last, PLACES_MAX).await?;
        if places.is_empty() {
            break;
        }
        for (place, account) in places {
            last = place;
            // Who was chosen by hand meanwhile has an offer.
            if let Some(account) = account
                && seats::is_known(tx, campaign.id, account).await?
            {
                continue;
            }
            let state = state_of(tx, campaign, date, account).await?;
            seats::put(tx, campaign, (Way::Draw, place, account), (state, until_ms)).await?;
            offered += i64::from(state == OFFERED);
            if offered == at_most {
                break;
            }
        }
    }
    Ok(offered)
}

/// What becomes of a place of the order.
async fn state_of(
    tx: &mut Tx,
    campaign: &Campaign,
    date: &Date,
    account: Option<AccountId>,
) -> Result<&'static str> {
    let Some(account) = account else {
        return Ok("lapsed");
    };
    if date.is_off() {
        return Ok(CALLED_OFF);
    }
    if !asks(tx, campaign.id, account).await? {
        // Of a list that was public already.
        return Ok("declined");
    }
    // As for any seat: across a block there is none.
    Ok(match date.host_id {
        Some(host) if is_blocked(tx, account, host).await? => "blocked",
        _ => OFFERED,
    })
}

/// So many seats are the event's again.
pub(super) async fn return_seats(tx: &mut Tx, campaign: &Campaign, count: i64) -> Result<()> {
    if count <= 0 {
        return Ok(());
    }
    count_returned(tx, campaign, count).await?;
    going::return_taken(tx, campaign.date()?, count).await
}

/// So many seats are the event's again already.
pub(super) async fn count_returned(tx: &mut Tx, campaign: &Campaign, count: i64) -> Result<()> {
    let sql = "update campaign set seats_returned = seats_returned + $2 where id = $1";
    tx.execute(sql, args![campaign.id, count]).await?;
    Ok(())
}
