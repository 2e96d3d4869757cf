//! Asks for a city that is not open yet.

use store::{Tx, args};

use super::{CityState, state};
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::CityId;

/// Signs the petition. Signing twice counts once; a city that is open or archived takes none.
pub async fn sign(tx: &mut Tx, by: &Member, city: CityId) -> Result<()> {
    if state::of(tx, city).await? != CityState::Petition {
        return Err(Refusal::new("cities-petition-closed").into());
    }
    let added = tx
        .execute(
            "insert into petition (city_id, account_id, signed_at_ms) values ($1, $2, $3)
             on conflict do nothing",
            args![city, by.id, tx.now_ms()],
        )
        .await?;
    if added == 1 {
        let account = by.id;
        changes::record(tx, city, Change::PetitionSigned { city, account }).await?;
    }
    Ok(())
}

/// Takes the signature back.
pub async fn withdraw(tx: &mut Tx, by: &Member, city: CityId) -> Result<()> {
    let removed = tx
        .execute(
            "delete from petition where city_id = $1 and account_id = $2",
            args![city, by.id],
        )
        .await?;
    if removed == 1 {
        let account = by.id;
        changes::record(tx, city, Change::PetitionWithdrawn { city, account }).await?;
    }
    Ok(())
}
