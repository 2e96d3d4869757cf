//! Publishing a campaign: its seats are taken from the event, and its draw is announced.

use rules::campaign::PERCENT_MIN;
use store::{Tx, args};

use super::choose::schedule_close;
use super::found::{self, Campaign, Selection};
use super::{HOUR_MS, KIND, RECENT_DAYS, subject};
use crate::changes::{self, Change, Tried};
use crate::cities::{CityOperator, CityState};
use crate::draws::{self, Issuer, Plan};
use crate::error::{Refusal, Result};
use crate::going;
use crate::ids::CampaignId;
use crate::seats;

/// Publishes it. Again changes nothing.
///
/// # Errors
/// Refused when the date has too few free seats or is too near.
pub async fn publish(
    issuer: Issuer<'_>,
    tx: &mut Tx,
    by: &CityOperator,
    id: CampaignId,
) -> Result<()> {
    let campaign = found::of_city(tx, by.city.id, id).await?;
    if !campaign.is_draft() {
        return Ok(());
    }
    if by.city.state != CityState::Open {
        return Err(Refusal::new("publishing-city-not-open").into());
    }
    if campaign.closes_at_ms <= tx.now_ms() {
        return Err(Refusal::new("campaigns-over").into());
    }
    date_fits(tx, &campaign).await?;
    let campaign = subject::dated(tx, by, campaign).await?;
    let (_, occurrence) = campaign.date()?;
    if !seats::take(tx, occurrence, None, campaign.seats).await? {
        return Err(Refusal::new("campaigns-no-seats").into());
    }
    let sql = "update campaign set published_at_ms = $2 where id = $1";
    tx.execute(sql, args![id, tx.now_ms()]).await?;
    match campaign.selection()? {
        Selection::Hand => schedule_close(tx, &campaign).await?,
        Selection::Draw | Selection::Mixed => {
            draws::announce(issuer, tx, plan(&campaign)).await?;
        }
    }
    changes::record(
        tx,
        by.city.id,
        Change::Tried(Tried::CampaignChanged { campaign: id }),
    )
    .await
}

/// The last who is offered a seat at once can still accept it before the date.
async fn date_fits(tx: &mut Tx, campaign: &Campaign) -> Result<()> {
    // A visit was looked at when it was drafted, and nothing of it changed since.
    if campaign.is_visit() {
        return Ok(());
    }
    let (_, occurrence) = campaign.date()?;
    let event = going::givable(tx, campaign.city_id, occurrence).await?;
    // `occurrence` belongs to events.
    let sql = "select starts_at_ms from occurrence where id = $1";
    let starts = tx.optional::<(i64,)>(sql, args![occurrence]);
    let accepted_by_ms = campaign.closes_at_ms + campaign.accept_hours * HOUR_MS;
    let ahead = starts.await?.is_some_and(|(at_ms,)| at_ms > accepted_by_ms);
    match event {
        None => Err(Refusal::new("campaigns-date").into()),
        Some(_) if !ahead => Err(Refusal::new("campaigns-date-near").into()),
        Some(_) => Ok(()),
    }
}

fn plan(campaign: &Campaign) -> Plan {
    Plan {
        city: campaign.city_id,
        kind: KIND,
        subject: campaign.id.get(),
        title: campaign.title.clone(),
        weights: weights(),
        prizes: campaign.seats - campaign.hand_seats,
        // Everybody else waits in the order of the draw; as many as can be.
        alternates: i64::MAX,
        opens_at_ms: campaign.opens_at_ms,
        closes_at_ms: campaign.closes_at_ms,
    }
}

/// The rule of `rules::campaign::weight`, in words.
fn weights() -> String {
    format!(
        "Twelve times your reliability in percent, which counts as {PERCENT_MIN} where it is less. If you \
         accepted seats of this city's campaigns within the last {RECENT_DAYS} days, your weight is divided: \
         by two after one, by three after two, by four after three or more."
    )
}
