//! Pages of people: who is on one, and where the next begins.

use store::Tx;

use crate::accounts::Member;
use crate::accounts::named::{CARDS_MAX, Card, cards};
use crate::error::Result;
use crate::ids::AccountId;
use crate::social::Viewer;
use crate::social::lists::{FollowList, blocks, follow_list, mutes};

/// The largest page, in the type that lists take.
const ROWS_MAX: i64 = 50;
const _: () = assert!(
    ROWS_MAX as usize == CARDS_MAX,
    "a page's people are read at once"
);

/// A list of people, and where its next page begins.
pub(super) struct PageOf {
    pub(super) cards: Vec<Card>,
    pub(super) next: Option<AccountId>,
}

/// Where the first page begins: before any account.
pub(super) fn start(before: Option<AccountId>) -> AccountId {
    before.unwrap_or(AccountId::from(i64::MAX))
}

impl PageOf {
    async fn of(tx: &mut Tx, mut accounts: Vec<AccountId>) -> Result<Self> {
        let more = accounts.len() > CARDS_MAX;
        accounts.truncate(CARDS_MAX);
        Ok(Self {
            next: accounts.last().copied().filter(|_| more),
            cards: cards(tx, &accounts).await?,
        })
    }

    /// A page of a follow list without those whom the reader is not to see. One's own lists show
    /// also whom one mutes.
    pub(super) async fn follows(
        tx: &mut Tx,
        list: FollowList,
        account: AccountId,
        before: Option<AccountId>,
        reader: &Viewer,
        own: bool,
    ) -> Result<Self> {
        let hidden = |other| reader.is_blocked(other) || (!own && reader.hides(other));
        let (mut shown, mut before) = (Vec::new(), start(before));
        loop {
            let read = follow_list(tx, list, account, before, ROWS_MAX + 1).await?;
            let at_end = read.len() <= CARDS_MAX;
            before = read.last().copied().unwrap_or(before);
            shown.extend(read.into_iter().filter(|other| !hidden(*other)));
            // It ends: a reader hides no more people than there are.
            if at_end || shown.len() > CARDS_MAX {
                return Self::of(tx, shown).await;
            }
        }
    }

    pub(super) async fn blocks(
        tx: &mut Tx,
        by: &Member,
        before: Option<AccountId>,
    ) -> Result<Self> {
        let accounts = blocks(tx, by, start(before), ROWS_MAX + 1).await?;
        Self::of(tx, accounts).await
    }

    pub(super) async fn mutes(tx: &mut Tx, by: &Member, before: Option<AccountId>) -> Result<Self> {
        let accounts = mutes(tx, by, start(before), ROWS_MAX + 1).await?;
        Self::of(tx, accounts).await
    }
}
