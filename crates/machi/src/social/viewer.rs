//! What lists must know of the reader: whom they follow, and whom they are not to see.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use rustc_hash::FxHashSet;
use store::{Tx, args};

use super::block::BLOCKED_MAX;
use super::follow::FOLLOWED_MAX;
use super::mute::MUTED_MAX;
use crate::app::App;
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::ids::AccountId;
use crate::remembered::Remembered;
use crate::views::View;

/// One reader's ties. The default is a stranger's: none.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    pub followed: FxHashSet<AccountId>,
    /// By the reader.
    pub blocked: FxHashSet<AccountId>,
    /// Who blocks the reader.
    pub blocked_by: FxHashSet<AccountId>,
    pub muted: FxHashSet<AccountId>,
}

impl Viewer {
    pub fn follows(&self, account: AccountId) -> bool {
        self.followed.contains(&account)
    }

    /// Whether either blocks the other: then the one does not exist for the other.
    pub fn is_blocked(&self, account: AccountId) -> bool {
        self.blocked.contains(&account) || self.blocked_by.contains(&account)
    }

    /// Whether lists leave this person's things out.
    pub fn hides(&self, account: AccountId) -> bool {
        self.is_blocked(account) || self.muted.contains(&account)
    }
}

/// The readers who were lately here, as this node remembers them.
#[derive(Default)]
pub struct Viewers(Remembered<AccountId, Viewer>);

impl Viewers {
    /// The reader's ties, from memory or else from the database; a stranger has none.
    pub async fn of(&self, app: &App, reader: Option<AccountId>) -> Result<Arc<Viewer>> {
        let Some(reader) = reader else {
            return Ok(Arc::default());
        };
        let read = async || app.read(async |tx: &mut Tx| read(tx, reader).await).await;
        self.0.get(reader, read).await
    }
}

impl View for Viewers {
    fn rebuild<'a>(&'a self, _: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        self.0.clear();
        async { Ok(()) }.boxed()
    }

    fn refresh<'a>(&'a self, _: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        for logged in changes {
            match logged.change {
                // These change what the other sees, too.
                Change::Blocked { by, account } | Change::Unblocked { by, account } => {
                    self.0.forget(by);
                    self.0.forget(account);
                }
                Change::Followed { by, .. }
                | Change::Unfollowed { by, .. }
                | Change::Muted { by, .. }
                | Change::Unmuted { by, .. } => self.0.forget(by),
                _ => {}
            }
        }
        async { Ok(()) }.boxed()
    }
}

async fn read(tx: &mut Tx, reader: AccountId) -> Result<Viewer> {
    Ok(Viewer {
        followed: accounts(
            tx,
            "select followed_id from follow where follower_id = $1 limit $2",
            args![reader, FOLLOWED_MAX],
        )
        .await?,
        blocked: accounts(
            tx,
            "select blocked_id from block where blocker_id = $1 limit $2",
            args![reader, BLOCKED_MAX],
        )
        .await?,
        // Not cut: whoever blocks must stay hidden.
        blocked_by: accounts(
            tx,
            "select blocker_id from block where blocked_id = $1",
            args![reader],
        )
        .await?,
        muted: accounts(
            tx,
            "select muted_id from mute where muter_id = $1 limit $2",
            args![reader, MUTED_MAX],
        )
        .await?,
    })
}

async fn accounts(
    tx: &mut Tx,
    sql: &'static str,
    args: Vec<store::Arg>,
) -> Result<FxHashSet<AccountId>> {
    let rows = tx.all::<(AccountId,)>(sql, args).await?;
    Ok(rows.into_iter().map(|(account,)| account).collect())
}
