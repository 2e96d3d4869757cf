//! A person as others see them.

use rules::handle;
use serde::Serialize;
use store::{Tx, args};

use super::alias::Network;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId};

/// What everybody may see of an account.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Profile {
    #[schema(value_type = String)]
    pub id: AccountId,
    pub handle: String,
    pub display_name: String,
    pub bio: String,
    /// BCP 47 tags, parted by spaces.
    pub languages: String,
    /// The id of a city.
    #[schema(value_type = Option<String>)]
    pub home_city: Option<CityId>,
    /// An account of a demonstration; nobody stands behind it.
    pub is_demo: bool,
    pub links: Vec<String>,
    pub aliases: Vec<Alias>,
}

/// A name that the person has elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Alias {
    pub network: Network,
    pub name: String,
    /// Whether an operator vouched for it by an invitation.
    pub confirmed: bool,
}

store::row! {
    struct ProfileRow {
        id: AccountId,
        handle: String,
        display_name: String,
        bio: String,
        languages: String,
        home_city_id: Option<CityId>,
        is_demo: bool,
    }
}

/// The account with this handle, in any spelling.
pub async fn by_handle(tx: &mut Tx, typed: &str) -> Result<Option<AccountId>> {
    let row = tx
        .optional::<(AccountId,)>(
            "select id from account where handle = $1",
            args![handle::fold(typed)],
        )
        .await?;
    Ok(row.map(|(id,)| id))
}

/// The profile at this handle.
pub async fn profile(tx: &mut Tx, typed: &str) -> Result<Profile> {
    let account = by_handle(tx, typed).await?.ok_or(Error::NotFound)?;
    profile_of(tx, account).await
}

/// The account's profile.
pub async fn profile_of(tx: &mut Tx, account: AccountId) -> Result<Profile> {
    let row = tx
        .optional::<ProfileRow>(
            "select id, handle, display_name, bio, languages, home_city_id, is_demo
             from account where id = $1",
            args![account],
        )
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Profile {
        links: links(tx, account).await?,
        aliases: aliases(tx, account).await?,
        id: row.id,
        handle: row.handle,
        display_name: row.display_name,
        bio: row.bio,
        languages: row.languages,
        home_city: row.home_city_id,
        is_demo: row.is_demo,
    })
}

async fn links(tx: &mut Tx, account: AccountId) -> Result<Vec<String>> {
    let rows = tx
        .all::<(String,)>(
            "select url from account_link where account_id = $1 order by position",
            args![account],
        )
        .await?;
    Ok(rows.into_iter().map(|(url,)| url).collect())
}

async fn aliases(tx: &mut Tx, account: AccountId) -> Result<Vec<Alias>> {
    let rows = tx
        .all::<(String, String, Option<i64>)>(
            "select network, name, confirmed_at_ms from alias where account_id = $1
             order by network",
            args![account],
        )
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(network, name, confirmed_at_ms)| {
            Some(Alias {
                network: Network::parse(&network)?,
                name,
                confirmed: confirmed_at_ms.is_some(),
            })
        })
        .collect())
}
