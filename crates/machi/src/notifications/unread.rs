//! How much each of the members who were lately here has not read, as this node remembers it.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use store::Tx;

use super::list::count_unread;
use crate::app::App;
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::ids::AccountId;
use crate::remembered::Remembered;
use crate::views::View;

/// The counts that every page's frame shows.
#[derive(Default)]
pub struct UnreadCounts(Remembered<AccountId, i64>);

impl UnreadCounts {
    /// How many the account has not read, from memory or else from the database.
    pub async fn of(&self, app: &App, account: AccountId) -> Result<i64> {
        let read = async || {
            app.read(async |tx: &mut Tx| count_unread(tx, account).await)
                .await
        };
        Ok(*self.0.get(account, read).await?)
    }
}

impl View for UnreadCounts {
    fn rebuild<'a>(&'a self, _: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        self.0.clear();
        async { Ok(()) }.boxed()
    }

    fn refresh<'a>(&'a self, _: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        for logged in changes {
            match logged.change {
                Change::NotificationsChanged { account } => self.0.forget(account),
                // What either did is hidden from the other, or shown again.
                Change::Blocked { by, account } | Change::Unblocked { by, account } => {
                    self.0.forget(by);
                    self.0.forget(account);
                }
                Change::Muted { by, .. } | Change::Unmuted { by, .. } => self.0.forget(by),
                _ => {}
            }
        }
        async { Ok(()) }.boxed()
    }
}
