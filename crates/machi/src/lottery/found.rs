//! A lottery as its row holds it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use rules::law::Jurisdiction;
use store::{Tx, args};

use crate::app::App;
use crate::at;
use crate::draws::{self, Draw};
use crate::error::{Error, Result};
use crate::ids::{CityId, CommunityId, EventId, LotteryId, OccurrenceId};
use crate::text::money::Currency;

/// Lotteries of one list: the newest.
const LISTED_MAX: i64 = 100;
/// Of those, what members see.
const SHOWN_MAX: i64 = 20;

/// The `{lottery}` of the path. Whether it is the city's is the command's affair.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtLottery(pub(super) LotteryId);

impl FromRequestParts<App> for AtLottery {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        at::id(parts, app, "lottery").await.map(Self)
    }
}

store::row! {
    #[derive(Debug, Clone, PartialEq)]
    pub(super) struct Lottery {
        pub(super) id: LotteryId,
        pub(super) city_id: CityId,
        pub(super) community_id: Option<CommunityId>,
        pub(super) title: String,
        pub(super) event_id: EventId,
        pub(super) occurrence_id: OccurrenceId,
        pub(super) prizes: i64,
        pub(super) alternates: i64,
        pub(super) notes_max: i64,
        pub(super) min_age: i64,
        /// Of one prize.
        pub(super) value_minor: i64,
        pub(super) currency: String,
        pub(super) entered_from: String,
        pub(super) retail: bool,
        pub(super) opens_at_ms: i64,
        pub(super) closes_at_ms: i64,
        pub(super) accept_hours: i64,
        pub(super) created_at_ms: i64,
        /// None for a draft.
        pub(super) published_at_ms: Option<i64>,
    }
}

macro_rules! lotteries_where {
    ($rest:literal) => {
        concat!(
            "select id, city_id, community_id, title, event_id, occurrence_id, prizes, alternates,
               notes_max, min_age, value_minor, currency, entered_from, retail, opens_at_ms,
               closes_at_ms, accept_hours, created_at_ms, published_at_ms
             from lottery where ",
            $rest
        )
    };
}

impl Lottery {
    /// All prizes together.
    pub(super) fn total_minor(&self) -> i64 {
        self.value_minor.saturating_mul(self.prizes)
    }

    pub(super) fn currency(&self) -> Result<Currency> {
        let found = Currency::new(&self.currency);
        Ok(found.ok_or_else(|| anyhow::anyhow!("no currency: {}", self.currency))?)
    }

    /// Where one may live who enters.
    pub(super) fn entered_from(&self) -> Vec<Jurisdiction> {
        let codes = self.entered_from.split_whitespace();
        codes.filter_map(Jurisdiction::new).collect()
    }

    /// The draw that decides it; none for a draft.
    pub(super) async fn draw(&self, tx: &mut Tx) -> Result<Option<Draw>> {
        draws::by_subject(tx, super::KIND, self.id.get()).await
    }
}

/// The lottery, if it is this city's.
pub(super) async fn of_city(tx: &mut Tx, city: CityId, id: LotteryId) -> Result<Lottery> {
    let sql = lotteries_where!("id = $1 and city_id = $2");
    let found = tx.optional::<Lottery>(sql, args![id, city]).await?;
    found.ok_or(Error::NotFound)
}

/// Drafts as well, the newest first.
pub(super) async fn all(tx: &mut Tx, city: CityId) -> Result<Vec<Lottery>> {
    let sql = lotteries_where!("city_id = $1 order by id desc limit $2");
    Ok(tx.all(sql, args![city, LISTED_MAX]).await?)
}

/// Published ones, the newest first.
pub(super) async fn published(tx: &mut Tx, city: CityId) -> Result<Vec<Lottery>> {
    let sql = lotteries_where!(
        "city_id = $1 and published_at_ms is not null order by closes_at_ms desc, id desc limit $2"
    );
    Ok(tx.all(sql, args![city, SHOWN_MAX]).await?)
}
