//! What a streak is made of: weeks of the lottery with an entry by posting, and weeks with a prize.

use jiff::tz::TimeZone;
use rules::lottery::{Streak, Week, streak};
use store::{Tx, args};

use super::rule::Rule;
use crate::cities::City;
use crate::error::Result;
use crate::ids::AccountId;
use crate::text::when;

/// Lotteries that are looked at together: more than a city holds in the longest streak.
pub(super) const LOTTERIES_MAX: i64 = 500;

/// In which a lottery is that closes then. One that closes with the end of Sunday is Sunday's.
pub(super) fn week_of(closes_at_ms: i64, zone: &TimeZone) -> Week {
    Week::of(when::civil(closes_at_ms - 1, zone).date())
}

/// The first moment after which a lottery of that week closes.
pub(super) fn begins_at_ms(week: Week, zone: &TimeZone) -> i64 {
    let midnight = week.monday().to_zoned(zone.clone());
    midnight.map_or(i64::MIN, |at| at.timestamp().as_millisecond())
}

/// How far somebody has come, by weeks until that one.
pub(super) async fn of(
    tx: &mut Tx,
    city: &City,
    (rule, until): (&Rule, Week),
    account: AccountId,
) -> Result<Streak> {
    // `lottery…` belong to the lottery, `draw…` to draws.
    let posted = "select l.closes_at_ms from lottery_entry e
                  join lottery l on l.id = e.lottery_id
                  join draw d on d.kind = 'lottery' and d.subject_id = l.id
                  join draw_owner o on o.draw_id = d.id and o.account_id = e.account_id
                  join draw_entry x on x.draw_id = d.id and x.pseudonym = o.pseudonym
                  where e.account_id = $1 and l.city_id = $2 and l.closes_at_ms > $3
                    and not e.free and not e.withdrawn and x.left_out in ('', 'lowered')
                    and d.state in ('drawn', 'settled')
                  order by l.closes_at_ms desc limit $4";
    let won = "select l.closes_at_ms from lottery_prize p join lottery l on l.id = p.lottery_id
               where p.account_id = $1 and l.city_id = $2 and l.closes_at_ms > $3
                 and p.state = 'accepted'
               order by l.closes_at_ms desc limit $4";
    let from_ms = begins_at_ms(rule.from, &city.zone);
    let mut weeks = Vec::new();
    for sql in [posted, won] {
        let rows = tx.all::<(i64,)>(sql, args![account, city.id, from_ms, LOTTERIES_MAX]);
        let rows = rows.await?.into_iter();
        weeks.push(
            rows.map(|(at_ms,)| week_of(at_ms, &city.zone))
                .collect::<Vec<_>>(),
        );
    }
    let sql = "select max(last_week) from streak where city_id = $1 and account_id = $2";
    let (counted,) = tx
        .one::<(Option<i64>,)>(sql, args![city.id, account])
        .await?;
    Ok(streak(
        &weeks[0],
        &weeks[1],
        rule.streak,
        counted.map(Week),
        until,
    ))
}
