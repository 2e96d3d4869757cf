//! The book: one point from one member to another, each time another pair.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use machi::ids::{AccountId, CityId};
use machi::ledger::{Account, Kind, Order, Transfer, Unit, transfer};
use store::{Store, Tx};

use super::in_process::anyhow_of;

/// Members among whom points move.
const MEMBERS: i64 = 10_000;
/// So that nobody ever runs out.
const POINTS: i64 = 1_000_000;

pub(crate) struct Book {
    store: Store,
    city: CityId,
    next: AtomicI64,
}

impl Book {
    /// Gives everybody points to begin with.
    pub(crate) async fn open(store: &Store, city: CityId) -> anyhow::Result<Self> {
        let book = Self {
            store: store.clone(),
            city,
            next: AtomicI64::new(1),
        };
        for n in 1..=MEMBERS {
            let key = format!("bench-begin:{n}");
            book.moves(&key, Account::of(Kind::Programme), member(n), POINTS)
                .await?;
        }
        Ok(book)
    }

    pub(crate) async fn transfer(self: Arc<Self>) -> anyhow::Result<()> {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        // Prime steps, so that a pair seldom comes twice, and two at once seldom meet.
        let from = 1 + n * 7_919 % MEMBERS;
        let to = 1 + (from + n * 104_729 % (MEMBERS - 1)) % MEMBERS;
        let key = format!("bench:{n}");
        self.moves(&key, member(from), member(to), 1).await
    }

    async fn moves(
        &self,
        key: &str,
        from: Account,
        to: Account,
        amount: i64,
    ) -> anyhow::Result<()> {
        let between = Transfer::between(from, to, amount)?;
        let order = Order {
            key,
            unit: Unit::Points(self.city),
            reason: "measured",
            transfer: &between,
            short: "points-short",
        };
        let command = async |tx: &mut Tx| transfer(tx, &order).await;
        self.store.write(command).await.map_err(anyhow_of)?;
        Ok(())
    }
}

fn member(n: i64) -> Account {
    Account::member(AccountId::from(n))
}
