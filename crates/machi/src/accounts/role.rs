//! Giving and taking roles.

use store::{Tx, args};

use super::Role;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::{AccountId, CityId};

/// How the whole installation stands in the `city_id` column.
const EVERYWHERE: i64 = 0;

/// Gives a role, whoever asks: for the command line and for the commands here that have checked
/// who asks. `by` is none for the command line. Giving twice changes nothing.
pub async fn give_role(
    tx: &mut Tx,
    by: Option<AccountId>,
    account: AccountId,
    role: Role,
    city: Option<CityId>,
) -> Result<()> {
    let given = tx
        .execute(
            "insert into account_role (account_id, city_id, role, granted_by, granted_at_ms)
             values ($1, $2, $3, $4, $5) on conflict do nothing",
            args![account, column(city), role.name(), by, tx.now_ms()],
        )
        .await?;
    if given == 1 {
        changes::record(tx, city, Change::RolesChanged { account }).await?;
    }
    Ok(())
}

/// Takes a role, whoever asks; see [`give_role`].
pub async fn take_role(
    tx: &mut Tx,
    account: AccountId,
    role: Role,
    city: Option<CityId>,
) -> Result<()> {
    let taken = tx
        .execute(
            "delete from account_role where account_id = $1 and city_id = $2 and role = $3",
            args![account, column(city), role.name()],
        )
        .await?;
    if taken == 1 {
        changes::record(tx, city, Change::RolesChanged { account }).await?;
    }
    Ok(())
}

fn column(city: Option<CityId>) -> i64 {
    city.map_or(EVERYWHERE, CityId::get)
}
