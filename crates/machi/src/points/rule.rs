//! A city's rule for when points expire that nobody used.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rules::expiry::{MONTHS_MAX, MONTHS_MIN, NOTICE_DAYS, last_day};
use store::{Tx, args};

use super::expire;
use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Refusal, Result};
use crate::ids::CityId;
use crate::text::when;

/// So many months after they were earned, on the city's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) months: i64,
    /// Since when it is no laxer.
    pub(super) since_ms: i64,
}

impl Rule {
    /// Nobody loses points before this day: time to use them after the rule was made, or after
    /// points came back.
    pub(super) fn spares_until(self, returned_at_ms: Option<i64>, zone: &TimeZone) -> Date {
        let at_ms = returned_at_ms.unwrap_or(self.since_ms).max(self.since_ms);
        let day = when::civil(at_ms, zone).date();
        day.saturating_add(NOTICE_DAYS.days())
    }

    /// The last day on which points of that day can be used.
    pub(super) fn last_day(
        self,
        earned: Date,
        returned_at_ms: Option<i64>,
        zone: &TimeZone,
    ) -> Date {
        last_day(earned, self.months).max(self.spares_until(returned_at_ms, zone))
    }
}

/// None where points do not expire.
pub(super) async fn of(tx: &mut Tx, city: CityId) -> Result<Option<Rule>> {
    let sql = "select months, since_ms from points_rule where city_id = $1";
    let found: Option<(i64, i64)> = tx.optional(sql, args![city]).await?;
    Ok(found.map(|(months, since_ms)| Rule { months, since_ms }))
}

/// Sets the rule; none: points do not expire. The same again changes nothing. A stricter rule takes
/// no points for thirty days.
///
/// # Errors
/// Refused beyond the limits.
pub(super) async fn put(tx: &mut Tx, by: &CityOperator, months: Option<i64>) -> Result<()> {
    if months.is_some_and(|months| !(MONTHS_MIN..=MONTHS_MAX).contains(&months)) {
        let refusal = Refusal::new("points-months").with("max", MONTHS_MAX);
        return Err(refusal.on("months").into());
    }
    let (city, now_ms) = (by.city.id, tx.now_ms());
    let old = of(tx, city).await?;
    if old.map(|old| old.months) == months {
        return Ok(());
    }
    if let Some(months) = months {
        let laxer = old.filter(|old| old.months <= months);
        let since_ms = laxer.map_or(now_ms, |old| old.since_ms);
        tx.execute(
            "insert into points_rule (city_id, months, since_ms) values ($1, $2, $3)
             on conflict (city_id) do update set months = $2, since_ms = $3",
            args![city, months, since_ms],
        )
        .await?;
    } else {
        let sql = "delete from points_rule where city_id = $1";
        tx.execute(sql, args![city]).await?;
    }
    expire::look_now(tx, city).await?;
    changes::record(tx, city, Change::CityChanged { city }).await
}
