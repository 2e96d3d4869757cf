//! A member's points: how many, what moved them, and what expires when.

use std::sync::Arc;

use jiff::civil::Date;
use rules::expiry::{Lot, left};
use store::{Tx, args};

use super::award::CALLED_OFF_BY_OPERATOR;
use super::rule;
use crate::cities::City;
use crate::error::Result;
use crate::ids::{AccountId, CityId, TransferId};
use crate::ledger::{self, Account, Moved, Unit};
use crate::text::when;

/// Cities of one member.
const CITIES_MAX: i64 = 50;
/// Entries on one page.
pub(super) const PAGE_ENTRIES: i64 = 30;
/// Earnings that are looked at for what is left of them.
const LOTS_MAX: i64 = 2_000;
/// Days on which something expires that are told.
const DAYS_TOLD_MAX: usize = 12;

/// In which cities the member ever had points, and how many they have.
pub(super) async fn balances(tx: &mut Tx, account: AccountId) -> Result<Vec<(CityId, i64)>> {
    Ok(tx
        .all(
            "select unit_id, balance from ledger_account
             where kind = 'member' and owner_id = $1 and unit = 'points'
             order by unit_id limit $2",
            args![account, CITIES_MAX],
        )
        .await?)
}

/// Points that can be used until the end of this day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expires {
    pub(super) last_day: Date,
    pub(super) amount: i64,
}

/// What expires when: the next first. Nothing where points do not expire.
pub(super) async fn expires(
    tx: &mut Tx,
    city: &Arc<City>,
    account: AccountId,
    balance: i64,
) -> Result<Vec<Expires>> {
    let Some(rule) = rule::of(tx, city.id).await? else {
        return Ok(Vec::new());
    };
    let which = (CALLED_OFF_BY_OPERATOR, LOTS_MAX);
    let (unit, account) = (Unit::Points(city.id), Account::member(account));
    let (earned, returned_at_ms) = ledger::earned(tx, unit, account, which).await?;
    let lot = |(at_ms, amount): (i64, i64)| Lot {
        earned: when::civil(at_ms, &city.zone).date(),
        amount,
    };
    let lots: Vec<Lot> = earned.into_iter().map(lot).collect();
    let mut days: Vec<Expires> = Vec::new();
    for lot in left(balance, &lots) {
        let last_day = rule.last_day(lot.earned, returned_at_ms, &city.zone);
        match days.last_mut() {
            Some(last) if last.last_day == last_day => last.amount += lot.amount,
            _ => days.push(Expires {
                last_day,
                amount: lot.amount,
            }),
        }
    }
    days.truncate(DAYS_TOLD_MAX);
    Ok(days)
}

/// One thing that moved the balance, with what is said of it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) moved: Moved,
    /// An operator's; empty for what is no gift.
    pub(super) words: String,
}

/// A page of what moved it, the newest first.
pub(super) async fn entries(
    tx: &mut Tx,
    city: CityId,
    account: AccountId,
    before: Option<TransferId>,
) -> Result<Vec<Entry>> {
    let (unit, account) = (Unit::Points(city), Account::member(account));
    let moved = ledger::history(tx, unit, account, before, PAGE_ENTRIES).await?;
    let mut entries = Vec::new();
    for moved in moved {
        let of = moved.reverses.unwrap_or(moved.transfer_id);
        let sql = "select words from points_gift where transfer_id = $1";
        let words: Option<(String,)> = tx.optional(sql, args![of]).await?;
        entries.push(Entry {
            words: words.map(|(words,)| words).unwrap_or_default(),
            moved,
        });
    }
    Ok(entries)
}
