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
use crate::ids::{AccountId, CityId, LotteryId, LotteryPrizeId};
use crate::timers::{self, Timer};

const TIMER: &str = "prize-lapses";

/// Ends an offer that nobody accepted.
pub const PRIZE_LAPSES: timers::Kind = timers::Kind {
    name: TIMER,
    claim_ms: 30_000,
    attempts_max: 10,
    run: |app, timer| lapse(app, timer).boxed(),
};

store::row! {
    /// A place that was offered a prize.
    pub(super) struct Prize {
        pub(super) id: LotteryPrizeId,
        pub(super) place: i64,
        /// offered, accepted, declined, lapsed
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
    let sql = "select id, state, until_ms from lottery_prize
               where lottery_id = $1 and account_id = $2";
    Ok(tx.optional(sql, args![lottery, account]).await?)
}

/// Offers prizes that nobody has to the next in order; seats that nobody is left for go back.
pub(super) async fn offer(tx: &mut Tx, lottery: &Lottery, draw: &Draw) -> Result<()> {
    let sql = "select count(*), coalesce(max(place), 0) from lottery_prize where lottery_id = $1";
    let (_, mut last) = tx.one::<(i64, i64)>(sql, args![lottery.id]).await?;
    let sql = "select count(*) from lottery_prize
               where lottery_id = $1 and state in ('offered', 'accepted')";
    let (mut taken,) = tx.one::<(i64,)>(sql, args![lottery.id]).await?;
    // `occurrence` belongs to events.
    let sql = "select starts_at_ms from occurrence where id = $1";
    let starts = tx.optional::<(i64,)>(sql, args![lottery.occurrence_id]);
    let starts_at_ms = starts.await?.map_or(0, |(at_ms,)| at_ms);
    let until_ms = starts_at_ms.min(tx.now_ms() + lottery.accept_hours * HOUR_MS);
    while taken < lottery.prizes && until_ms > tx.now_ms() {
        let next = draws::owners_drawn(tx, draw.id, last, 1).await?;
        let Some((place, account)) = next.into_iter().next() else {
            break;
        };
        last = place;
        if offer_place(tx, lottery, (place, account), until_ms).await? {
            taken += 1;
        }
    }
    return_seats(tx, lottery, lottery.prizes - taken).await
}

/// False for an account that is gone.
async fn offer_place(
    tx: &mut Tx,
    lottery: &Lottery,
    (place, account): (i64, Option<AccountId>),
    until_ms: i64,
) -> Result<bool> {
    let prize = LotteryPrizeId::from(tx.new_id());
    let state = if account.is_some() {
        "offered"
    } else {
        "lapsed"
    };
    tx.execute(
        "insert into lottery_prize (id, lottery_id, place, account_id, state, until_ms, changed_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![prize, lottery.id, place, account, state, until_ms, tx.now_ms()],
    )
    .await?;
    let Some(account) = account else {
        return Ok(false);
    };
    timers::schedule(tx, TIMER, prize.get(), until_ms).await?;
    let change = Change::PrizeOffered {
        prize,
        lottery: lottery.id,
        account,
    };
    changes::record(tx, lottery.city_id, change).await?;
    Ok(true)
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
    if state != "offered" || until_ms <= tx.now_ms() {
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
        _ => Ok(()),
    }
}

async fn lapse(app: &App, timer: Timer) -> Result<()> {
    app.write(async |tx: &mut Tx| {
        let prize = LotteryPrizeId::from(timer.subject_id);
        let sql = "select p.lottery_id, l.city_id from lottery_prize p
                   join lottery l on l.id = p.lottery_id
                   where p.id = $1 and p.state = 'offered' and p.until_ms <= $2";
        let row = tx.optional::<(LotteryId, CityId)>(sql, args![prize, tx.now_ms()]);
        let Some((lottery, city)) = row.await? else {
            return Ok(());
        };
        let lottery = found::of_city(tx, city, lottery).await?;
        end(tx, &lottery, prize, "lapsed").await
    })
    .await
}
