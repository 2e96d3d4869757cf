//! Accounts that are one person's: of them, one takes part.

use serde::Deserialize;
use store::{Tx, args};
use utoipa::ToSchema;

use super::{LISTED_MAX, account, bring, may_change};
use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, CityId, LotteryId};

/// Accounts of one person.
pub(super) const PERSON_MAX: i64 = 10;

/// Two accounts of one person.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = LotteryLinkInput)]
pub(super) struct LinkInput {
    pub(super) one: String,
    pub(super) other: String,
}

/// Holds two accounts to be one person's, with all that are linked to either. Of what stands entered
/// in open lotteries, the first counts.
///
/// # Errors
/// Refused for nobody, for one account twice, and for more than ten of one person.
pub(super) async fn link(tx: &mut Tx, by: &CityOperator, input: &LinkInput) -> Result<()> {
    may_change(by)?;
    let city = by.city.id;
    let one = account(tx, &input.one, "one").await?;
    let other = account(tx, &input.other, "other").await?;
    if one == other {
        return Err(Refusal::new("lottery-link-same").on("other").into());
    }
    let mut all = same_person(tx, city, one).await?;
    if all.contains(&other) {
        return Ok(());
    }
    all.extend(same_person(tx, city, other).await?);
    if all.len() as i64 > PERSON_MAX {
        let refusal = Refusal::new("lottery-link-many").with("n", PERSON_MAX);
        return Err(refusal.on("other").into());
    }
    let sql = "select count(*) from lottery_link where city_id = $1";
    if tx.one::<(i64,)>(sql, args![city]).await?.0 >= LISTED_MAX {
        return Err(Refusal::new("lottery-people-many").on("one").into());
    }
    let person = tx.new_id();
    for &account in &all {
        tx.execute(
            "insert into lottery_link (city_id, account_id, person, linked_by, linked_at_ms)
             values ($1, $2, $3, $4, $5)
             on conflict (city_id, account_id) do update set person = excluded.person",
            args![city, account, person, by.member.id, tx.now_ms()],
        )
        .await?;
        changed(tx, by, account).await?;
    }
    bring(tx, &by.city, &all).await
}

/// The account is a person's of its own again; whoever is left alone by that as well.
pub(super) async fn unlink(tx: &mut Tx, by: &CityOperator, handle: &str) -> Result<()> {
    let city = by.city.id;
    let account = account(tx, handle, "handle").await?;
    let all = same_person(tx, city, account).await?;
    let apart = match all.len() {
        1 | 2 => all.as_slice(),
        _ => &[account],
    };
    let sql = "delete from lottery_link where city_id = $1 and account_id = $2";
    for &account in apart {
        if tx.execute(sql, args![city, account]).await? == 1 {
            changed(tx, by, account).await?;
        }
    }
    bring(tx, &by.city, &all).await
}

async fn changed(tx: &mut Tx, by: &CityOperator, account: AccountId) -> Result<()> {
    let change = Change::LotteryLinkChanged {
        account,
        by: by.member.id,
    };
    changes::record(tx, by.city.id, change).await
}

/// The accounts of the person who has this one: itself first.
pub async fn same_person(tx: &mut Tx, city: CityId, account: AccountId) -> Result<Vec<AccountId>> {
    let sql = "select other.account_id from lottery_link own
               join lottery_link other on other.city_id = own.city_id and other.person = own.person
                 and other.account_id <> own.account_id
               where own.city_id = $1 and own.account_id = $2 order by other.account_id limit $3";
    let others = tx.all::<(AccountId,)>(sql, args![city, account, PERSON_MAX]);
    let others = others.await?.into_iter().map(|(other,)| other);
    Ok(std::iter::once(account).chain(others).collect())
}

/// Whether another account of the same person takes part and did so before this one.
pub(in crate::lottery) async fn entered_before(
    tx: &mut Tx,
    lottery: LotteryId,
    person: &[AccountId],
) -> Result<bool> {
    let Some((own, others)) = person.split_first() else {
        return Ok(false);
    };
    let sql = "select entered_at_ms from lottery_entry
               where lottery_id = $1 and account_id = $2 and not withdrawn";
    let mut entered = Vec::with_capacity(others.len());
    for other in others {
        let row = tx.optional::<(i64,)>(sql, args![lottery, other]).await?;
        entered.extend(row.map(|(at_ms,)| (at_ms, *other)));
    }
    let Some(first) = entered.into_iter().min() else {
        return Ok(false);
    };
    let row = tx.optional::<(i64,)>(sql, args![lottery, own]).await?;
    Ok(row.is_none_or(|(at_ms,)| first < (at_ms, *own)))
}
