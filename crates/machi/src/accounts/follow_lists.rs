//! Who may see whom an account follows and who follows it.

use serde::{Deserialize, Serialize};
use store::{Tx, args};

use super::Member;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::AccountId;

/// Who may see an account's follow lists and their lengths, beside itself.
///
/// It closes the account's own two lists and nothing else: in the open list of another the account
/// still stands, for that list is the other's to show, as people know it from other networks. Who
/// wants to be in nobody's list follows nobody, and blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FollowLists {
    #[default]
    Everyone,
    Nobody,
}

impl FollowLists {
    /// As the `follow_lists` column holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Nobody => "nobody",
        }
    }

    /// What we do not know shows nothing.
    pub(super) fn parse(name: &str) -> Self {
        if name == Self::Everyone.name() {
            Self::Everyone
        } else {
            Self::Nobody
        }
    }
}

/// The account's setting.
pub async fn follow_lists(tx: &mut Tx, account: AccountId) -> Result<FollowLists> {
    let sql = "select follow_lists from account where id = $1";
    let (name,) = tx.one::<(String,)>(sql, args![account]).await?;
    Ok(FollowLists::parse(&name))
}

/// Says who may see the member's follow lists; the same again changes nothing.
pub async fn set_follow_lists(tx: &mut Tx, by: &Member, who: FollowLists) -> Result<()> {
    let set = tx
        .execute(
            "update account set follow_lists = $2, changed_at_ms = $3
             where id = $1 and follow_lists <> $2",
            args![by.id, who.name(), tx.now_ms()],
        )
        .await?;
    if set == 1 {
        changes::record(tx, None, Change::AccountChanged { account: by.id }).await?;
    }
    Ok(())
}
