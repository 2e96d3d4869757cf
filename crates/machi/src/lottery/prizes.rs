//! Prizes: offered in the order of the draw, accepted for a seat, or left to the next.

use futures_util::FutureExt;
use store::{Tx, args};

use super::HOUR_MS;
use super::found::{self, Lottery};
use crate::accounts::Member;
use crate::app::App;
use crate::changes::{self, Change};
use crate::draws::{self, Draw};
use crate::error::{Error, Refusal, Result};
use crate::going;
use crate::ids::{AccountId, CityId, LotteryId, LotteryPrizeId, OccurrenceId};
use crate::social::is_blocked;
use crate::timers::{self, Timer};

const TIMER: &str = "prize-lapses";
const OFFERED: &str = "offered";
const CALLED_OFF: &str = "called-off";
const BLOCKED: &str = "blocked";
/// Offers that one change of an event or one block ends in one transaction: all of a date's.
const ENDED_MAX: i64 = 1_000;

/// Ends an offer that nobody accepted.
pub const PRIZE_LAPSES: timers::Kind = timers::Kind {
    name: TIMER,
    claim_ms: 30_000,
    attempts_max: 1_000,
    run: |app, timer| lapse(app, timer).boxed(),
};

store::row! {
    /// A place that was offered a prize.
    pub(super) struct Prize {
        pub(super) id: LotteryPrizeId,
        pub(super) place: i64,
        /// offered, accepted, declined, lapsed, blocked, called-off
        pub(super) state: String,
        pub(super) until_ms: i64,
        pub(super) changed_at_ms: i64,
        /// Empty for an account that is gone.
        pub(super) handle: String,
        pub(super) name: String,
    }
}

/// All of a lottery, in the order of the draw.
pub(super) async fn all(tx: &mut Tx, lottery: &Lottery) -> Result<Vec<Prize>> {
    // `account` belongs to accounts.
    let sql = "select p.id, p.place, p.state, p.until_ms, p.changed_at_ms,
                 coalesce(a.handle, '') as handle, coalesce(a.display_name, '') as name
               from lottery_prize p left join account a on a.id = p.account_id
               where p.lottery_id = $1 order by p.place limit $2";
    let most = lottery.prizes + lottery.alternates;
    Ok(tx.all(sql, args![lottery.id, most]).await?)
}

/// What a member was offered: state, and until when they may accept.
pub(super) async fn own(
    tx: &mut Tx,
    lottery: LotteryId,
    account: AccountId,
) -> Result<Option<(LotteryPrizeId, String, i64)>> {
    // Nobody learns of a block.
    let sql =
        "select id, case when state = 'blocked' then 'lapsed' else state end as state, until_ms
               from lottery_prize where lottery_id = $1 and account_id = $2";
    Ok(tx.optional(sql, args![lottery, account]).await?)
}

store::row! {
    /// The date whose seats are the prizes.
    struct Date {
        starts_at_ms: i64,
        cancelled: bool,
        /// The whole event is.
        event_cancelled: bool,
        host_id: Option<AccountId>,
    }
}

impl Date {
    fn is_off(&self) -> bool {
        self.cancelled || self.event_cancelled
    }
}

/// None for one that is gone.
async fn date(tx: &mut Tx, lottery: &Lottery) -> Result<Option<Date>> {
    // `occurrence` and `event` belong to events.
    let sql = "select o.starts_at_ms, o.cancelled, e.cancelled as event_cancelled, e.host_id
               from occurrence o join event e on e.id = o.event_id where o.id = $1";
    Ok(tx.optional(sql, args![lottery.occurrence_id]).await?)
}

/// Whether its prizes are seats of a date that is ahead and not called off.
pub(super) async fn takes_place(tx: &mut Tx, lottery: &Lottery) -> Result<bool> {
    let date = date(tx, lottery).await?;
    Ok(date.is_some_and(|date| !date.is_off() && date.starts_at_ms > tx.now_ms()))
}

