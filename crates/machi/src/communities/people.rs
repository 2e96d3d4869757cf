//! The members of communities, in memory.

use std::collections::BTreeMap;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use store::{Tx, args};

use crate::changes::{Change, Logged};
use crate::cities::crowd::Crowd;
use crate::error::Result;
use crate::ids::CommunityId;
use crate::views::View;

/// Who belongs to which community.
#[derive(Debug, Default)]
pub struct CommunityPeople(pub Crowd<CommunityId>);

impl View for CommunityPeople {
    fn rebuild<'a>(&'a self, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        async move {
            let sql = "select community_id, account_id from community_member";
            self.0.replace(tx.all(sql, args![]).await?);
            Ok(())
        }
        .boxed()
    }

    fn refresh<'a>(&'a self, tx: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async move {
            for logged in changes {
                let (Change::CommunityJoined { community, account }
                | Change::CommunityLeft { community, account }) = logged.change
                else {
                    continue;
                };
                let row = tx
                    .optional::<(i64,)>(
                        "select 1 from community_member where community_id = $1 and account_id = $2",
                        args![community, account],
                    )
                    .await?;
                self.0.set(community, account, row.is_some());
            }
            Ok(())
        }
        .boxed()
    }

    fn content(&self) -> BTreeMap<String, String> {
        let named = |(community, people)| (format!("members {community}"), format!("{people:?}"));
        self.0.content().into_iter().map(named).collect()
    }
}
