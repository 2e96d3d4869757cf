//! Giving and taking roles in a city.

use rules::handle;
use store::Tx;

use crate::accounts::{self, Role};
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result};
use crate::ids::AccountId;

/// The roles that this operator may give and take in their city. Only the owner makes operators.
pub(super) fn givable(by: &CityOperator) -> Vec<Role> {
    let mut roles = vec![Role::Organiser, Role::Steward, Role::Moderator];
    if by.member.is_owner() {
        roles.push(Role::Operator);
    }
    roles
}

/// Gives the role to whoever has the handle; giving it twice changes nothing.
pub(super) async fn grant(
    tx: &mut Tx,
    by: &CityOperator,
    typed_handle: &str,
    role: Role,
) -> Result<()> {
    let account = account(tx, by, typed_handle, role).await?;
    accounts::give_role(tx, Some(by.member.id), account, role, Some(by.city.id)).await
}

/// Takes the role from whoever has the handle; taking it twice changes nothing.
pub(super) async fn revoke(
    tx: &mut Tx,
    by: &CityOperator,
    typed_handle: &str,
    role: Role,
) -> Result<()> {
    let account = account(tx, by, typed_handle, role).await?;
    accounts::take_role(tx, account, role, Some(by.city.id)).await
}

async fn account(
    tx: &mut Tx,
    by: &CityOperator,
    typed_handle: &str,
    role: Role,
) -> Result<AccountId> {
    if !givable(by).contains(&role) {
        return Err(Error::NotFound);
    }
    let found = accounts::by_handle(tx, typed_handle).await?;
    found.ok_or_else(|| {
        Refusal::new("desk-person-unknown")
            .on("handle")
            .with("handle", handle::fold(typed_handle))
            .into()
    })
}