/// Offers prizes that nobody has to the next in order; seats that nobody is left for go back. Of a date
/// that was called off none is offered.
pub(super) async fn offer(tx: &mut Tx, lottery: &Lottery, draw: &Draw) -> Result<()> {
    let sql = "select count(*), coalesce(max(place), 0) from lottery_prize where lottery_id = $1";
    let (before, mut last) = tx.one::<(i64, i64)>(sql, args![lottery.id]).await?;
    let sql = "select count(*) from lottery_prize
               where lottery_id = $1 and state in ('offered', 'accepted')";
    let (mut taken,) = tx.one::<(i64,)>(sql, args![lottery.id]).await?;
    if let Some(date) = date(tx, lottery).await? {
        let until_ms = date
            .starts_at_ms
            .min(tx.now_ms() + lottery.accept_hours * HOUR_MS);
        let mut missing = match date.is_off() {
            // Those who won are told what became of it, and nobody after them.
            true if before == 0 => lottery.prizes,
            true => 0,
            false if until_ms > tx.now_ms() => lottery.prizes - taken,
            false => 0,
        };
        while missing > 0 {
            let next = draws::owners_drawn(tx, draw.id, last, missing).await?;
            let Some(&(place, _)) = next.last() else {
                break;
            };
            last = place;
            for place in next {
                let state = place_state(tx, &date, place.1).await?;
                put(tx, lottery, place, (state, until_ms)).await?;
                taken += i64::from(state == OFFERED);
                missing -= i64::from(matches!(state, OFFERED | CALLED_OFF));
            }
        }
    }
    return_seats(tx, lottery, lottery.prizes - taken).await?;
    all_answered(tx, lottery).await
}

/// What becomes of a place of the order.
async fn place_state(tx: &mut Tx, date: &Date, account: Option<AccountId>) -> Result<&'static str> {
    Ok(match (account, date.host_id) {
        (None, _) => "lapsed",
        (Some(_), _) if date.is_off() => CALLED_OFF,
        // As for any seat: across a block there is none.
        (Some(account), Some(host)) if is_blocked(tx, account, host).await? => BLOCKED,
        (Some(_), _) => OFFERED,
    })
}

