//! By hand: an operator says who gets seats, in which order, and why.

use futures_util::FutureExt;
use rules::text;
use store::{Tx, args};

use super::eligible::why_not;
use super::fill::fill;
use super::found::{self, Campaign, Selection};
use crate::app::App;
use crate::changes::{self, Change, Tried};
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, CampaignId, CityId};
use crate::timers::{self, Timer};

const TIMER: &str = "campaign-closes";
const REASON_CHARS_MAX: usize = 300;

/// Offers seats to those who were chosen, when the window of a campaign closes that draws none.
pub const CLOSES: timers::Kind = timers::Kind {
    name: TIMER,
    claim_ms: 30_000,
    attempts_max: 1_000,
    run: |app, timer| close(app, timer).boxed(),
};

pub(super) async fn schedule_close(tx: &mut Tx, campaign: &Campaign) -> Result<()> {
    timers::schedule(tx, TIMER, campaign.id.get(), campaign.closes_at_ms).await
}

async fn close(app: &App, timer: Timer) -> Result<()> {
    app.write(async |tx: &mut Tx| {
        let id = CampaignId::from(timer.subject_id);
        let sql = "select city_id from campaign where id = $1";
        let Some((city,)) = tx.optional::<(CityId,)>(sql, args![id]).await? else {
            return Ok(());
        };
        let campaign = found::of_city(tx, city, id).await?;
        if campaign.closes_at_ms > tx.now_ms() {
            // A clock that went back: tried again, since the same time again would end the timer.
            return Err(Error::Busy);
        }
        fill(tx, &campaign).await
    })
    .await
}

/// Chooses somebody who asks, after those who were chosen before; again changes the reason. Once the
/// window is closed, they are offered a seat at once if one is free.
///
/// # Errors
/// Refused without a reason, for who does not ask or may not, and where seats are drawn alone.
pub async fn choose(
    tx: &mut Tx,
    by: &CityOperator,
    id: CampaignId,
    (account, reason): (AccountId, &str),
) -> Result<()> {
    let campaign = chosen_by_hand(tx, by, id).await?;
    let reason = reason.trim();
    let fits = !text::is_blank(reason) && reason.chars().count() <= REASON_CHARS_MAX;
    if !fits || text::has_bidi_control(reason) {
        let refusal = Refusal::new("campaigns-reason").with("n", REASON_CHARS_MAX as i64);
        return Err(refusal.on("reason").into());
    }
    if !asks(tx, id, account).await? {
        return Err(Refusal::new("campaigns-not-applied").into());
    }
    if let Some(why) = why_not(tx, &campaign, account).await? {
        return Err(why.refusal().into());
    }
    let sql = "select coalesce(max(position), 0) from campaign_choice where campaign_id = $1";
    let (last,) = tx.one::<(i64,)>(sql, args![id]).await?;
    tx.execute(
        "insert into campaign_choice (campaign_id, account_id, reason, chosen_by, chosen_at_ms, position)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (campaign_id, account_id) do update set reason = excluded.reason",
        args![id, account, reason, by.member.id, tx.now_ms(), last + 1],
    )
    .await?;
    changes::record(
        tx,
        by.city.id,
        Change::Tried(Tried::CampaignChanged { campaign: id }),
    )
    .await?;
    // Those of a mixed one are offered theirs with those who are drawn.
    let now = match campaign.selection()? {
        Selection::Mixed => campaign.selected_at_ms.is_some(),
        _ => campaign.closes_at_ms <= tx.now_ms(),
    };
    match now {
        true => fill(tx, &campaign).await,
        false => Ok(()),
    }
}

/// Chooses somebody no more. Again changes nothing.
///
/// # Errors
/// Refused for who was offered a seat.
pub(super) async fn unchoose(
    tx: &mut Tx,
    by: &CityOperator,
    id: CampaignId,
    account: AccountId,
) -> Result<()> {
    chosen_by_hand(tx, by, id).await?;
    let sql = "select 1 from campaign_seat where campaign_id = $1 and account_id = $2 limit 1";
    let offered = tx.optional::<(i64,)>(sql, args![id, account]).await?;
    if offered.is_some() {
        return Err(Refusal::new("campaigns-offered").into());
    }
    let sql = "delete from campaign_choice where campaign_id = $1 and account_id = $2";
    if tx.execute(sql, args![id, account]).await? == 1 {
        changes::record(
            tx,
            by.city.id,
            Change::Tried(Tried::CampaignChanged { campaign: id }),
        )
        .await?;
    }
    Ok(())
}

/// Nobody else is chosen: seats that nobody has go back to the event. Again changes nothing.
///
/// # Errors
/// Refused before its window is closed, and where an operator chooses nobody.
pub async fn finish(tx: &mut Tx, by: &CityOperator, id: CampaignId) -> Result<()> {
    let campaign = chosen_by_hand(tx, by, id).await?;
    if campaign.closes_at_ms > tx.now_ms() {
        return Err(Refusal::new("campaigns-still-open").into());
    }
    if campaign.selected_at_ms.is_some() {
        return Ok(());
    }
    if campaign.selection()? == Selection::Mixed {
        return Err(Refusal::new("campaigns-by-draw").into());
    }
    let sql = "update campaign set selected_at_ms = $2 where id = $1";
    tx.execute(sql, args![id, tx.now_ms()]).await?;
    changes::record(
        tx,
        by.city.id,
        Change::Tried(Tried::CampaignChanged { campaign: id }),
    )
    .await?;
    let campaign = found::of_city(tx, by.city.id, id).await?;
    fill(tx, &campaign).await
}

async fn chosen_by_hand(tx: &mut Tx, by: &CityOperator, id: CampaignId) -> Result<Campaign> {
    let campaign = found::published_of_city(tx, by.city.id, id).await?;
    if campaign.called_off_at_ms.is_some() {
        return Err(Refusal::new("campaigns-is-called-off").into());
    }
    match campaign.selection()? {
        Selection::Draw => Err(Refusal::new("campaigns-by-draw").into()),
        Selection::Hand | Selection::Mixed => Ok(campaign),
    }
}

/// Whether somebody asks for a seat.
pub(super) async fn asks(tx: &mut Tx, id: CampaignId, account: AccountId) -> Result<bool> {
    let sql = "select 1 from campaign_application
               where campaign_id = $1 and account_id = $2 and withdrawn_at_ms is null";
    let row = tx.optional::<(i64,)>(sql, args![id, account]);
    Ok(row.await?.is_some())
}

/// Whether somebody was chosen.
pub(super) async fn is_chosen(tx: &mut Tx, id: CampaignId, account: AccountId) -> Result<bool> {
    let sql = "select 1 from campaign_choice where campaign_id = $1 and account_id = $2";
    let row = tx.optional::<(i64,)>(sql, args![id, account]);
    Ok(row.await?.is_some())
}
