//! Deciding who publishes in a city.

use store::{Tx, args};

use crate::accounts::{self, Role};
use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, ApplicationId};

const REASON_CHARS_MAX: usize = 500;

/// Accepts or refuses; whoever is accepted becomes an organiser of the city. What is decided stays
/// so: deciding again changes nothing.
pub(super) async fn decide(
    tx: &mut Tx,
    by: &CityOperator,
    application: ApplicationId,
    accepted: bool,
    reason: &str,
) -> Result<()> {
    let reason = reason.trim();
    if reason.chars().count() > REASON_CHARS_MAX {
        let refusal = Refusal::new("organisers-reason-long").with("n", REASON_CHARS_MAX);
        return Err(refusal.on("reason").into());
    }
    if !accepted && reason.is_empty() {
        return Err(Refusal::new("organisers-reason-missing")
            .on("reason")
            .into());
    }
    let decided = tx
        .optional::<(AccountId,)>(
            "update organiser_application
             set decided_at_ms = $3, decided_by = $4, accepted = $5, reason = $6
             where id = $1 and city_id = $2 and decided_at_ms is null returning account_id",
            args![
                application,
                by.city.id,
                tx.now_ms(),
                by.member.id,
                accepted,
                reason
            ],
        )
        .await?;
    let Some((account,)) = decided else {
        return exists(tx, by, application).await;
    };
    if accepted {
        let (by, city) = (Some(by.member.id), Some(by.city.id));
        accounts::give_role(tx, by, account, Role::Organiser, city).await?;
    }
    let change = Change::OrganiserDecided {
        application,
        account,
        accepted,
    };
    changes::record(tx, by.city.id, change).await
}

async fn exists(tx: &mut Tx, by: &CityOperator, application: ApplicationId) -> Result<()> {
    let sql = "select 1 from organiser_application where id = $1 and city_id = $2";
    let found = tx.optional::<(i64,)>(sql, args![application, by.city.id]);
    found.await?.map(|_| ()).ok_or(Error::NotFound)
}
