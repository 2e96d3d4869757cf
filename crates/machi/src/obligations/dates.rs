//! Dates that move, and dates that are called off.

use rules::obligation::over_at_ms;
use store::{Tx, args};

use super::owe::release_one;
use super::settle::tell;
use super::{Obligation, obligations_where};
use crate::error::Result;
use crate::ids::OccurrenceId;

/// What is owed for a date is brought up to it so many at a time.
const PART: i64 = 500;

store::row! {
    struct Date {
        starts_at_ms: i64,
        ends_at_ms: Option<i64>,
        all_day: bool,
        cancelled: bool,
    }
}

/// None for one that is gone. One that was called off may take place again by now.
async fn date(tx: &mut Tx, occurrence: OccurrenceId) -> Result<Option<Date>> {
    // `occurrence` and `event` belong to events.
    let sql =
        "select o.starts_at_ms, o.ends_at_ms, o.all_day, (o.cancelled or e.cancelled) as cancelled
               from occurrence o join event e on e.id = o.event_id where o.id = $1";
    Ok(tx.optional(sql, args![occurrence]).await?)
}

/// Whoever has not come has until its end.
pub(super) async fn moved(tx: &mut Tx, occurrence: OccurrenceId) -> Result<()> {
    let Some(date) = date(tx, occurrence).await? else {
        return Ok(());
    };
    let due_at_ms = over_at_ms(date.starts_at_ms, date.ends_at_ms, date.all_day);
    loop {
        let sql = obligations_where!(
            "occurrence_id = $1 and kind = 'come' and state = 'open' and due_at_ms <> $2
             order by id limit $3"
        );
        let part: Vec<Obligation> = tx.all(sql, args![occurrence, due_at_ms, PART]).await?;
        for obligation in &part {
            let sql = "update obligation set due_at_ms = $2 where id = $1";
            tx.execute(sql, args![obligation.id, due_at_ms]).await?;
            tell(tx, obligation).await?;
        }
        if part.is_empty() {
            return Ok(());
        }
    }
}

/// Nothing is owed for a date that is off, except by who came in before.
pub(super) async fn called_off(tx: &mut Tx, occurrence: OccurrenceId) -> Result<()> {
    if !date(tx, occurrence)
        .await?
        .is_some_and(|date| date.cancelled)
    {
        return Ok(());
    }
    loop {
        let sql = obligations_where!(
            "occurrence_id = $1 and state = 'open' and started_at_ms is null order by id limit $2"
        );
        let part: Vec<Obligation> = tx.all(sql, args![occurrence, PART]).await?;
        for obligation in &part {
            release_one(tx, obligation).await?;
        }
        if part.is_empty() {
            return Ok(());
        }
    }
}
