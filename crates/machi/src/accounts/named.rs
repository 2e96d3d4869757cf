//! The names of accounts: for finding people, and for showing many of them at once.

use std::collections::HashMap;

use store::{Tx, args};

use super::FollowLists;
use crate::error::Result;
use crate::ids::AccountId;

/// Cards read at once, at most.
pub const CARDS_MAX: usize = 50;

/// Every name that an account is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub id: AccountId,
    pub handle: String,
    pub display_name: String,
    /// The names elsewhere, by network.
    pub aliases: Vec<String>,
}

store::row! {
    /// What a list shows of an account.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Card {
        pub id: AccountId,
        pub handle: String,
        pub display_name: String,
        pub bio: String,
        pub is_demo: bool,
        pub follow_lists: String,
    }
}

impl Card {
    pub fn follow_lists(&self) -> FollowLists {
        FollowLists::parse(&self.follow_lists)
    }
}

/// What people see of the account; none for one that is gone.
pub async fn display_name(tx: &mut Tx, account: AccountId) -> Result<Option<String>> {
    let sql = "select display_name from account where id = $1";
    let row = tx.optional::<(String,)>(sql, args![account]).await?;
    Ok(row.map(|(name,)| name))
}

/// The names of everybody, one account at a time.
pub async fn each_named(tx: &mut Tx, mut take: impl FnMut(Named)) -> Result<()> {
    let mut aliases: HashMap<AccountId, Vec<String>> = HashMap::new();
    let sql = "select account_id, name from alias order by account_id, network";
    tx.each(sql, args![], |(account, name): (AccountId, String)| {
        aliases.entry(account).or_default().push(name);
    })
    .await?;
    let sql = "select id, handle, display_name from account";
    tx.each(sql, args![], |(id, handle, display_name)| {
        take(Named {
            aliases: aliases.remove(&id).unwrap_or_default(),
            id,
            handle,
            display_name,
        });
    })
    .await?;
    Ok(())
}

/// The names of one account; none for nobody.
pub async fn named(tx: &mut Tx, account: AccountId) -> Result<Option<Named>> {
    let sql = "select handle, display_name from account where id = $1";
    let Some((handle, display_name)) = tx.optional(sql, args![account]).await? else {
        return Ok(None);
    };
    let sql = "select name from alias where account_id = $1 order by network";
    let aliases = tx.all::<(String,)>(sql, args![account]).await?;
    Ok(Some(Named {
        id: account,
        handle,
        display_name,
        aliases: aliases.into_iter().map(|(name,)| name).collect(),
    }))
}

/// The cards of these accounts in this order, of [`CARDS_MAX`] at most.
pub async fn cards(tx: &mut Tx, accounts: &[AccountId]) -> Result<Vec<Card>> {
    let sql = "select id, handle, display_name, bio, is_demo, follow_lists from account
               where id = $1";
    let mut cards = Vec::with_capacity(accounts.len());
    for account in accounts.iter().take(CARDS_MAX) {
        cards.extend(tx.optional::<Card>(sql, args![account]).await?);
    }
    Ok(cards)
}
