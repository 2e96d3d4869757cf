//! The people of every city, in memory: looked up by any of their names.

use std::collections::{BTreeMap, HashSet};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use store::Tx;

use super::directory::Directory;
use crate::accounts::named::{self, Named};
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::ids::AccountId;
use crate::social::count;
use crate::views::View;

/// What the look-up knows of an account.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: AccountId,
    pub handle: String,
    pub display_name: String,
    /// The names elsewhere.
    pub aliases: Vec<String>,
    pub followers: u32,
}

impl Row {
    fn of(named: Named, followers: i64) -> Self {
        Self {
            id: named.id,
            handle: named.handle,
            display_name: named.display_name,
            aliases: named.aliases,
            followers: clipped(followers),
        }
    }
}

/// Everybody, by every name. Looking up costs the same for a rare name and for a single letter.
#[derive(Default)]
pub struct People(RwLock<Directory>);

impl People {
    /// People that no database knows: for measuring.
    pub fn of(rows: impl IntoIterator<Item = Row>) -> Self {
        Self(RwLock::new(Directory::of(rows)))
    }

    /// Who is found for what was typed, the best first, so many at most and without those hidden.
    pub fn find(
        &self,
        query: &str,
        hidden: impl Fn(AccountId) -> bool,
        max: usize,
    ) -> Vec<AccountId> {
        self.read().find(query, hidden, max)
    }

    /// How many follow the account.
    pub fn followers(&self, account: AccountId) -> u32 {
        self.read().followers(account)
    }

    fn read(&self) -> RwLockReadGuard<'_, Directory> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Directory> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads these accounts again.
    async fn set(&self, tx: &mut Tx, accounts: HashSet<AccountId>) -> Result<()> {
        for account in accounts {
            let row = match named::named(tx, account).await? {
                Some(named) => Some(Row::of(named, count::followers(tx, account).await?)),
                None => None,
            };
            self.write().set(account, row.as_ref());
        }
        Ok(())
    }
}

/// The accounts that changes name: those whose names are to be read again, and those whose
/// followers are.
fn stale(changes: &[Logged]) -> (HashSet<AccountId>, HashSet<AccountId>) {
    let (mut named, mut counted) = (HashSet::new(), HashSet::new());
    for logged in changes {
        match logged.change {
            Change::AccountCreated { account }
            | Change::AccountChanged { account }
            | Change::InvitationClaimed { by: account, .. } => {
                named.insert(account);
            }
            Change::Followed { account, .. } | Change::Unfollowed { account, .. } => {
                counted.insert(account);
            }
            // A block ends both follows.
            Change::Blocked { by, account } => counted.extend([by, account]),
            _ => {}
        }
    }
    counted.retain(|account| !named.contains(account));
    (named, counted)
}

impl View for People {
    fn rebuild<'a>(&'a self, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        async move {
            let mut followers = count::all_followers(tx).await?;
            let mut rows = Vec::new();
            named::each_named(tx, |named| {
                let followers = followers.remove(&named.id).unwrap_or(0);
                rows.push(Row::of(named, followers));
            })
            .await?;
            *self.write() = Directory::of(rows);
            Ok(())
        }
        .boxed()
    }

    fn refresh<'a>(&'a self, tx: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async move {
            let (named, counted) = stale(changes);
            self.set(tx, named).await?;
            for account in counted {
                let followers = count::followers(tx, account).await?;
                self.write().set_followers(account, clipped(followers));
            }
            Ok(())
        }
        .boxed()
    }

    fn content(&self) -> BTreeMap<String, String> {
        self.read().content()
    }
}

fn clipped(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(if count < 0 { 0 } else { u32::MAX })
}
