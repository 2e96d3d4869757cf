//! How far what was owed in a city was met, month by month of its own calendar.

use jiff::ToSpan;
use jiff::civil::Date;
use store::{Tx, args};

use crate::cities::City;
use crate::error::Result;
use crate::text::when;

/// Months that are told at most.
pub(super) const MONTHS_MAX: i64 = 36;
pub(super) const MONTHS: i64 = 12;

/// What was due in a month, and what became of it. What is still open is in none of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    pub due: i64,
    pub in_time: i64,
    pub late: i64,
    /// Also refused, and not mended.
    pub missed: i64,
    pub excused: i64,
}

impl Month {
    /// Met in time, of what is settled and was not excused; none while nothing is.
    pub fn percent(&self) -> Option<i64> {
        let settled = self.in_time + self.late + self.missed;
        (settled > 0).then(|| (self.in_time * 200 + settled) / (2 * settled))
    }
}

/// So many months up to this one, the newest first.
pub async fn fulfilment(tx: &mut Tx, city: &City, months: i64) -> Result<Vec<Month>> {
    let today = when::civil(tx.now_ms(), &city.zone).date();
    let mut first = today.first_of_month();
    let mut found = Vec::new();
    for _ in 0..months.clamp(1, MONTHS_MAX) {
        found.push(month(tx, city, first).await?);
        first = first.saturating_sub(1.month());
    }
    Ok(found)
}

async fn month(tx: &mut Tx, city: &City, first: Date) -> Result<Month> {
    let begins = |day: Date| -> Result<i64> {
        let at = day
            .to_zoned(city.zone.clone())
            .map_err(anyhow::Error::from)?;
        Ok(at.timestamp().as_millisecond())
    };
    let (from_ms, to_ms) = (begins(first)?, begins(first.saturating_add(1.month()))?);
    // `obligation` belongs to obligations. Who came was in time, whenever the door scanned.
    let sql = "select count(*),
        cast(coalesce(sum(case when state = 'met' and (kind = 'come'
          or submitted_at_ms <= due_at_ms) then 1 else 0 end), 0) as bigint),
        cast(coalesce(sum(case when state = 'met' then 1 else 0 end), 0) as bigint),
        cast(coalesce(sum(case when state = 'missed'
          or (state = 'refused' and due_at_ms < $4) then 1 else 0 end), 0) as bigint),
        cast(coalesce(sum(case when state = 'excused' then 1 else 0 end), 0) as bigint)
      from obligation
      where city_id = $1 and due_at_ms >= $2 and due_at_ms < $3 and state <> 'released'";
    let sums = tx.one(sql, args![city.id, from_ms, to_ms, tx.now_ms()]);
    let (due, in_time, met, missed, excused): (i64, i64, i64, i64, i64) = sums.await?;
    Ok(Month {
        first,
        due,
        in_time,
        late: met - in_time,
        missed,
        excused,
    })
}
