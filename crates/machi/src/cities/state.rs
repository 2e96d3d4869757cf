//! Moves a city between its states.

use store::{Tx, args};

use super::CityState;
use crate::changes::{self, Change};
use crate::error::{Error, Result};
use crate::ids::CityId;

/// Sets the state; setting it again changes nothing and records nothing.
pub async fn set(tx: &mut Tx, city: CityId, state: CityState) -> Result<()> {
    let changed = tx
        .execute(
            "update city set state = $2, changed_at_ms = $3 where id = $1 and state <> $2",
            args![city, state.name(), tx.now_ms()],
        )
        .await?;
    if changed == 1 {
        changes::record(tx, city, Change::CityChanged { city }).await?;
    }
    Ok(())
}

/// The state as the database has it: a view may be a moment behind.
pub async fn of(tx: &mut Tx, city: CityId) -> Result<CityState> {
    let row = tx
        .optional::<(String,)>("select state from city where id = $1", args![city])
        .await?;
    let (name,) = row.ok_or(Error::NotFound)?;
    Ok(CityState::parse(&name).ok_or_else(|| anyhow::anyhow!("city {city} has no valid state"))?)
}
