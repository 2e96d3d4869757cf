//! How many of the cards that a city's feeds answered were sponsored.

use std::collections::{BTreeMap, HashMap};
use std::ops::AddAssign;
use std::sync::{PoisonError, RwLock};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use store::{Tx, args};

use super::super::tally::Tally;
use crate::app::App;
use crate::changes::Logged;
use crate::error::Result;
use crate::ids::CityId;
use crate::views::View;

/// So many days, today among them, are published.
pub const DAYS: i64 = 28;
/// Days of a city that are kept.
const DAYS_KEPT: i64 = 400;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Cards that were answered, and how many of them were sponsored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    pub cards: usize,
    pub sponsored: usize,
}

impl Share {
    /// Thousandths, rounded up: what is published is not less than it was.
    pub fn per_mille(self) -> usize {
        (self.sponsored * 1_000).div_ceil(self.cards.max(1))
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.cards += other.cards;
        self.sponsored += other.sponsored;
    }
}

/// What this node counted and has not written down, and what is published of each city.
#[derive(Default)]
pub struct Shares {
    /// By city and day.
    counted: Tally<(CityId, i64), Share>,
    published: RwLock<HashMap<CityId, Share>>,
}

impl Shares {
    /// A feed of the city answered so many cards.
    pub fn count(&self, city: CityId, now_ms: i64, answered: Share) {
        self.counted.add([((city, day(now_ms)), answered)]);
    }

    /// What was written down of the last [`DAYS`], at most a minute ago.
    pub fn of(&self, city: CityId) -> Share {
        let published = self.published.read();
        let published = published.unwrap_or_else(PoisonError::into_inner);
        published.get(&city).copied().unwrap_or_default()
    }

    async fn read(&self, tx: &mut Tx) -> Result<()> {
        let rows = tx.all::<(CityId, i64, i64)>(
            "select city_id, cast(sum(cards) as bigint), cast(sum(sponsored) as bigint)
             from feed_day where day > $1 group by city_id",
            args![day(tx.now_ms()) - DAYS],
        );
        let count = |count: i64| usize::try_from(count).unwrap_or_default();
        let shares = rows.await?.into_iter().map(|(city, cards, sponsored)| {
            let (cards, sponsored) = (count(cards), count(sponsored));
            (city, Share { cards, sponsored })
        });
        let shares = shares.collect();
        *self
            .published
            .write()
            .unwrap_or_else(PoisonError::into_inner) = shares;
        Ok(())
    }
}

fn day(at_ms: i64) -> i64 {
    at_ms.div_euclid(DAY_MS)
}

impl View for Shares {
    fn rebuild<'a>(&'a self, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        self.read(tx).boxed()
    }

    /// No change tells of it: it is read again every minute.
    fn refresh<'a>(&'a self, _: &'a mut Tx, _: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async { Ok(()) }.boxed()
    }
}

/// Adds what this node counted to the days, and reads what all of them did.
pub async fn write_down(app: &App) -> Result<()> {
    let shares = app.view::<Shares>()?;
    let counted = shares.counted.take();
    if !counted.is_empty() {
        let write = app.write(async |tx: &mut Tx| add(tx, &counted).await);
        if let Err(error) = write.await {
            shares.counted.add(counted);
            return Err(error);
        }
    }
    app.read(async |tx: &mut Tx| shares.read(tx).await).await
}

async fn add(tx: &mut Tx, counted: &BTreeMap<(CityId, i64), Share>) -> Result<()> {
    for ((city, day), share) in counted {
        tx.execute(
            "insert into feed_day (city_id, day, cards, sponsored) values ($1, $2, $3, $4)
             on conflict (city_id, day) do update set cards = feed_day.cards + excluded.cards,
               sponsored = feed_day.sponsored + excluded.sponsored",
            args![city, *day, share.cards as i64, share.sponsored as i64],
        )
        .await?;
        let sql = "delete from feed_day where city_id = $1 and day <= $2";
        tx.execute(sql, args![city, day - DAYS_KEPT]).await?;
    }
    Ok(())
}
