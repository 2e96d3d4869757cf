//! Gives what was earned, while there are items to give: the earlier week first, and by lot within it.

use store::{Tx, args};

use crate::error::Result;
use crate::ids::{AccountId, CityId, StreakId};
use crate::merch;

/// Rights that are given in one transaction.
const PART: i64 = 100;
const DAYS: i64 = 60;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const REASON: &str = "lottery-streak";

/// True when there may be more to give.
pub(super) async fn some(tx: &mut Tx, city: CityId) -> Result<bool> {
    let most = merch::prizes_left(tx, city).await?.min(PART);
    let sql = "select id, account_id from streak where city_id = $1 and granted_at_ms is null
               order by last_week, lot limit $2";
    let waiting = tx
        .all::<(StreakId, AccountId)>(sql, args![city, most])
        .await?;
    let until_ms = tx.now_ms() + DAYS * DAY_MS;
    for &(streak, account) in &waiting {
        let key = format!("{REASON}:{streak}");
        merch::grant(tx, (city, account), &key, REASON, Some(until_ms)).await?;
        let sql = "update streak set granted_at_ms = $2 where id = $1";
        tx.execute(sql, args![streak, tx.now_ms()]).await?;
    }
    Ok(i64::try_from(waiting.len()).is_ok_and(|count| count == PART))
}
