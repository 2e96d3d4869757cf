//! A city's rule: for how many weeks with a post, among how many in a row, there is a reward.

use rules::lottery::{StreakRule, Week};
use store::{Tx, args};

use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result};
use crate::ids::CityId;
use crate::text::when;

/// A year.
pub(super) const WEEKS_MAX: i64 = 52;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) streak: StreakRule,
    /// The first week that counts.
    pub(super) from: Week,
    /// The last week whose streaks were looked for.
    pub(super) looked: Week,
}

/// None where streaks earn nothing.
pub(super) async fn of(tx: &mut Tx, city: CityId) -> Result<Option<Rule>> {
    let sql = "select posted_weeks, of_weeks, from_week, looked_week from streak_rule
               where city_id = $1";
    let found: Option<(i64, i64, i64, i64)> = tx.optional(sql, args![city]).await?;
    let Some((posted, of, from, looked)) = found else {
        return Ok(None);
    };
    let number = |weeks| u32::try_from(weeks).map_err(anyhow::Error::from);
    Ok(Some(Rule {
        streak: StreakRule {
            posted_weeks: number(posted)?,
            of_weeks: number(of)?,
        },
        from: Week(from),
        looked: Week(looked),
    }))
}

/// Sets the rule, so many weeks of so many; none: streaks earn nothing from now on. What was earned
/// stays. Weeks count from the one in which there first is a rule.
///
/// # Errors
/// Refused beyond the limits.
pub(super) async fn put(tx: &mut Tx, by: &CityOperator, weeks: Option<(i64, i64)>) -> Result<()> {
    let city = by.city.id;
    match weeks {
        Some((posted, of)) => {
            check(posted, of)?;
            let today = when::civil(tx.now_ms(), &by.city.zone).date();
            let Week(this) = Week::of(today);
            tx.execute(
                "insert into streak_rule (city_id, posted_weeks, of_weeks, from_week, looked_week)
                 values ($1, $2, $3, $4, $4 - 1)
                 on conflict (city_id) do update set posted_weeks = $2, of_weeks = $3",
                args![city, posted, of, this],
            )
            .await?;
        }
        None => {
            let sql = "delete from streak_rule where city_id = $1";
            tx.execute(sql, args![city]).await?;
        }
    }
    changes::record(tx, city, Change::CityChanged { city }).await
}

fn check(posted: i64, of: i64) -> Result<(), Error> {
    let mut refusals = Vec::new();
    if !(1..=WEEKS_MAX).contains(&of) {
        refusals.push(
            Refusal::new("streaks-of")
                .with("max", WEEKS_MAX)
                .on("of_weeks"),
        );
    } else if !(1..=of).contains(&posted) {
        refusals.push(
            Refusal::new("streaks-posted")
                .with("max", of)
                .on("posted_weeks"),
        );
    }
    Refusal::join(refusals)
}
