//! Keeping an account out of a city's lotteries, with a reason that its member sees.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Tx, args};
use utoipa::ToSchema;

use super::{LISTED_MAX, account, bring, may_change, same_person};
use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, CityId};
use crate::text::when;

/// Why an account is kept out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = LotteryBarReason)]
pub(in crate::lottery) enum Reason {
    /// Works for the city, or for an organiser of its prizes.
    OwnPeople,
    /// Took part with more than one account.
    SeveralAccounts,
    /// Did not tell the truth about age or residence.
    Untrue,
    /// Sold a prize, or gave it away for something.
    Traded,
    /// Broke the community's rules.
    Conduct,
}

impl Reason {
    pub(super) const ALL: [Self; 5] = [
        Self::OwnPeople,
        Self::SeveralAccounts,
        Self::Untrue,
        Self::Traded,
        Self::Conduct,
    ];

    /// As its column, a form and the API hold it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::OwnPeople => "own-people",
            Self::SeveralAccounts => "several-accounts",
            Self::Untrue => "untrue",
            Self::Traded => "traded",
            Self::Conduct => "conduct",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::OwnPeople => "lottery-bar-own-people",
            Self::SeveralAccounts => "lottery-bar-several-accounts",
            Self::Untrue => "lottery-bar-untrue",
            Self::Traded => "lottery-bar-traded",
            Self::Conduct => "lottery-bar-conduct",
        }
    }
}

/// For which reason, and how long.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = LotteryBarInput)]
pub(super) struct BarInput {
    /// `own-people`, `several-accounts`, `untrue`, `traded` or `conduct`.
    #[schema(example = "several-accounts")]
    pub(super) reason: String,
    /// The last day of it on the city's calendar; empty: for good.
    #[schema(example = "2027-03-31")]
    pub(super) until: String,
}

/// Keeps whoever has the handle out, with every account that is linked to theirs. What they entered
/// into open lotteries counts no more while it lasts. Again with another reason or end replaces the
/// one before.
///
/// # Errors
/// Refused for nobody, without a reason, and for a day that has passed.
pub(super) async fn bar(
    tx: &mut Tx,
    by: &CityOperator,
    handle: &str,
    input: &BarInput,
) -> Result<()> {
    may_change(by)?;
    let city = &by.city;
    let until_ms = until_ms(tx, by, &input.until)?;
    let Some(reason) = Reason::parse(&input.reason) else {
        return Err(Refusal::new("lottery-bar-reason").on("reason").into());
    };
    let account = account(tx, handle, "handle").await?;
    let sql = "select count(*) from lottery_bar
               where city_id = $1 and (until_ms is null or until_ms > $2) and account_id <> $3";
    let barred = tx.one::<(i64,)>(sql, args![city.id, tx.now_ms(), account]);
    if barred.await?.0 >= LISTED_MAX {
        return Err(Refusal::new("lottery-people-many").on("handle").into());
    }
    let written = tx.execute(
        "insert into lottery_bar (city_id, account_id, reason, until_ms, barred_by, barred_at_ms)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (city_id, account_id) do update set reason = excluded.reason,
           until_ms = excluded.until_ms, barred_by = excluded.barred_by,
           barred_at_ms = excluded.barred_at_ms
         where (lottery_bar.reason, coalesce(lottery_bar.until_ms, 0))
           <> (excluded.reason, coalesce(excluded.until_ms, 0))",
        args![
            city.id,
            account,
            reason.name(),
            until_ms,
            by.member.id,
            tx.now_ms()
        ],
    );
    if written.await? == 1 {
        changed(tx, by, account).await?;
    }
    Ok(())
}

/// Takes it back. Their entries in open lotteries count again.
pub(super) async fn lift(tx: &mut Tx, by: &CityOperator, handle: &str) -> Result<()> {
    let account = account(tx, handle, "handle").await?;
    let sql = "delete from lottery_bar where city_id = $1 and account_id = $2";
    if tx.execute(sql, args![by.city.id, account]).await? == 1 {
        changed(tx, by, account).await?;
    }
    Ok(())
}

async fn changed(tx: &mut Tx, by: &CityOperator, account: AccountId) -> Result<()> {
    let change = Change::LotteryBarChanged {
        account,
        by: by.member.id,
    };
    changes::record(tx, by.city.id, change).await?;
    let person = same_person(tx, by.city.id, account).await?;
    bring(tx, &by.city, &person).await
}

/// The end of the day, on the city's clock; none for good.
fn until_ms(tx: &Tx, by: &CityOperator, typed: &str) -> Result<Option<i64>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let today = when::civil(tx.now_ms(), &by.city.zone).date();
    let last: Option<Date> = typed.parse().ok().filter(|day| *day >= today);
    let end = last
        .and_then(|day| day.checked_add(1.day()).ok())
        .and_then(|day| day.to_zoned(by.city.zone.clone()).ok());
    match end {
        Some(end) => Ok(Some(end.timestamp().as_millisecond())),
        None => Err(Refusal::new("lottery-bar-until").on("until").into()),
    }
}

/// What keeps one of these accounts out now: the reason, and until when, the longest first.
pub(in crate::lottery) async fn of_person(
    tx: &mut Tx,
    city: CityId,
    person: &[AccountId],
) -> Result<Option<(Reason, Option<i64>)>> {
    let sql = "select reason, until_ms from lottery_bar
               where city_id = $1 and account_id = $2 and (until_ms is null or until_ms > $3)";
    let mut found = None;
    for account in person {
        let row = tx.optional::<(String, Option<i64>)>(sql, args![city, account, tx.now_ms()]);
        let Some((reason, until_ms)) = row.await? else {
            continue;
        };
        let reason = Reason::parse(&reason);
        let reason = reason.ok_or_else(|| anyhow::anyhow!("no reason of a bar in its row"))?;
        let longer = |(_, before): &(Reason, Option<i64>)| {
            before.is_some_and(|before| until_ms.is_none_or(|until| until > before))
        };
        if found.as_ref().is_none_or(longer) {
            found = Some((reason, until_ms));
        }
    }
    Ok(found)
}
