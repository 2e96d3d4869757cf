//! A lottery from week to week: the next one, drafted from one before.

use store::Tx;

use super::HOUR_MS;
use super::found::{self, Lottery};
use super::make::{LotteryInput, no_date};
use crate::cities::City;
use crate::error::{Refusal, Result};
use crate::going;
use crate::ids::LotteryId;
use crate::text::when;

/// What describes the lottery, as it would be typed.
pub(super) fn described(lottery: &Lottery, city: &City) -> LotteryInput {
    let typed = |at_ms| when::typed(when::civil(at_ms, &city.zone));
    let community = city
        .communities
        .iter()
        .find(|known| Some(known.id) == lottery.community_id);
    LotteryInput {
        title: lottery.title.clone(),
        community: community.map_or_else(String::new, |known| known.slug.clone()),
        occurrence: lottery.occurrence_id,
        opens: typed(lottery.opens_at_ms),
        closes: typed(lottery.closes_at_ms),
        prizes: lottery.prizes,
        alternates: lottery.alternates,
        notes_max: lottery.notes_max,
        min_age: lottery.min_age,
        value_minor: lottery.value_minor,
        // The first is the city's own.
        entered_from: lottery
            .entered_from
            .split_whitespace()
            .skip(1)
            .map(str::to_owned)
            .collect(),
        retail: lottery.retail,
        accept_hours: lottery.accept_hours,
    }
}

/// The same, whole weeks later: in the next window of that kind that lies ahead, for the next date of
/// the event that leaves winners their time to accept.
pub(super) async fn next_week(tx: &mut Tx, city: &City, id: LotteryId) -> Result<LotteryInput> {
    let lottery = found::of_city(tx, city.id, id).await?;
    let civil = |at_ms| when::civil(at_ms, &city.zone);
    let window = (civil(lottery.opens_at_ms), civil(lottery.closes_at_ms));
    let next = when::next_week(window, civil(tx.now_ms()));
    let (opens, closes) = next.ok_or_else(|| Refusal::new("lottery-time").on("opens"))?;
    let mut input = LotteryInput {
        opens: when::typed(opens),
        closes: when::typed(closes),
        ..described(&lottery, city)
    };
    let accepted_by_ms = when::typed_at_ms(&input.closes, &city.zone)
        .map(|closes_at_ms| closes_at_ms + lottery.accept_hours * HOUR_MS);
    input.occurrence = match accepted_by_ms {
        Some(after_ms) => {
            let date = going::next_givable(tx, (city.id, lottery.event_id), after_ms).await?;
            date.unwrap_or_else(no_date)
        }
        None => no_date(),
    };
    Ok(input)
}
