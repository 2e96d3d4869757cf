//! The accounts of the book, and what is in one.

use rules::ledger::Kind;
use store::{Tx, args};

use crate::error::Result;
use crate::ids::{AccountId, CityId, MerchSizeId};

/// What is counted. A transfer moves one unit; there is no way from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// The points of a city.
    Points(CityId),
    /// Pieces of one size of an item.
    Item(MerchSizeId),
}

impl Unit {
    /// As the columns `unit` and `unit_id` hold it.
    pub(super) fn columns(self) -> (&'static str, i64) {
        match self {
            Self::Points(city) => ("points", city.get()),
            Self::Item(size) => ("item", size.get()),
        }
    }

    /// In whose log it is told.
    pub(super) fn city(self) -> Option<CityId> {
        match self {
            Self::Points(city) => Some(city),
            Self::Item(_) => None,
        }
    }
}

/// One account of a unit. It is there from the first transfer on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account {
    pub kind: Kind,
    /// 0 where the unit says it all.
    pub owner: i64,
}

impl Account {
    /// The only one of this kind.
    pub fn of(kind: Kind) -> Self {
        Self { kind, owner: 0 }
    }

    pub fn member(account: AccountId) -> Self {
        Self {
            kind: Kind::Member,
            owner: account.get(),
        }
    }
}

/// What is in the account: one row by its key, however many transfers there were.
pub async fn balance(tx: &mut Tx, unit: Unit, account: Account) -> Result<i64> {
    let (name, id) = unit.columns();
    let found: Option<(i64,)> = tx
        .optional(
            "select balance from ledger_account
             where unit = $1 and unit_id = $2 and kind = $3 and owner_id = $4",
            args![name, id, account.kind.name(), account.owner],
        )
        .await?;
    Ok(found.map_or(0, |(balance,)| balance))
}
