//! A lottery from week to week: the next one, drafted from one before.

use jiff::ToSpan;
use jiff::civil::DateTime;
use store::{Tx, args};

use super::HOUR_MS;
use super::found::{self, Lottery};
use super::make::{LotteryInput, at_ms, no_date, prize_date};
use crate::cities::City;
use crate::error::{Refusal, Result};
use crate::ids::{LotteryId, OccurrenceId};
use crate::text::when;

const WEEK_DAYS: i32 = 7;

/// What describes the lottery, as it would be typed.
pub(super) fn described(lottery: &Lottery, city: &City) -> LotteryInput {
    let typed = |at_ms| written(when::civil(at_ms, &city.zone));
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

fn written(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The same, whole weeks later: in the next window of that kind that lies ahead, for the next date of
/// the event that leaves winners their time to accept.
pub(super) async fn next_week(tx: &mut Tx, city: &City, id: LotteryId) -> Result<LotteryInput> {
    let lottery = found::of_city(tx, city.id, id).await?;
    let (opens, closes) = next_window(&lottery, city, tx.now_ms())?;
    let mut input = LotteryInput {
        opens: written(opens),
        closes: written(closes),
        ..described(&lottery, city)
    };
    input.occurrence = match at_ms(&input.closes, city) {
        Some(closes_at_ms) => next_date(tx, city, (&lottery, closes_at_ms)).await?,
        None => no_date(),
    };
    Ok(input)
}

/// Moved on the city's clock, so that 20:00 stays 20:00 when the clocks change.
fn next_window(lottery: &Lottery, city: &City, now_ms: i64) -> Result<(DateTime, DateTime)> {
    let opens = when::civil(lottery.opens_at_ms, &city.zone);
    let closes = when::civil(lottery.closes_at_ms, &city.zone);
    let now = when::civil(now_ms, &city.zone);
    let out_of_range = || Refusal::new("lottery-time").on("opens");
    let since = opens.date().until(now.date()).map_err(|_| out_of_range())?;
    let weeks = (since.get_days() / WEEK_DAYS).max(1);
    let moved =
        |at: DateTime, weeks: i32| at.checked_add(weeks.weeks()).map_err(|_| out_of_range());
    let weeks = match moved(opens, weeks)? <= now {
        true => weeks + 1,
        false => weeks,
    };
    Ok((moved(opens, weeks)?, moved(closes, weeks)?))
}

/// The next date of the event of which prizes can be seats.
async fn next_date(
    tx: &mut Tx,
    city: &City,
    (lottery, closes_at_ms): (&Lottery, i64),
) -> Result<OccurrenceId> {
    // `occurrence` belongs to events.
    let sql =
        "select id from occurrence where event_id = $1 and starts_at_ms > $2 and not cancelled
               order by starts_at_ms limit 1";
    let accepted_by_ms = closes_at_ms + lottery.accept_hours * HOUR_MS;
    let row = tx.optional::<(OccurrenceId,)>(sql, args![lottery.event_id, accepted_by_ms]);
    let Some((date,)) = row.await? else {
        return Ok(no_date());
    };
    let fits = prize_date(tx, city, date).await?;
    Ok(fits.map_or_else(no_date, |_| date))
}
