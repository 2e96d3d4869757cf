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

/// Roles listed at most; a city with more than this gives too many.
const ROLES_MAX: i64 = 500;

store::row! {
    /// Who may do what in a city, and who said so.
    #[derive(Debug)]
    pub struct RoleHolder {
        pub account_id: AccountId,
        pub handle: String,
        pub display_name: String,
        pub role: String,
        /// None for the command line.
        pub granted_by: Option<String>,
        pub granted_at_ms: i64,
    }
}

/// Everybody with a role in the city, by handle.
pub async fn city_roles(tx: &mut Tx, city: CityId) -> Result<Vec<RoleHolder>> {
    Ok(tx
        .all::<RoleHolder>(
            "select r.account_id, a.handle, a.display_name, r.role, g.handle as granted_by,
                    r.granted_at_ms
             from account_role r join account a on a.id = r.account_id
             left join account g on g.id = r.granted_by
             where r.city_id = $1 order by a.handle, r.role limit $2",
            args![city, ROLES_MAX],
        )
        .await?)
}
