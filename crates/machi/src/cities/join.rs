//! Joins and leaves a city: any member, from anywhere.

use store::{Tx, args};

use super::{CityState, state};
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::CityId;

/// Joins the city, also one that is not open yet; an archived one takes nobody. Joining twice
/// changes nothing and records nothing.
pub async fn join(tx: &mut Tx, by: &Member, city: CityId) -> Result<()> {
    if state::of(tx, city).await? == CityState::Archived {
        return Err(Refusal::new("cities-archived-refused").into());
    }
    let added = tx
        .execute(
            "insert into city_member (city_id, account_id, joined_at_ms) values ($1, $2, $3)
             on conflict do nothing",
            args![city, by.id, tx.now_ms()],
        )
        .await?;
    if added == 1 {
        let account = by.id;
        changes::record(tx, city, Change::CityJoined { city, account }).await?;
    }
    Ok(())
}

/// Leaves the city; it may be left in every state.
pub async fn leave(tx: &mut Tx, by: &Member, city: CityId) -> Result<()> {
    let removed = tx
        .execute(
            "delete from city_member where city_id = $1 and account_id = $2",
            args![city, by.id],
        )
        .await?;
    if removed == 1 {
        let account = by.id;
        changes::record(tx, city, Change::CityLeft { city, account }).await?;
    }
    Ok(())
}
