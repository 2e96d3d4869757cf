//! Looks for streaks: once in each week, when all its prizes have found somebody or nobody.

use std::collections::BTreeMap;

use futures_util::FutureExt;
use rules::lottery::{Streak, Week};
use rules::merkle::sha256;
use store::{Tx, args};

use super::give;
use super::rule::{self, Rule};
use super::weeks::{self, LOTTERIES_MAX, begins_at_ms, week_of};
use crate::app::App;
use crate::changes::{Change, Logged};
use crate::cities::{Cities, City};
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, StreakId};
use crate::readers::Reader;
use crate::timers::{self, Timer};

const TIMER: &str = "streaks";
/// Members that are looked at in one transaction.
const PART: i64 = 200;

/// Looks at a city.
pub const LOOK: timers::Kind = timers::Kind {
    name: TIMER,
    claim_ms: 60_000,
    attempts_max: 10,
    run: |app, timer| look(app, timer).boxed(),
};

/// Has a city looked at when a week may be over, and when there may be items again.
pub const READER: Reader = Reader {
    name: TIMER,
    read: |_, tx, changes| read(tx, changes).boxed(),
};

async fn read(tx: &mut Tx, changes: &[Logged]) -> Result<()> {
    for logged in changes {
        let concerns = matches!(
            logged.change,
            Change::DrawSettled { .. }
                | Change::DrawVoided { .. }
                | Change::PrizeAnswered { .. }
                | Change::MerchChanged { .. }
                | Change::MerchClaimChanged { .. }
        );
        if let (true, Some(city)) = (concerns, logged.city) {
            timers::schedule(tx, TIMER, city.get(), tx.now_ms()).await?;
        }
    }
    Ok(())
}

async fn look(app: &App, timer: Timer) -> Result<()> {
    let id = CityId::from(timer.subject_id);
    let city = app.view::<Cities>()?.by_id(id).ok_or(Error::NotFound)?;
    while let Some((rule, week)) = app.read(async |tx: &mut Tx| next(tx, &city).await).await? {
        look_at(app, &city, &rule, week).await?;
    }
    while app
        .write(async |tx: &mut Tx| give::some(tx, id).await)
        .await?
    {}
    Ok(())
}

/// The first week that is over and was not looked at; none without a rule.
async fn next(tx: &mut Tx, city: &City) -> Result<Option<(Rule, Week)>> {
    let Some(rule) = rule::of(tx, city.id).await? else {
        return Ok(None);
    };
    // `lottery…` belong to the lottery, `draw` to draws.
    let sql = "select l.closes_at_ms,
                 (d.state = 'void' or (d.state = 'settled' and l.answered_at_ms is not null))
               from lottery l join draw d on d.kind = 'lottery' and d.subject_id = l.id
               where l.city_id = $1 and l.closes_at_ms > $2 order by l.closes_at_ms limit $3";
    let after_ms = begins_at_ms(Week(rule.looked.0 + 1), &city.zone);
    let rows = tx
        .all::<(i64, bool)>(sql, args![city.id, after_ms, LOTTERIES_MAX])
        .await?;
    let mut over = BTreeMap::new();
    for (closes_at_ms, is_over) in rows {
        *over
            .entry(week_of(closes_at_ms, &city.zone))
            .or_insert(true) &= is_over;
    }
    let first = over.first_key_value();
    Ok(first
        .filter(|(_, over)| **over)
        .map(|(week, _)| (rule, *week)))
}

/// A part of the members at a time. What a crash leaves out is found when it is looked at again.
async fn look_at(app: &App, city: &City, rule: &Rule, week: Week) -> Result<()> {
    let mut after = Some(AccountId::from(0));
    while let Some(from) = after {
        after = app
            .write(async |tx: &mut Tx| look_at_some(tx, city, (rule, week), from).await)
            .await?;
    }
    app.write(async |tx: &mut Tx| {
        let sql = "update streak_rule set looked_week = $2 where city_id = $1 and looked_week < $2";
        tx.execute(sql, args![city.id, week.0]).await?;
        Ok(())
    })
    .await
}

/// Whom it looked at last; none when there is nobody after them.
async fn look_at_some(
    tx: &mut Tx,
    city: &City,
    (rule, week): (&Rule, Week),
    after: AccountId,
) -> Result<Option<AccountId>> {
    let sql = "select e.account_id, d.seed, o.pseudonym from lottery_entry e
               join lottery l on l.id = e.lottery_id
               join draw d on d.kind = 'lottery' and d.subject_id = l.id
               join draw_owner o on o.draw_id = d.id and o.account_id = e.account_id
               where l.city_id = $1 and l.closes_at_ms > $2 and l.closes_at_ms <= $3
                 and e.account_id > $4 and not e.free and not e.withdrawn and d.state = 'settled'
               order by e.account_id, d.id limit $5";
    let (begins, ends) = (week, Week(week.0 + 1));
    let (begins, ends) = (
        begins_at_ms(begins, &city.zone),
        begins_at_ms(ends, &city.zone),
    );
    let took_part =
        tx.all::<(AccountId, String, String)>(sql, args![city.id, begins, ends, after, PART]);
    let took_part = took_part.await?;
    for (account, seed, pseudonym) in &took_part {
        let streak = weeks::of(tx, city, (rule, week), *account).await?;
        if let Streak::Earned { weeks } = streak {
            let last = weeks.last().copied().unwrap_or(week);
            earn(tx, city.id, (*account, last), &lot(seed, pseudonym)).await?;
        }
    }
    let full = i64::try_from(took_part.len()).is_ok_and(|count| count == PART);
    Ok(took_part.last().filter(|_| full).map(|&(last, _, _)| last))
}

/// By chance, as anybody can recompute: the hash of the draw's seed and of their name in it.
fn lot(seed: &str, pseudonym: &str) -> String {
    hex::encode(sha256(&[seed.as_bytes(), pseudonym.as_bytes()]))
}

async fn earn(
    tx: &mut Tx,
    city: CityId,
    (account, last): (AccountId, Week),
    lot: &str,
) -> Result<()> {
    let id = StreakId::from(tx.new_id());
    tx.execute(
        "insert into streak (id, city_id, account_id, last_week, lot, earned_at_ms)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        args![id, city, account, last.0, lot, tx.now_ms()],
    )
    .await?;
    Ok(())
}