/// Writes a place of the order.
async fn put(
    tx: &mut Tx,
    lottery: &Lottery,
    (place, account): (i64, Option<AccountId>),
    (state, until_ms): (&'static str, i64),
) -> Result<()> {
    let prize = LotteryPrizeId::from(tx.new_id());
    tx.execute(
        "insert into lottery_prize (id, lottery_id, place, account_id, state, until_ms, changed_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![prize, lottery.id, place, account, state, until_ms, tx.now_ms()],
    )
    .await?;
    let Some(account) = account else {
        return Ok(());
    };
    let lottery_id = lottery.id;
    let change = match state {
        OFFERED => {
            timers::schedule(tx, TIMER, prize.get(), until_ms).await?;
            Change::PrizeOffered {
                prize,
                lottery: lottery_id,
                account,
            }
        }
        _ => Change::PrizeAnswered {
            prize,
            lottery: lottery_id,
        },
    };
    changes::record(tx, lottery.city_id, change).await
}

/// So many of the seats in all are back where others may have them.
pub(super) async fn return_seats(tx: &mut Tx, lottery: &Lottery, count: i64) -> Result<()> {
    let sql = "select seats_returned from lottery where id = $1";
    let (before,) = tx.one::<(i64,)>(sql, args![lottery.id]).await?;
    if count <= before {
        return Ok(());
    }
    let sql = "update lottery set seats_returned = $2 where id = $1";
    tx.execute(sql, args![lottery.id, count]).await?;
    let date = (lottery.event_id, lottery.occurrence_id);
    going::return_taken(tx, date, count - before).await
}

/// Accepts the prize, which is a seat with its ticket, or lets it go to the next. Again changes nothing.
///
/// # Errors
/// `NotFound` for who was offered none; refused when it is too late.
pub(super) async fn answer(
    tx: &mut Tx,
    by: &Member,
    city: CityId,
    id: LotteryId,
    accepted: bool,
) -> Result<()> {
    let lottery = found::of_city(tx, city, id).await?;
    let (prize, state, until_ms) = own(tx, id, by.id).await?.ok_or(Error::NotFound)?;
    let to = if accepted { "accepted" } else { "declined" };
    if state == to {
        return Ok(());
    }
    if state != OFFERED || until_ms <= tx.now_ms() {
        return Err(Refusal::new("lottery-prize-late").into());
    }
    if accepted {
        let date = (lottery.event_id, lottery.occurrence_id);
        going::give_taken(tx, by.id, date).await?;
    }
    end(tx, &lottery, prize, to).await
}

/// The offer is answered; one that is free again goes to the next.
async fn end(
    tx: &mut Tx,
    lottery: &Lottery,
    prize: LotteryPrizeId,
    state: &'static str,
) -> Result<()> {
    let sql = "update lottery_prize set state = $2, changed_at_ms = $3
               where id = $1 and state = 'offered'";
    if tx.execute(sql, args![prize, state, tx.now_ms()]).await? == 0 {
        return Ok(());
    }
    let change = Change::PrizeAnswered {
        prize,
        lottery: lottery.id,
    };
    changes::record(tx, lottery.city_id, change).await?;
    match lottery.draw(tx).await? {
        Some(draw) if state != "accepted" => offer(tx, lottery, &draw).await,
        _ => all_answered(tx, lottery).await,
    }
}

/// Once, when no prize of the lottery is open any more: here is the place for what follows from all of
/// them. Again, or while one is open, it changes nothing.
async fn all_answered(tx: &mut Tx, lottery: &Lottery) -> Result<()> {
    let sql = "update lottery set answered_at_ms = $2 where id = $1 and answered_at_ms is null
                 and not exists (select 1 from lottery_prize where lottery_id = $1 and state = 'offered')";
    let answered = tx.execute(sql, args![lottery.id, tx.now_ms()]);
    if answered.await? == 1 {
        let change = Change::LotteryChanged {
            lottery: lottery.id,
        };
        changes::record(tx, lottery.city_id, change).await?;
    }
    Ok(())
}

/// Ends the open offers of a date that is called off.
pub(super) async fn call_off(tx: &mut Tx, occurrence: OccurrenceId) -> Result<()> {
    // `occurrence` and `event` belong to events; it may take place again by now.
    let sql = "select p.id, p.lottery_id, l.city_id from lottery_prize p
               join lottery l on l.id = p.lottery_id
               join occurrence o on o.id = l.occurrence_id join event e on e.id = o.event_id
               where o.id = $1 and p.state = 'offered' and (o.cancelled or e.cancelled)
               order by p.id limit $2";
    let open: Vec<(LotteryPrizeId, LotteryId, CityId)> =
        tx.all(sql, args![occurrence, ENDED_MAX]).await?;
    for (prize, lottery, city) in open {
        let lottery = found::of_city(tx, city, lottery).await?;
        end(tx, &lottery, prize, CALLED_OFF).await?;
    }
    Ok(())
}

/// Ends the open offers of seats at dates that one of the two publishes to the other: they go on.
pub(super) async fn block(tx: &mut Tx, one: AccountId, other: AccountId) -> Result<()> {
    if !is_blocked(tx, one, other).await? {
        return Ok(());
    }
    let sql = "select p.id, p.lottery_id, l.city_id from lottery_prize p
               join lottery l on l.id = p.lottery_id join event e on e.id = l.event_id
               where p.state = 'offered' and p.account_id in ($1, $2) and e.host_id in ($1, $2)
                 and e.host_id <> p.account_id
               order by p.id limit $3";
    let open: Vec<(LotteryPrizeId, LotteryId, CityId)> =
        tx.all(sql, args![one, other, ENDED_MAX]).await?;
    for (prize, lottery, city) in open {
        let lottery = found::of_city(tx, city, lottery).await?;
        end(tx, &lottery, prize, BLOCKED).await?;
    }
    Ok(())
}

async fn lapse(app: &App, timer: Timer) -> Result<()> {
    app.write(async |tx: &mut Tx| {
        let prize = LotteryPrizeId::from(timer.subject_id);
        let sql = "select p.lottery_id, l.city_id, p.until_ms from lottery_prize p
                   join lottery l on l.id = p.lottery_id
                   where p.id = $1 and p.state = 'offered'";
        let row = tx.optional::<(LotteryId, CityId, i64)>(sql, args![prize]);
        let Some((lottery, city, until_ms)) = row.await? else {
            return Ok(());
        };
        if until_ms > tx.now_ms() {
            // A clock that went back: tried again, since the same time again would end the timer.
            return Err(Error::Busy);
        }
        let lottery = found::of_city(tx, city, lottery).await?;
        end(tx, &lottery, prize, "lapsed").await
    })
    .await
}
