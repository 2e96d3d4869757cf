//! Publishing a lottery: the law is asked, the seats are taken, and the draw is announced.

use rules::lottery::NOTE_WEIGHT;
use store::{Tx, args};

use super::found::{self, Lottery};
use super::{HOUR_MS, KIND, law};
use crate::changes::{self, Change};
use crate::cities::{CityOperator, CityState};
use crate::draws::{self, Issuer, Plan};
use crate::error::{Refusal, Result};
use crate::going;
use crate::ids::LotteryId;
use crate::seats;

/// Publishes it. Again changes nothing.
///
/// # Errors
/// Refused while a law stands in the way, and when the date has too few free seats or is too near.
pub async fn publish(
    issuer: Issuer<'_>,
    tx: &mut Tx,
    by: &CityOperator,
    id: LotteryId,
) -> Result<()> {
    let lottery = found::of_city(tx, by.city.id, id).await?;
    if lottery.published_at_ms.is_some() {
        return Ok(());
    }
    if by.city.state != CityState::Open {
        return Err(Refusal::new("publishing-city-not-open").into());
    }
    if lottery.closes_at_ms <= tx.now_ms() {
        return Err(Refusal::new("lottery-over").into());
    }
    date_fits(tx, by, &lottery).await?;
    law::may_open(&law::check(tx, &by.city, &lottery).await?, &lottery)?;
    if !seats::take(tx, lottery.occurrence_id, None, lottery.prizes).await? {
        return Err(Refusal::new("lottery-no-seats").into());
    }
    let sql = "update lottery set published_at_ms = $2 where id = $1";
    tx.execute(sql, args![id, tx.now_ms()]).await?;
    draws::announce(issuer, tx, plan(&lottery)).await?;
    changes::record(tx, by.city.id, Change::LotteryChanged { lottery: id }).await
}

/// The last who is offered a prize at once can still accept it before the date.
async fn date_fits(tx: &mut Tx, by: &CityOperator, lottery: &Lottery) -> Result<()> {
    let event = going::givable(tx, by.city.id, lottery.occurrence_id).await?;
    let sql = "select starts_at_ms from occurrence where id = $1";
    let starts = tx.optional::<(i64,)>(sql, args![lottery.occurrence_id]);
    let accepted_by_ms = lottery.closes_at_ms + lottery.accept_hours * HOUR_MS;
    let ahead = starts.await?.is_some_and(|(at_ms,)| at_ms > accepted_by_ms);
    match event {
        None => Err(Refusal::new("lottery-date").into()),
        Some(_) if !ahead => Err(Refusal::new("lottery-date-near").into()),
        Some(_) => Ok(()),
    }
}

fn plan(lottery: &Lottery) -> Plan {
    Plan {
        city: lottery.city_id,
        kind: KIND,
        subject: lottery.id.get(),
        title: lottery.title.clone(),
        weights: weights(lottery),
        prizes: lottery.prizes,
        alternates: lottery.alternates,
        opens_at_ms: lottery.opens_at_ms,
        closes_at_ms: lottery.closes_at_ms,
    }
}

/// The rule of `rules::lottery::weight`, with this lottery's numbers.
fn weights(lottery: &Lottery) -> String {
    let most = lottery.notes_max;
    let free = u64::try_from(most).unwrap_or_default() * NOTE_WEIGHT;
    let whose = match lottery.community_id {
        Some(_) => "in the community of this lottery",
        None => "in the city",
    };
    format!(
        "Each of your public notes {whose}, posted in the time of entries, counts {NOTE_WEIGHT}, up to \
         {most} notes. Whoever enters \
         without posting has {free}, the weight of that largest number: posting more cannot give a \
         better chance than entering freely. If you accepted prizes lately, your weight is divided: by two after \
         one, by three after two, by four after three or more; those of the last {} weeks count.",
        super::RECENT_WEEKS
    )
}
