//! What somebody who enters says of themselves, asked once: when they were born, and where they live.

use jiff::civil::Date;
use rules::law::Jurisdiction;
use serde::{Deserialize, Serialize};
use store::{Tx, args};
use utoipa::ToSchema;

use super::KIND;
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::{Error, Refusal, Result};
use crate::ids::AccountId;

const BORN_FROM: i16 = 1900;

/// Month of birth and residence.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PersonInput {
    #[schema(example = "2001-05")]
    pub born: String,
    /// Where you live: a country, or a part of one, by ISO 3166.
    #[schema(example = "US-NY")]
    pub residence: String,
}

#[derive(Debug, Clone)]
pub(super) struct Person {
    /// The first day of the month of birth.
    born: Date,
    pub(super) residence: Jurisdiction,
}

impl Person {
    /// Full years on that day; who was born in this month is taken to have their birthday at its end.
    pub(super) fn age_on(&self, day: Date) -> i64 {
        let years = i64::from(day.year()) - i64::from(self.born.year());
        years - i64::from(day.month() <= self.born.month())
    }
}

/// What the account said, if it did.
pub(super) async fn of(tx: &mut Tx, account: AccountId) -> Result<Option<Person>> {
    let sql = "select born, residence from lottery_person where account_id = $1";
    let row = tx.optional::<(String, String)>(sql, args![account]).await?;
    Ok(row.and_then(|(born, residence)| {
        Some(Person {
            born: first_day(&born)?,
            residence: Jurisdiction::new(&residence)?,
        })
    }))
}

pub(super) fn first_day(month: &str) -> Option<Date> {
    let day: Date = format!("{month}-01").parse().ok()?;
    (day.year() >= BORN_FROM).then_some(day)
}

/// What they told, as they told it.
pub(super) async fn told(tx: &mut Tx, account: AccountId) -> Result<Option<PersonInput>> {
    let sql = "select born, residence from lottery_person where account_id = $1";
    let row = tx.optional::<(String, String)>(sql, args![account]).await?;
    Ok(row.map(|(born, residence)| PersonInput { born, residence }))
}

fn check(tx: &Tx, input: &PersonInput) -> Result<()> {
    let mut refusals = Vec::new();
    let past = first_day(input.born.trim())
        .and_then(|day| day.to_zoned(jiff::tz::TimeZone::UTC).ok())
        .is_some_and(|day| day.timestamp().as_millisecond() < tx.now_ms());
    if !past {
        refusals.push(Refusal::new("lottery-born").on("born"));
    }
    if Jurisdiction::new(input.residence.trim()).is_none() {
        refusals.push(Refusal::new("lottery-residence").on("residence"));
    }
    Refusal::join(refusals)
}

/// Keeps what is said. It is asked once: who has said it already changes nothing by saying otherwise.
pub async fn tell(tx: &mut Tx, by: &Member, input: &PersonInput) -> Result<()> {
    check(tx, input)?;
    let told = tx.execute(
        "insert into lottery_person (account_id, born, residence, told_at_ms)
         values ($1, $2, $3, $4) on conflict do nothing",
        args![
            by.id,
            input.born.trim(),
            input.residence.trim(),
            tx.now_ms()
        ],
    );
    if told.await? == 1 {
        changes::record(tx, None, Change::LotteryPersonChanged { account: by.id }).await?;
    }
    Ok(())
}

/// Corrects what was said. It holds from now on: lists that are frozen stay as they are.
///
/// # Errors
/// `NotFound` before anything was said; refused while an entry of theirs is in a lottery that is not
/// drawn from yet.
pub(super) async fn correct(tx: &mut Tx, by: &Member, input: &PersonInput) -> Result<()> {
    check(tx, input)?;
    let (born, residence) = (input.born.trim(), input.residence.trim());
    let before = told(tx, by.id).await?.ok_or(Error::NotFound)?;
    if (before.born.as_str(), before.residence.as_str()) == (born, residence) {
        return Ok(());
    }
    if takes_part(tx, by.id).await? {
        return Err(Refusal::new("lottery-correct-later").into());
    }
    let sql = "update lottery_person set born = $2, residence = $3, told_at_ms = $4
               where account_id = $1";
    tx.execute(sql, args![by.id, born, residence, tx.now_ms()])
        .await?;
    changes::record(tx, None, Change::LotteryPersonChanged { account: by.id }).await
}

/// Whether an entry of theirs stands in a lottery whose list is not frozen yet, in any city.
pub(super) async fn takes_part(tx: &mut Tx, account: AccountId) -> Result<bool> {
    // `draw` belongs to draws.
    let sql = "select 1 from lottery_entry e
               join draw d on d.kind = $2 and d.subject_id = e.lottery_id and d.state = 'announced'
               where e.account_id = $1 and not e.withdrawn limit 1";
    let found = tx.optional::<(i64,)>(sql, args![account, KIND]).await?;
    Ok(found.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_taken_for_older_than_they_are() {
        let person = Person {
            born: first_day("2008-11").unwrap(),
            residence: Jurisdiction::new("JP").unwrap(),
        };
        for (day, age) in [("2026-11-30", 17), ("2026-12-01", 18), ("2026-10-01", 17)] {
            assert_eq!(person.age_on(day.parse().unwrap()), age, "{day}");
        }
        assert!(first_day("2008-13").is_none() && first_day("").is_none());
    }
}
