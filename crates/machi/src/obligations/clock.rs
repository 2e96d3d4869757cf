//! The clock of a date: it begins when the person comes in, and not before.

use rules::obligation::due_at_ms;
use store::{Tx, args};

use super::settle::tell;
use super::{Kind, Obligation, State, by_note};
use crate::error::Result;
use crate::ids::{AccountId, OccurrenceId, TicketId};

/// Whose ticket it is now, and for which date; none for a visitor's.
pub(super) async fn holder(
    tx: &mut Tx,
    ticket: TicketId,
) -> Result<Option<(AccountId, OccurrenceId)>> {
    // `ticket` belongs to seats, `rsvp` to going.
    let sql = "select r.account_id, r.occurrence_id from ticket t join rsvp r on r.id = t.rsvp_id
               where t.id = $1 and r.account_id is not null";
    Ok(tx.optional(sql, args![ticket]).await?)
}

/// When somebody came in by a ticket that is theirs; none before. What the clock of a steward's device says
/// counts from the time on for which the door was made: a device that is wrong by years lets nobody in late.
async fn came_at_ms(
    tx: &mut Tx,
    account: AccountId,
    occurrence: OccurrenceId,
) -> Result<Option<i64>> {
    // `ticket` belongs to seats, `rsvp` to going, `scan` and `door` to the door.
    let sql = "select min(case when s.at_ms >= d.from_ms then s.at_ms
                 when d.from_ms <= s.received_at_ms then d.from_ms else s.received_at_ms end)
               from rsvp r join ticket t on t.rsvp_id = r.id
               join scan s on s.id = t.admitted_scan_id join door d on d.id = s.door_id
               where r.occurrence_id = $1 and r.account_id = $2";
    let (came,) = tx
        .one::<(Option<i64>,)>(sql, args![occurrence, account])
        .await?;
    Ok(came)
}

/// Brings all that somebody owes for a date up to whether, and when, they came in. Again changes nothing.
pub(super) async fn bring_up(
    tx: &mut Tx,
    account: AccountId,
    occurrence: OccurrenceId,
) -> Result<()> {
    let owed = super::of_date(tx, account, occurrence).await?;
    if owed.is_empty() {
        return Ok(());
    }
    match came_at_ms(tx, account, occurrence).await? {
        Some(at_ms) => start_all(tx, &owed, at_ms).await,
        None => stop_all(tx, &owed).await,
    }
}

async fn start_all(tx: &mut Tx, owed: &[Obligation], at_ms: i64) -> Result<()> {
    for obligation in owed {
        if obligation.kind()? == Kind::Come {
            came(tx, obligation, at_ms).await?;
            continue;
        }
        // A scan that is told late finds the rest released.
        let seat = |other: &&Obligation| {
            other.campaign_id == obligation.campaign_id && other.kind == Kind::Come.name()
        };
        let come = owed.iter().find(seat);
        let was_missed = come.is_some_and(|come| come.state == State::Missed.name());
        start(tx, obligation, at_ms, was_missed).await?;
    }
    Ok(())
}

async fn came(tx: &mut Tx, obligation: &Obligation, at_ms: i64) -> Result<()> {
    let sql = "update obligation set state = 'met', started_at_ms = $2, submitted_at_ms = $2,
                 settled_at_ms = $3
               where id = $1 and (state in ('open', 'missed')
                 or (state = 'met' and started_at_ms <> $2))";
    let met = tx.execute(sql, args![obligation.id, at_ms, tx.now_ms()]);
    if met.await? == 1 {
        tell(tx, obligation).await?;
    }
    Ok(())
}

/// What was handed in keeps the clock that it had.
async fn start(tx: &mut Tx, obligation: &Obligation, at_ms: i64, was_missed: bool) -> Result<()> {
    let sql = "update obligation set state = 'open', started_at_ms = $2, due_at_ms = $3
               where id = $1
                 and ((state = 'open' and (started_at_ms is null or started_at_ms <> $2))
                   or (state = 'released' and $4))";
    let due_at_ms = due_at_ms(at_ms, obligation.due_hours);
    let started = tx.execute(sql, args![obligation.id, at_ms, due_at_ms, was_missed]);
    if started.await? == 1 {
        tell(tx, obligation).await?;
    }
    let obligation = super::by_id(tx, obligation.id).await?;
    by_note::look(tx, &obligation, None).await
}

async fn stop_all(tx: &mut Tx, owed: &[Obligation]) -> Result<()> {
    for obligation in owed {
        let sql = match obligation.kind()? {
            Kind::Come => {
                "update obligation set state = 'open', started_at_ms = null,
                   submitted_at_ms = null, settled_at_ms = null
                 where id = $1 and state = 'met'"
            }
            _ => {
                "update obligation set started_at_ms = null, due_at_ms = null
                 where id = $1 and state = 'open' and started_at_ms is not null"
            }
        };
        if tx.execute(sql, args![obligation.id]).await? == 1 {
            tell(tx, obligation).await?;
        }
    }
    Ok(())
}
