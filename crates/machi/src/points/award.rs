//! Earning points, paying with them, and getting back what was paid.

use anyhow::Context;
use rules::ledger::{Kind, Transfer};
use store::Tx;

use crate::error::Result;
use crate::ids::{AccountId, CityId, TransferId};
use crate::ledger::{self, Account, Order, Unit};

/// What one is given points for. A programme that gives some adds its own, with a text in `locales/`
/// under `points-reason-…`.
#[derive(Debug, Clone, Copy)]
pub struct Reason {
    /// Stored for ever.
    pub(super) name: &'static str,
    /// Whose account they come from.
    pub(super) programme: i64,
}

impl Reason {
    /// By an operator, with words of their own.
    pub const BY_HAND: Self = Self {
        name: "gift",
        programme: 0,
    };
}

/// Why points moved, as the book holds it, beside the reasons for which they are given.
pub(super) const TAKEN_BACK: &str = "gift-back";
pub(super) const EXPIRED: &str = "expired";
const PAID: &str = "paid";
const CALLED_OFF: &str = "paid-back";
/// Given back by somebody else than who paid: these points do not expire at once.
pub(super) const CALLED_OFF_BY_OPERATOR: &str = "called-off";

/// Gives the member points. The same key again changes nothing; a key names its feature and what it
/// is for, as `lottery-streak:42` does.
///
/// # Errors
/// Broken for a key that was used for something else, and for an amount that is none.
pub async fn award(
    tx: &mut Tx,
    city: CityId,
    account: AccountId,
    amount: i64,
    key: &str,
    reason: Reason,
) -> Result<TransferId> {
    let from = Account {
        kind: Kind::Programme,
        owner: reason.programme,
    };
    let to = Account::member(account);
    moves(tx, city, (from, to, amount), key, reason.name).await
}

/// Takes points as a price.
///
/// # Errors
/// Refused for who has not so many; the command has to fail with it.
pub async fn pay(
    tx: &mut Tx,
    city: CityId,
    account: AccountId,
    amount: i64,
    key: &str,
) -> Result<TransferId> {
    let ways = (Account::member(account), Account::of(Kind::Spent), amount);
    moves(tx, city, ways, key, PAID).await
}

/// Gives back what was paid, once.
pub async fn give_back(tx: &mut Tx, paid: TransferId, by_operator: bool) -> Result<TransferId> {
    let reason = if by_operator {
        CALLED_OFF_BY_OPERATOR
    } else {
        CALLED_OFF
    };
    ledger::reverse(tx, paid, reason, "points-short").await
}

/// How many points of the city the member has.
pub async fn balance(tx: &mut Tx, city: CityId, account: AccountId) -> Result<i64> {
    ledger::balance(tx, Unit::Points(city), Account::member(account)).await
}

pub(super) async fn moves(
    tx: &mut Tx,
    city: CityId,
    (from, to, amount): (Account, Account, i64),
    key: &str,
    reason: &'static str,
) -> Result<TransferId> {
    let transfer = Transfer::between(from, to, amount).context("points that cannot move")?;
    let order = Order {
        key,
        unit: Unit::Points(city),
        reason,
        transfer: &transfer,
        short: "points-short",
    };
    ledger::transfer(tx, &order).await
}
