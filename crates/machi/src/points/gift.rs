//! Points that operators give by hand: each with a reason, and taken back by another transfer.

use store::{Tx, args};

use super::award::{Reason, TAKEN_BACK, award};
use crate::accounts::by_handle;
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result, refuse};
use crate::ids::{CityId, TransferId};
use crate::ledger;

/// Points of one gift.
pub(super) const AMOUNT_MAX: i64 = 100_000;
pub(super) const WORDS_CHARS_MAX: usize = 200;
const KEY_CHARS_MAX: usize = 64;
/// Gifts on one page.
pub(super) const PAGE_GIFTS: i64 = 30;

/// What an operator gives.
#[derive(Debug, Clone, Default, serde::Deserialize, utoipa::ToSchema)]
pub(super) struct Giving {
    /// The member's.
    pub(super) handle: String,
    pub(super) amount: i64,
    /// Why; the member reads it. 200 characters at most.
    pub(super) words: String,
    /// Made up by who asks, 64 characters at most: a repeat with the same key is the same gift.
    pub(super) key: String,
}

/// Gives it. The same again changes nothing.
///
/// # Errors
/// Refused for nobody of that handle, for no reason, and beyond the limits.
pub(super) async fn give(tx: &mut Tx, by: &CityOperator, giving: &Giving) -> Result<TransferId> {
    let words = giving.words.trim();
    let mut refusals = Vec::new();
    let account = by_handle(tx, &giving.handle).await?;
    if account.is_none() {
        refusals.push(Refusal::new("points-nobody").on("handle"));
    }
    if !(1..=AMOUNT_MAX).contains(&giving.amount) {
        let refusal = Refusal::new("points-amount").with("max", AMOUNT_MAX);
        refusals.push(refusal.on("amount"));
    }
    let length = words.chars().count();
    if length == 0 || length > WORDS_CHARS_MAX {
        let refusal = Refusal::new("points-words").with("n", WORDS_CHARS_MAX);
        refusals.push(refusal.on("words"));
    }
    Refusal::join(refusals)?;
    let key = giving.key.as_str();
    if key.is_empty() || key.chars().count() > KEY_CHARS_MAX {
        return refuse("error-malformed", "key");
    }
    let (account, amount) = (account.ok_or(Error::NotFound)?, giving.amount);
    let (operator, city) = (by.member.id, by.city.id);
    // Whoever goes back in the browser and types something else gives something else.
    let key = format!("points-gift:{operator}:{account}:{amount}:{key}");
    let transfer = award(tx, city, account, amount, &key, Reason::BY_HAND).await?;
    tx.execute(
        "insert into points_gift (transfer_id, city_id, account_id, given_by, words, at_ms)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        args![transfer, city, account, operator, words, tx.now_ms()],
    )
    .await?;
    Ok(transfer)
}

/// Takes a gift of the city back. Doing it again changes nothing.
///
/// # Errors
/// Refused where the points were used; `NotFound` for a gift that is not there.
pub(super) async fn take_back(tx: &mut Tx, by: &CityOperator, gift: TransferId) -> Result<()> {
    let sql = "select 1 from points_gift where transfer_id = $1 and city_id = $2";
    let found: Option<(i64,)> = tx.optional(sql, args![gift, by.city.id]).await?;
    found.ok_or(Error::NotFound)?;
    ledger::reverse(tx, gift, TAKEN_BACK, "points-used").await?;
    Ok(())
}

store::row! {
    #[derive(Debug)]
    pub(super) struct Gift {
        pub(super) transfer_id: TransferId,
        pub(super) handle: String,
        pub(super) display_name: String,
        pub(super) amount: i64,
        pub(super) words: String,
        /// Empty for somebody who is gone.
        pub(super) given_by: String,
        pub(super) at_ms: i64,
        pub(super) taken_back: bool,
    }
}

/// A page of the city's gifts, the newest first.
pub(super) async fn gifts(
    tx: &mut Tx,
    city: CityId,
    before: Option<TransferId>,
) -> Result<Vec<Gift>> {
    let before = before.map_or(i64::MAX, TransferId::get);
    // `ledger_…` belongs to the ledger, `account` to accounts.
    Ok(tx
        .all(
            "select g.transfer_id, a.handle, a.display_name, e.amount, g.words,
               coalesce(o.handle, '') as given_by, g.at_ms, (r.id is not null) as taken_back
             from points_gift g
               join account a on a.id = g.account_id
               join ledger_entry e on e.transfer_id = g.transfer_id and e.amount > 0
               left join account o on o.id = g.given_by
               left join ledger_transfer r on r.reverses = g.transfer_id
             where g.city_id = $1 and g.transfer_id < $2
             order by g.transfer_id desc limit $3",
            args![city, before, PAGE_GIFTS],
        )
        .await?)
}
