//! Calling off an event, or one of its dates; and taking that back.

use store::{Tx, args};

use super::hosted::{Host, hosted};
use super::publish::{State, state, tell};
use crate::changes::{self, Change};
use crate::error::{Error, Refusal, Result};
use crate::events;
use crate::ids::OccurrenceId;

/// Calls the event off, or takes that back. Who goes is told. Doing it twice changes nothing.
pub(super) async fn call_off(tx: &mut Tx, by: &Host, off: bool) -> Result<()> {
    let before = state(tx, by.event).await?;
    if events::call_off(tx, by.event, off).await? {
        done(tx, by, &before).await?;
    }
    Ok(())
}

/// The same for one of its dates.
///
/// # Errors
/// Refused for a date that the event itself leaves out: only a change of it can bring that back.
pub(super) async fn call_off_date(
    tx: &mut Tx,
    by: &Host,
    occurrence: OccurrenceId,
    off: bool,
) -> Result<()> {
    let old = hosted(tx, by.event).await?.ok_or(Error::NotFound)?;
    let sql = "select source_key, cancelled from occurrence where id = $1 and event_id = $2";
    let row = tx.optional::<(String, bool)>(sql, args![occurrence, by.event]);
    let (key, is_off) = row.await?.ok_or(Error::NotFound)?;
    if is_off == off {
        return Ok(());
    }
    let mut keys: Vec<&str> = old.called_off.split_whitespace().collect();
    match keys.iter().position(|one| *one == key) {
        None if off => keys.push(&key),
        None => return Err(Refusal::new("publishing-date-left-out").into()),
        Some(at) if !off => {
            keys.remove(at);
        }
        Some(_) => {}
    }
    let before = state(tx, by.event).await?;
    let sql = "update hosting set called_off = $2 where event_id = $1";
    tx.execute(sql, args![by.event, keys.join(" ")]).await?;
    events::call_off_date(tx, by.event, occurrence, off).await?;
    done(tx, by, &before).await
}

async fn done(tx: &mut Tx, by: &Host, before: &State) -> Result<()> {
    let change = Change::EventChanged { event: by.event };
    changes::record(tx, by.city.id, change).await?;
    tell(tx, by.city.id, by.event, before).await
}
