//! Reliability: how far a member kept their word, and a city's members together.
//!
//! The number is `rules::reliability`; `docs/reliability.md` tells it to people.

mod api;
mod fulfilment;
mod fulfilment_page;
mod page;

use std::collections::HashMap;

use axum::Router;
use axum::routing::get;
use rules::reliability::{Kept, percent};
use store::{Tx, args};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::error::Result;
use crate::ids::{AccountId, CityId, ObligationId};
use crate::obligations::{Kind, State};

pub use fulfilment::{Month, fulfilment};

/// Obligations of one person that are counted, the newest.
const COUNTED_MAX: i64 = 500;
/// People whose number is computed at once.
pub const MANY_MAX: usize = 500;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// How far somebody keeps their word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reliability {
    /// Whole, 0 to 100; 80 for who is new.
    pub percent: i64,
    /// Obligations that count.
    pub counted: i64,
    /// Of those, met in time.
    pub in_time: i64,
}

store::row! {
    /// An obligation that counts.
    struct Row {
        id: ObligationId,
        city_id: CityId,
        kind: String,
        network: String,
        words: String,
        campaign: String,
        state: String,
        due_at_ms: Option<i64>,
        submitted_at_ms: Option<i64>,
        settled_at_ms: Option<i64>,
    }
}

impl Row {
    /// Who came was in time, whenever the door scanned their ticket.
    fn in_time(&self) -> bool {
        let in_time = match (self.submitted_at_ms, self.due_at_ms) {
            (Some(submitted), Some(due)) => submitted <= due,
            (submitted, due) => submitted.is_some() || due.is_none(),
        };
        self.state == State::Met.name() && (in_time || self.kind == Kind::Come.name())
    }

    fn at_ms(&self, now_ms: i64) -> i64 {
        self.due_at_ms.or(self.settled_at_ms).unwrap_or(now_ms)
    }

    fn kept(&self, now_ms: i64) -> Kept {
        Kept {
            in_time: self.in_time(),
            age_days: (now_ms - self.at_ms(now_ms)).max(0) / DAY_MS,
        }
    }
}

/// What counts of an account, the newest first: met, missed, and refused without being mended in time.
async fn counted(tx: &mut Tx, account: AccountId, now_ms: i64) -> Result<Vec<Row>> {
    // `obligation` belongs to obligations, `campaign` to campaigns.
    let sql = "select o.id, o.city_id, o.kind, o.network, o.words, c.title as campaign, o.state,
                 o.due_at_ms, o.submitted_at_ms, o.settled_at_ms
               from obligation o join campaign c on c.id = o.campaign_id
               where o.account_id = $1 and (o.state in ('met', 'missed')
                 or (o.state = 'refused' and o.due_at_ms < $2))
               order by o.id desc limit $3";
    Ok(tx.all(sql, args![account, now_ms, COUNTED_MAX]).await?)
}

fn summed(rows: &[Row], now_ms: i64) -> Reliability {
    let kept: Vec<Kept> = rows.iter().map(|row| row.kept(now_ms)).collect();
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    Reliability {
        percent: percent(&kept),
        counted: count(kept.len()),
        in_time: count(kept.iter().filter(|one| one.in_time).count()),
    }
}

/// How far an account keeps its word at this moment.
pub async fn of(tx: &mut Tx, account: AccountId, now_ms: i64) -> Result<Reliability> {
    Ok(summed(&counted(tx, account, now_ms).await?, now_ms))
}

/// The same of [`MANY_MAX`] accounts at most; those behind are left out.
pub async fn of_many(
    tx: &mut Tx,
    accounts: &[AccountId],
    now_ms: i64,
) -> Result<HashMap<AccountId, Reliability>> {
    let mut found = HashMap::new();
    for account in accounts.iter().take(MANY_MAX) {
        found.insert(*account, of(tx, *account, now_ms).await?);
    }
    Ok(found)
}

pub fn pages() -> Router<App> {
    Router::new()
        .route("/me/reliability", get(page::show))
        .route("/me/reliability.csv", get(page::download))
        .route("/desk/{city}/fulfilment", get(fulfilment_page::show))
        .route(
            "/desk/{city}/fulfilment.csv",
            get(fulfilment_page::download),
        )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
