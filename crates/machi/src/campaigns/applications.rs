//! Who asks for a campaign's seats, as its operators see them.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::Serialize;
use store::{Tx, args};
use utoipa::ToSchema;

use super::found;
use super::parts::QUESTIONS_MAX;
use crate::accounts;
use crate::app::App;
use crate::at;
use crate::cities::CityOperator;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CampaignApplicationId, CampaignId};
use crate::reliability;

/// Listed at once.
const LISTED_MAX: i64 = 1_000;

/// The `{handle}` of the path.
pub(super) struct AtApplicant(pub(super) String);

impl FromRequestParts<App> for AtApplicant {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        at::part(parts, app, "handle").await.map(Self)
    }
}

/// # Errors
/// `NotFound` for a handle that nobody has.
pub(super) async fn account(tx: &mut Tx, handle: &str) -> Result<AccountId> {
    let found = accounts::by_handle(tx, handle).await?;
    found.ok_or(Error::NotFound)
}

/// Somebody who asks for a seat.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CampaignApplication)]
pub(super) struct Application {
    pub(super) handle: String,
    pub(super) name: String,
    pub(super) applied_at_ms: i64,
    /// How far they keep their word, of 100.
    pub(super) reliability: i64,
    /// To the questions, in their order.
    pub(super) answers: Vec<String>,
    /// Why an operator chose them; null for who is not chosen.
    pub(super) chosen: Option<String>,
    /// `offered`, `accepted`, `declined`, `lapsed`, `given-back`, `blocked` or `called-off`; null for who was
    /// offered no seat.
    pub(super) seat: Option<String>,
}

store::row! {
    struct Row {
        id: CampaignApplicationId,
        account_id: AccountId,
        handle: String,
        name: String,
        applied_at_ms: i64,
        chosen: Option<String>,
        seat: Option<String>,
    }
}

/// Those who ask, the first first.
pub(super) async fn of(tx: &mut Tx, by: &CityOperator, id: CampaignId) -> Result<Vec<Application>> {
    found::of_city(tx, by.city.id, id).await?;
    // `account` belongs to accounts.
    let rows = tx.all::<Row>(
        "select p.id, p.account_id, a.handle, a.display_name as name, p.applied_at_ms, h.reason as chosen, s.state as seat
         from campaign_application p
         join account a on a.id = p.account_id
         left join campaign_choice h on h.campaign_id = p.campaign_id and h.account_id = p.account_id
         left join campaign_seat s on s.campaign_id = p.campaign_id and s.account_id = p.account_id
         where p.campaign_id = $1 and p.withdrawn_at_ms is null order by p.id limit $2",
        args![id, LISTED_MAX],
    );
    let rows = rows.await?;
    let accounts: Vec<AccountId> = rows.iter().map(|row| row.account_id).collect();
    let now_ms = tx.now_ms();
    let reliable = reliability::of_many(tx, &accounts, now_ms).await?;
    let mut answers = answers(tx, id).await?.into_iter().peekable();
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let mut own = Vec::new();
        while let Some((_, answer)) = answers.next_if(|(of, _)| *of <= row.id) {
            own.push(answer);
        }
        all.push(Application {
            handle: row.handle,
            name: row.name,
            applied_at_ms: row.applied_at_ms,
            reliability: reliable.get(&row.account_id).map_or(0, |one| one.percent),
            answers: own,
            chosen: row.chosen,
            seat: row.seat,
        });
    }
    Ok(all)
}

/// Of those who ask, in their order.
async fn answers(tx: &mut Tx, id: CampaignId) -> Result<Vec<(CampaignApplicationId, String)>> {
    let sql = "select w.application_id, w.answer from campaign_answer w
               join campaign_application p on p.id = w.application_id
               where p.campaign_id = $1 and p.withdrawn_at_ms is null
               order by w.application_id, w.position limit $2";
    Ok(tx
        .all(sql, args![id, LISTED_MAX * QUESTIONS_MAX as i64])
        .await?)
}
