//! A lottery's draw: entries are brought up to date before they are frozen, and winners get offers.

use futures_util::FutureExt;
use store::{Tx, args};

use super::found::{self, Lottery};
use super::{KIND, prizes, standing};
use crate::app::App;
use crate::changes::{Change, Logged};
use crate::cities::{Cities, City};
use crate::draws::{self, Draw, Prepared};
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, LotteryId, NoteId};
use crate::notes::entered;
use crate::readers::Reader;

/// Who take part are brought up to date so many at a time.
const PART: i64 = 500;

/// Gives the prizes of lotteries.
pub const BY_LOTTERY: draws::Kind = draws::Kind {
    name: KIND,
    prepare: |app, tx, draw| prepare(app, tx, draw).boxed(),
    settle: |app, draw| settle(app, draw).boxed(),
};

/// Weighs entries anew when notes come and go, and ends offers that cannot be accepted any more.
pub const READER: Reader = Reader {
    name: "lottery",
    read: |app, tx, changes| read(app, tx, changes).boxed(),
};

/// What is known of a draw's lottery.
async fn of_draw(tx: &mut Tx, draw: &Draw) -> Result<Lottery> {
    found::of_city(tx, draw.city, LotteryId::from(draw.subject)).await
}

fn city(app: &App, id: CityId) -> Result<std::sync::Arc<City>> {
    app.view::<Cities>()?.by_id(id).ok_or(Error::NotFound)
}

/// Everybody's weight is what their notes of the window are worth, a part of them at a time. Nothing is
/// drawn for a date that is off.
async fn prepare(app: &App, tx: &mut Tx, draw: &Draw) -> Result<Prepared> {
    let (lottery, city) = (of_draw(tx, draw).await?, city(app, draw.city)?);
    let takes_place = prizes::takes_place(tx, &lottery).await?;
    if takes_place {
        let sql = "select account_id from lottery_entry
                   where lottery_id = $1 and account_id > $2 order by account_id limit $3";
        let part: Vec<(AccountId,)> = tx
            .all(sql, args![lottery.id, draw.prepared_to, PART])
            .await?;
        for &(account,) in &part {
            standing::bring(tx, &city, (&lottery, draw), account).await?;
        }
        match part.last() {
            Some((last,)) if part.len() as i64 == PART => return Ok(Prepared::Part(last.get())),
            _ if draws::has_entrants(tx, draw.id).await? => return Ok(Prepared::Ready),
            _ => {}
        }
    }
    prizes::return_seats(tx, &lottery, lottery.prizes).await?;
    Ok(Prepared::Void(match takes_place {
        true => "nobody",
        false => "called-off",
    }))
}

/// Notes say no more that they take part; then the first of the order are offered their prizes.
async fn settle(app: &App, draw: &Draw) -> Result<bool> {
    app.write(async |tx: &mut Tx| {
        let lottery = of_draw(tx, draw).await?;
        if !entered::clear(tx, draw.city, lottery.closes_at_ms, PART).await? {
            return Ok(false);
        }
        prizes::offer(tx, &lottery, draw).await?;
        Ok(true)
    })
    .await
}

async fn read(app: &App, tx: &mut Tx, changes: &[Logged]) -> Result<()> {
    for logged in changes {
        let note = match logged.change {
            Change::OccurrenceCancelled { occurrence, .. } => {
                prizes::call_off(tx, occurrence).await?;
                continue;
            }
            Change::Blocked { by, account } => {
                prizes::block(tx, by, account).await?;
                continue;
            }
            Change::NotePosted { note, .. }
            | Change::NoteChanged { note }
            | Change::NoteDeleted { note }
            | Change::NoteRestored { note } => note,
            _ => continue,
        };
        if let Some(id) = logged.city {
            weigh_author(app, tx, id, note).await?;
        }
    }
    Ok(())
}

/// Of the lotteries that the author of the note takes part in now.
async fn weigh_author(app: &App, tx: &mut Tx, id: CityId, note: NoteId) -> Result<()> {
    // `note` belongs to notes.
    let rows = tx.all::<(LotteryId, AccountId)>(
        "select l.id, n.author_id from note n
         join lottery_entry e on e.account_id = n.author_id and not e.withdrawn
         join lottery l on l.id = e.lottery_id and l.city_id = n.city_id
         where n.id = $1 and l.closes_at_ms > $2 and l.opens_at_ms <= $2 limit $3",
        args![note, tx.now_ms(), PART],
    );
    let rows = rows.await?;
    if rows.is_empty() {
        return Ok(());
    }
    let city = city(app, id)?;
    for (lottery, account) in rows {
        let lottery = found::of_city(tx, id, lottery).await?;
        if let Some(draw) = lottery.draw(tx).await? {
            standing::bring(tx, &city, (&lottery, &draw), account).await?;
        }
    }
    Ok(())
}
