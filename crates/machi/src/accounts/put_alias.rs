//! One name that a member has elsewhere, asked for where it is needed.

use store::{Tx, args};

use super::Member;
use super::alias::{self, Network};
use super::edit_profile::confirmed_for_another;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::AccountId;

/// The name in its network's form; none for an empty field.
///
/// # Errors
/// A refusal for the field called after the network.
pub fn alias_name(network: Network, typed: &str) -> Result<Option<String>, Refusal> {
    Ok(alias::parse(network, typed)?.map(|alias| alias.name))
}

/// What the account is called on a network, as it says itself.
pub async fn alias_of(tx: &mut Tx, account: AccountId, network: Network) -> Result<Option<String>> {
    let sql = "select name from alias where account_id = $1 and network = $2";
    let row = tx.optional::<(String,)>(sql, args![account, network.name()]);
    Ok(row.await?.map(|(name,)| name))
}

/// Says what one is called on a network, in place of what one said before; an empty name changes
/// nothing.
///
/// # Errors
/// As editing the profile: refused in another form, and for a name that is confirmed for another account.
pub async fn put_alias(tx: &mut Tx, by: &Member, network: Network, typed: &str) -> Result<()> {
    let Some(name) = alias::parse(network, typed)? else {
        return Ok(());
    };
    if alias_of(tx, by.id, network).await?.as_ref() == Some(&name.name) {
        return Ok(());
    }
    if confirmed_for_another(tx, by, network, &name).await? {
        return Err(Refusal::new("accounts-alias-taken")
            .on(network.name())
            .into());
    }
    alias::put(tx, by.id, network, &name).await?;
    changes::record(tx, None, Change::AccountChanged { account: by.id }).await
}
