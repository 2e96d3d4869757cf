//! Who is kept out of a city's lotteries by its operators, and which accounts are one person's.

mod api;
mod bar;
mod link;
mod listed;
mod page;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::{get, post};
use rules::handle;
use store::{Tx, args};
use utoipa_axum::router::OpenApiRouter;

use super::found;
use super::standing;
use crate::accounts;
use crate::app::App;
use crate::cities::{City, CityOperator, CityState};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, CityId, EventId, LotteryId};

pub(super) use bar::{Reason, of_person as bar_of};
pub(super) use link::entered_before;
pub use link::same_person;
pub(super) use page::bar_words;

/// Open lotteries that one account takes part in.
const OPEN_MAX: i64 = 100;
/// Of one city: accounts that are barred, and accounts that are linked.
const LISTED_MAX: i64 = 1_000;

pub(super) fn pages() -> Router<App> {
    Router::new()
        .route("/desk/{city}/lottery/people", get(page::show))
        .route("/desk/{city}/lottery/people/bar", post(page::post_bar))
        .route("/desk/{city}/lottery/people/lift", post(page::post_lift))
        .route("/desk/{city}/lottery/people/link", post(page::post_link))
        .route(
            "/desk/{city}/lottery/people/unlink",
            post(page::post_unlink),
        )
}

pub(super) fn api() -> OpenApiRouter<App> {
    api::routes()
}

/// Whoever has the handle that was typed into this field.
async fn account(tx: &mut Tx, typed: &str, field: &'static str) -> Result<AccountId> {
    let found = accounts::by_handle(tx, typed).await?;
    found.ok_or_else(|| {
        let refusal = Refusal::new("desk-person-unknown").on(field);
        refusal.with("handle", handle::fold(typed)).into()
    })
}

/// Why a person, who has these accounts, gets no seat of the event by any programme of the city: they run
/// the city or the event, or they are barred.
pub async fn kept_out(
    tx: &mut Tx,
    (city, event): (CityId, EventId),
    person: &[AccountId],
) -> Result<Option<&'static str>> {
    for &account in person {
        // `account_role` belongs to accounts; 0 is every city. `event` belongs to events.
        let sql = "select 1 from account_role where account_id = $1 and city_id in (0, $2)
                   and role in ('owner', 'operator', 'moderator') limit 1";
        let staff = tx.optional::<(i64,)>(sql, args![account, city]).await?;
        if staff.is_some() {
            return Ok(Some("staff"));
        }
        let sql = "select 1 from event where id = $1 and host_id = $2";
        let host = tx.optional::<(i64,)>(sql, args![event, account]).await?;
        if host.is_some() {
            return Ok(Some("organiser"));
        }
    }
    let barred = bar_of(tx, city, person).await?;
    Ok(barred.map(|_| "barred"))
}

fn may_change(by: &CityOperator) -> Result<()> {
    match by.city.state {
        CityState::Archived => Err(Refusal::new("cities-archived-refused").into()),
        CityState::Petition | CityState::Open => Ok(()),
    }
}

/// Brings what these accounts entered into open lotteries of the city to how they stand now.
pub(super) async fn bring(tx: &mut Tx, city: &City, accounts: &[AccountId]) -> Result<()> {
    for &account in accounts {
        for lottery in open(tx, city.id, account).await? {
            let lottery = found::of_city(tx, city.id, lottery).await?;
            if let Some(draw) = lottery.draw(tx).await? {
                standing::bring(tx, city, (&lottery, &draw), account).await?;
            }
        }
    }
    Ok(())
}

/// Lotteries that take entries and have one of the account.
async fn open(tx: &mut Tx, city: CityId, account: AccountId) -> Result<Vec<LotteryId>> {
    let sql = "select l.id from lottery_entry e join lottery l on l.id = e.lottery_id
               where e.account_id = $1 and not e.withdrawn and l.city_id = $2
                 and l.closes_at_ms > $3 order by l.id limit $4";
    let rows = tx.all::<(LotteryId,)>(sql, args![account, city, tx.now_ms(), OPEN_MAX]);
    Ok(rows.await?.into_iter().map(|(lottery,)| lottery).collect())
}
