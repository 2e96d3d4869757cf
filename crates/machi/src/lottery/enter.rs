//! Taking part in a week: by posting, or by the form that needs no post.

use store::{Tx, args};

use super::found;
use super::people;
use super::person;
use super::standing::{self, Standing, Way};
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::cities::City;
use crate::error::{Error, Refusal, Result};
use crate::ids::LotteryId;

/// Takes part, in this way; with none, no more. One person has one entry: another way replaces it.
///
/// # Errors
/// Refused outside of its window, before age and residence are told, and for who may not win.
pub async fn enter(
    tx: &mut Tx,
    by: &Member,
    city: &City,
    id: LotteryId,
    way: Option<Way>,
) -> Result<Standing> {
    let lottery = found::of_city(tx, city.id, id).await?;
    let draw = lottery.draw(tx).await?.ok_or(Error::NotFound)?;
    if !draw.takes_entries(tx.now_ms()) {
        return Err(Refusal::new("lottery-not-open").into());
    }
    if way.is_some() {
        if person::of(tx, by.id).await?.is_none() {
            return Err(Refusal::new("lottery-tell-first").into());
        }
        let standing = standing::of(tx, city, &lottery, by.id).await?;
        if let Some(why) = standing.why_not {
            return Err(Refusal::new(why_key(why)).into());
        }
    }
    let written = tx.execute(
        "insert into lottery_entry (lottery_id, account_id, free, withdrawn, entered_at_ms)
         values ($1, $2, $3, $4, $5)
         on conflict (lottery_id, account_id) do update set free = excluded.free,
           withdrawn = excluded.withdrawn, entered_at_ms = case when lottery_entry.withdrawn
             then excluded.entered_at_ms else lottery_entry.entered_at_ms end
         where (lottery_entry.free, lottery_entry.withdrawn) <> (excluded.free, excluded.withdrawn)",
        args![
            id,
            by.id,
            way == Some(Way::Free),
            way.is_none(),
            tx.now_ms()
        ],
    );
    if written.await? == 1 {
        let change = Change::LotteryEntered {
            lottery: id,
            account: by.id,
        };
        changes::record(tx, city.id, change).await?;
    }
    let same = people::same_person(tx, city.id, by.id).await?;
    people::bring(tx, city, &same[1..]).await?;
    standing::bring(tx, city, (&lottery, &draw), by.id).await
}

/// Why somebody may not win, in words.
pub(super) fn why_key(why: &str) -> &'static str {
    match why {
        "staff" => "lottery-not-staff",
        "organiser" => "lottery-not-organiser",
        "barred" => "lottery-not-barred",
        "linked" => "lottery-not-linked",
        "age" => "lottery-not-age",
        _ => "lottery-not-residence",
    }
}
